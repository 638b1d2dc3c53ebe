import { Button } from '@balcao/ui'
import { demoPeople, firstRunWords } from '../checkout/words/entrance.ts'
import styles from './entrance.module.css'
import { Panel } from './panel.tsx'
import { useFirstFocus } from './use-first-focus.ts'

/** The only time that a PIN stands on a screen: these are for everybody to try. */
export function DemoReady({ till }: { till: string }) {
  const first = useFirstFocus<HTMLButtonElement>()
  return (
    <Panel title={firstRunWords.demoReady} advice={firstRunWords.demoReadyAdvice}>
      <dl className={styles.people} aria-label={firstRunWords.demoPeople}>
        {demoPeople.map(({ name, role, pin }) => (
          <div key={name}>
            <dt>
              <strong>{name}</strong> {role}
            </dt>
            <dd>{pin}</dd>
          </div>
        ))}
      </dl>
      <Button ref={first} kind="primary" size="huge" onClick={() => location.replace(till)}>
        {firstRunWords.openTill}
      </Button>
    </Panel>
  )
}
