import type { ShopChange } from '@balcao/contracts'
import { Announcer, Button, TextField } from '@balcao/ui'
import { useState } from 'react'
import { idOfName } from '../checkout/id-of-name.ts'
import { PinField } from '../checkout/pin-field.tsx'
import { entranceWords, firstRunWords as words } from '../checkout/words/entrance.ts'
import styles from './entrance.module.css'
import { postSetUp } from './entrance-api.ts'
import { checkFirstRun, type FirstRunField } from './first-run-form.ts'
import { Panel } from './panel.tsx'
import { useAttempt } from './use-attempt.ts'

interface FirstManagerProps {
  shop: ShopChange
  onBack: () => void
  onSetUp: () => void
}

/** Who administers the shop, and what this browser is called, which is its first till. */
export function FirstManager({ shop, onBack, onSetUp }: FirstManagerProps) {
  const [form, setForm] = useState({ managerName: '', pin: '', pinAgain: '', tillName: 'Caixa 1' })
  const [isChecked, setChecked] = useState(false)
  const { attempt, isAsking, failure } = useAttempt()
  const errors = isChecked ? checkFirstRun(form) : {}
  const field = (name: FirstRunField) => ({
    value: form[name],
    error: errors[name],
    onChange: (text: string) => setForm({ ...form, [name]: text }),
  })
  const terminalId = idOfName(form.tillName)
  const start = async () => {
    setChecked(true)
    if (isAsking || Object.keys(checkFirstRun(form)).length > 0) return
    const { managerName, pin, tillName } = form
    const manager = { name: managerName.trim(), pin }
    if (await attempt(postSetUp({ shop, manager, terminalId, tillName }))) onSetUp()
  }
  return (
    <Panel heading="h2" title={words.own} advice={words.advice} onSubmit={start}>
      <TextField label={words.managerName} {...field('managerName')} />
      <PinField label={words.pin} hint={entranceWords.pinHint} {...field('pin')} />
      <PinField label={words.pinAgain} {...field('pinAgain')} />
      <TextField
        label={words.tillName}
        hint={terminalId === '' ? undefined : words.tillHint(terminalId)}
        {...field('tillName')}
      />
      {failure ? <p className={styles.failure}>{failure}</p> : null}
      <div className={styles.wayOn}>
        <Button kind="primary" size="huge" type="submit" busy={isAsking}>
          {words.start}
        </Button>
      </div>
      <Button kind="quiet" onClick={onBack}>
        {entranceWords.back}
      </Button>
      <Announcer message={[...Object.values(errors), failure].filter(Boolean).join(' ')} />
    </Panel>
  )
}
