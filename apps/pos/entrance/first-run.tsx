import { Announcer, Button, TextField } from '@balcao/ui'
import { useState } from 'react'
import { PinField } from '../checkout/pin-field.tsx'
import { entranceWords, firstRunWords } from '../checkout/words/entrance.ts'
import styles from './entrance.module.css'
import { postDemoSetUp, postSetUp } from './entrance-api.ts'
import { checkFirstRun, type FirstRunField, terminalIdOf } from './first-run-form.ts'
import { Panel } from './panel.tsx'
import { useAttempt } from './use-attempt.ts'

interface FirstRunProps {
  isSandbox: boolean
  onSetUp: () => void
  onDemo: () => void
}

/** The shop's first manager and its first till, or a whole shop to play with. */
export function FirstRun({ isSandbox, onSetUp, onDemo }: FirstRunProps) {
  const [form, setForm] = useState({ managerName: '', pin: '', pinAgain: '', tillName: 'Caixa 1' })
  const [isChecked, setChecked] = useState(false)
  const own = useAttempt()
  const demo = useAttempt()
  const errors = isChecked ? checkFirstRun(form) : {}
  const field = (name: FirstRunField) => ({
    value: form[name],
    error: errors[name],
    onChange: (text: string) => setForm({ ...form, [name]: text }),
  })
  const start = async () => {
    setChecked(true)
    if (own.isAsking || Object.keys(checkFirstRun(form)).length > 0) return
    const { managerName, pin, tillName } = form
    const manager = { name: managerName.trim(), pin }
    if (await own.attempt(postSetUp({ manager, terminalId: terminalIdOf(tillName), tillName }))) onSetUp()
  }
  const startDemo = async () => {
    if (await demo.attempt(postDemoSetUp())) onDemo()
  }
  const terminalId = terminalIdOf(form.tillName)
  return (
    <>
      <h1 className={styles.title}>{firstRunWords.title}</h1>
      <div className={isSandbox ? styles.sides : undefined}>
        {isSandbox ? (
          <section className={styles.aside}>
            <h2 className={styles.title}>{firstRunWords.try}</h2>
            <p className={styles.advice}>{firstRunWords.demoAdvice}</p>
            <Button size="huge" busy={demo.isAsking} onClick={startDemo}>
              {firstRunWords.demo}
            </Button>
            {demo.failure ? <p className={styles.failure}>{demo.failure}</p> : null}
          </section>
        ) : null}
        <Panel heading="h2" title={firstRunWords.own} advice={firstRunWords.advice} onSubmit={start}>
          <TextField label={firstRunWords.managerName} {...field('managerName')} />
          <PinField label={firstRunWords.pin} hint={entranceWords.pinHint} {...field('pin')} />
          <PinField label={firstRunWords.pinAgain} {...field('pinAgain')} />
          <TextField
            label={firstRunWords.tillName}
            hint={terminalId === '' ? undefined : firstRunWords.tillHint(terminalId)}
            {...field('tillName')}
          />
          {own.failure ? <p className={styles.failure}>{own.failure}</p> : null}
          <Button kind="primary" size="huge" type="submit" busy={own.isAsking}>
            {firstRunWords.start}
          </Button>
        </Panel>
      </div>
      <Announcer message={[...Object.values(errors), own.failure, demo.failure].filter(Boolean).join(' ')} />
    </>
  )
}
