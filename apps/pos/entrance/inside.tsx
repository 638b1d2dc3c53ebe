import type { Session } from '@balcao/contracts'
import { Banner } from '@balcao/ui'
import Calculator from 'lucide-react/icons/calculator'
import Link from 'lucide-react/icons/link'
import LogOut from 'lucide-react/icons/log-out'
import ReceiptText from 'lucide-react/icons/receipt-text'
import { useState } from 'react'
import { signInWords } from '../checkout/words/entrance.ts'
import { Choice } from './choice.tsx'
import { Claim } from './claim.tsx'
import styles from './entrance.module.css'
import { postSessionEnd } from './entrance-api.ts'
import { Panel } from './panel.tsx'
import { useAttempt } from './use-attempt.ts'
import { screenOf } from './way-on.ts'

interface InsideProps {
  session: Session
  /** A device is to be paired that shows this code. */
  code: string | undefined
  onCodeUsed: () => void
  onSignedOut: () => void
}

/** Where whoever is signed in may go, and the pairing of devices. */
export function Inside({ session, code, onCodeUsed, onSignedOut }: InsideProps) {
  const [isPairing, setPairing] = useState(code !== undefined)
  const { attempt, failure } = useAttempt()
  const { actor, device } = session
  if (actor.kind !== 'person') return null
  if (isPairing)
    return (
      <Claim
        code={code}
        isOperator={actor.role === 'operator'}
        ownTerminalId={device?.terminalId}
        onEnd={() => {
          setPairing(false)
          onCodeUsed()
        }}
      />
    )
  const leave = async () => {
    if (await attempt(postSessionEnd())) onSignedOut()
  }
  const mayPair = actor.role !== 'operator' || device !== null
  return (
    <Panel title={signInWords.inside(actor.name)} width="wide">
      {device === null ? <Banner tone="neutral" title={signInWords.notPaired} /> : null}
      {failure ? <p className={styles.failure}>{failure}</p> : null}
      <ul className={styles.choices}>
        {device?.kind === 'till' ? (
          <Choice
            href={screenOf('till', device.terminalId)}
            title={signInWords.goTill}
            advice={signInWords.goTillAdvice}
            icon={<Calculator aria-hidden />}
          />
        ) : null}
        <Choice
          href="/gestao/"
          title={signInWords.goOffice}
          advice={signInWords.goOfficeAdvice}
          icon={<ReceiptText aria-hidden />}
        />
        {mayPair ? (
          <Choice
            title={signInWords.pair}
            advice={signInWords.pairAdvice}
            icon={<Link aria-hidden />}
            onPress={() => setPairing(true)}
          />
        ) : null}
        <Choice
          title={signInWords.leave}
          advice={signInWords.leaveAdvice}
          icon={<LogOut aria-hidden />}
          onPress={leave}
        />
      </ul>
    </Panel>
  )
}
