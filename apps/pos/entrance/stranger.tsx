import type { DeviceKind } from '@balcao/contracts'
import Calculator from 'lucide-react/icons/calculator'
import Monitor from 'lucide-react/icons/monitor'
import Tablet from 'lucide-react/icons/tablet-smartphone'
import { type ReactNode, useState } from 'react'
import { kindWords, pairingWords } from '../checkout/words/entrance.ts'
import { Choice } from './choice.tsx'
import styles from './entrance.module.css'
import { NewDevice } from './new-device.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { type Goal, screenOf } from './way-on.ts'

interface StrangerProps {
  /** It came from a customer's screen, so it shows its code without being asked. */
  pairsAs: DeviceKind | undefined
  code: string | undefined
  goal: Goal | undefined
  onSignedIn: () => void
}

/** A browser that is none of the shop's: somebody signs in by name, or it becomes one of the shop's devices. */
export function Stranger({ pairsAs, code, goal, onSignedIn }: StrangerProps) {
  const [kind, setKind] = useState(pairsAs)
  const [attempt, setAttempt] = useState(0)
  if (kind)
    return (
      <NewDevice
        key={attempt}
        kind={kind}
        onPaired={(terminalId) => location.replace(screenOf(kind, terminalId, goal))}
        onAgain={() => setAttempt(attempt + 1)}
        onOtherWay={() => setKind(undefined)}
      />
    )
  return (
    <div className={code === undefined ? styles.sides : undefined}>
      <SignInForm code={code} onSignedIn={onSignedIn} />
      {code === undefined ? <PairThisDevice onChoose={setKind} /> : null}
    </div>
  )
}

const icons: Record<DeviceKind, ReactNode> = {
  till: <Calculator aria-hidden />,
  display: <Monitor aria-hidden />,
  kiosk: <Tablet aria-hidden />,
}
const kinds = ['till', 'display', 'kiosk'] as const

function PairThisDevice({ onChoose }: { onChoose: (kind: DeviceKind) => void }) {
  return (
    <section className={styles.aside}>
      <h2 className={styles.title}>{pairingWords.orPair}</h2>
      <ul className={styles.choices}>
        {kinds.map((kind) => (
          <Choice
            key={kind}
            title={kindWords[kind].choose}
            advice={kindWords[kind].advice}
            icon={icons[kind]}
            onPress={() => onChoose(kind)}
          />
        ))}
      </ul>
    </section>
  )
}
