import type { DemoShop } from '@balcao/contracts'
import { Button } from '@balcao/ui'
import { firstRunWords, roleWords } from '../checkout/words/entrance.ts'
import styles from './entrance.module.css'
import { Panel } from './panel.tsx'
import { useFirstFocus } from './use-first-focus.ts'

/** The only time that a PIN stands on a screen: these are for everybody to try. */
export function DemoReady({ demo: { people }, till }: { demo: DemoShop; till: string }) {
  const first = useFirstFocus<HTMLButtonElement>()
  return (
    <Panel title={firstRunWords.demoReady} advice={firstRunWords.demoReadyAdvice}>
      <dl className={styles.people} aria-label={firstRunWords.demoPeople}>
        {people.map(({ name, role, pin }) => (
          <div key={name}>
            <dt>
              <strong>{name}</strong> {roleWords[role]}
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
