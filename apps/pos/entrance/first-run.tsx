import type { BeforeSetUp, DemoShop } from '@balcao/contracts'
import { Button } from '@balcao/ui'
import { type ReactNode, useState } from 'react'
import { readShop } from '../checkout/read-shop.ts'
import { entranceWords, firstRunWords as words } from '../checkout/words/entrance.ts'
import styles from './entrance.module.css'
import { postDemoSetUp } from './entrance-api.ts'
import { FirstBank } from './first-bank.tsx'
import { FirstManager } from './first-manager.tsx'
import { FirstShop } from './first-shop.tsx'
import { useAttempt } from './use-attempt.ts'
import { useBeforeSetUp } from './use-before-set-up.ts'

interface FirstRunProps {
  isSandbox: boolean
  onSetUp: () => void
  onDemo: (demo: DemoShop) => void
}

/** The shop, its bank, its first manager and its first till, one after the other; or a whole shop to play with. */
export function FirstRun({ isSandbox, onSetUp, onDemo }: FirstRunProps) {
  const { before, failure } = useBeforeSetUp()
  return (
    <>
      <h1 className={styles.title}>{words.title}</h1>
      {failure === undefined ? null : <p className={styles.failure}>{failure}</p>}
      {before === undefined ? (
        <p>{entranceWords.connecting}</p>
      ) : (
        <Steps before={before} demo={isSandbox ? <Demo onDemo={onDemo} /> : null} onSetUp={onSetUp} />
      )}
    </>
  )
}

type StepsProps = { before: BeforeSetUp; demo: ReactNode; onSetUp: () => void }

function Steps({ before, demo, onSetUp }: StepsProps) {
  const [step, setStep] = useState<'shop' | 'bank' | 'manager'>('shop')
  const { name, timeZone, receiptText } = before.shop
  const [form, setForm] = useState({ name, timeZone, receiptText: receiptText ?? '' })
  const { change } = readShop(form)
  if (step === 'bank')
    return <FirstBank bank={before.bank} onBack={() => setStep('shop')} onNext={() => setStep('manager')} />
  if (step === 'manager' && change !== undefined)
    return <FirstManager shop={change} onBack={() => setStep('bank')} onSetUp={onSetUp} />
  return (
    <div className={demo === null ? undefined : styles.sides}>
      {demo}
      <FirstShop form={form} zone={timeZone} onChange={setForm} onNext={() => setStep('bank')} />
    </div>
  )
}

function Demo({ onDemo }: Pick<FirstRunProps, 'onDemo'>) {
  const { attempt, isAsking, failure } = useAttempt()
  const start = async () => {
    const demo = await attempt(postDemoSetUp())
    if (demo) onDemo(demo)
  }
  return (
    <section className={styles.aside}>
      <div>
        <h2 className={styles.title}>{words.try}</h2>
        <p className={styles.advice}>{words.demoAdvice}</p>
      </div>
      <Button size="huge" busy={isAsking} onClick={start}>
        {words.demo}
      </Button>
      {failure ? (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      ) : null}
    </section>
  )
}
