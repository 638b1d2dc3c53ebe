import type { DemoShop } from '@balcao/contracts'
import { Banner, Screen } from '@balcao/ui'
import { useEffect, useState } from 'react'
import { entranceWords } from '../checkout/words/entrance.ts'
import { DemoReady } from './demo-ready.tsx'
import styles from './entrance.module.css'
import { FirstRun } from './first-run.tsx'
import { FirstSteps } from './first-steps.tsx'
import { Inside } from './inside.tsx'
import { noteLedTo, refusedAddress } from './led-on.ts'
import { People } from './people.tsx'
import { readCode } from './read-code.ts'
import { type Step, stepOf } from './step.ts'
import { Stranger } from './stranger.tsx'
import { Trust } from './trust.tsx'
import { useSession } from './use-session.ts'
import { readGoal, screenOf } from './way-on.ts'

/** Where the shop begins, people sign in and devices are paired. It leads on by itself to the screen that sent somebody here. */
export function Entrance() {
  const { session, isUnreachable, refresh } = useSession()
  const [goal, setGoal] = useState(() => readGoal(location.search, location.origin))
  const [code, setCode] = useState(() => readCode(location.search))
  const [demo, setDemo] = useState<DemoShop>()
  const [isNew, setNew] = useState(false)
  const [refusedAt, setRefusedAt] = useState(refusedAddress)
  const step = session && stepOf(session, goal, code, refusedAt)
  const onward = step?.kind === 'onward' && demo === undefined && !isNew ? step.address : undefined
  useEffect(() => {
    if (onward === undefined) return
    noteLedTo(onward)
    location.replace(onward)
  }, [onward])
  /** Whoever comes in now has not been refused yet. */
  const enter = () => {
    setRefusedAt(undefined)
    void refresh()
  }

  const render = (step: Step) => {
    if (!session) return null
    const till = session.device && screenOf('till', session.device.terminalId)
    if (demo && till) return <DemoReady demo={demo} till={till} />
    if (isNew && session.actor.kind === 'person')
      return <FirstSteps session={session} onEnd={() => setNew(false)} />
    switch (step.kind) {
      case 'set-up':
        return (
          <FirstRun
            isSandbox={session.shop.isSandbox}
            onSetUp={() => {
              setNew(true)
              void refresh()
            }}
            onDemo={(made) => {
              setDemo(made)
              void refresh()
            }}
          />
        )
      case 'inside':
        return (
          <Inside session={session} code={code} onCodeUsed={() => setCode(undefined)} onSignedOut={refresh} />
        )
      case 'people':
        return (
          <People
            onSignedIn={() => {
              // Whoever signs in on a till came to sell, unless they came for something else.
              if (till && !goal && !code) setGoal({ address: till, device: 'till' })
              enter()
            }}
            onUnknown={refresh}
          />
        )
      case 'stranger':
      case 'pairing':
        return (
          <Stranger
            pairsAs={step.kind === 'pairing' ? step.device : undefined}
            code={code}
            goal={goal}
            onSignedIn={enter}
          />
        )
      case 'onward':
        return null
    }
  }
  return (
    <Screen
      className={styles.entrance}
      header={<p className={styles.shop}>{session?.shop.name ?? entranceWords.connecting}</p>}
    >
      {isUnreachable ? <Banner tone="danger" title={entranceWords.unreachable} urgent /> : null}
      {step ? render(step) : null}
      {session?.authority === undefined ? null : <Trust fingerprint={session.authority} />}
    </Screen>
  )
}
