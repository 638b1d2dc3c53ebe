import { paths } from '@balcao/contracts'
import { ask, goToEntrance } from '@balcao/shell'
import { Button } from '@balcao/ui'
import { useState } from 'react'
import { cashierWords } from '../checkout/words/cashier.ts'
import styles from './cashier.module.css'

/** Who answers for the sales of this till; one tap, and the next one may sign in. The customer's screen shows what it showed. */
export function OperatorButton({ name }: { name: string }) {
  const [state, setState] = useState<'signed-in' | 'leaving' | 'failed'>('signed-in')
  const leave = async () => {
    setState('leaving')
    const reply = await ask({ method: 'POST', path: paths.sessionEnd(), read: () => true })
    if (reply.ok) goToEntrance()
    else setState('failed')
  }
  return (
    <>
      {state === 'failed' ? (
        <span role="alert" className={styles.notSignedOut}>
          {cashierWords.notSignedOut}
        </span>
      ) : null}
      <Button
        size="compact"
        busy={state === 'leaving'}
        onClick={leave}
        aria-label={`${name}. ${cashierWords.switchOperator}`}
      >
        <span className={styles.operator}>{name}</span>
      </Button>
    </>
  )
}
