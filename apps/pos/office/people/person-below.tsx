import type { Person } from '@balcao/contracts'
import { Banner, Button } from '@balcao/ui'
import { personProblems, peopleWords as words } from '../../checkout/words/people.ts'
import { wordsForError } from '../words-for-error.ts'
import { limitWords } from './limit-words.ts'
import styles from './people.module.css'
import { usePersonChange } from './people-api.ts'
import type { Doing } from './person-doing.tsx'
import { asTheyAre } from './read-person.ts'

type PersonBelowProps = {
  person: Person
  /** False where this person may do more than whoever is signed in. */
  mayChange: boolean
  onDo: (doing: Doing) => void
  onDone: (words: string) => void
}

/** What can be done about a person. To return takes nothing from anybody, so it is not asked twice. */
export function PersonBelow({ person, mayChange, onDo, onDone }: PersonBelowProps) {
  const { mutate, isPending, error } = usePersonChange()
  const { personId, name } = person
  if (!mayChange) return <p className={styles.muted}>{words.above}</p>
  const comeBack = () =>
    mutate(
      { personId, change: { ...asTheyAre(person), isActive: true } },
      { onSuccess: () => onDone(words.done.returned(name)) },
    )
  return (
    <div className={styles.below}>
      <p className={styles.muted}>
        {words.columns.limit}: {limitWords(person)}
      </p>
      {person.lockedUntil === null ? null : <p>{words.lockedAdvice}</p>}
      {person.isActive ? null : <p className={styles.muted}>{words.inactiveAdvice}</p>}
      {error ? <Banner tone="danger" title={wordsForError(error, personProblems)} urgent /> : null}
      <div className={styles.offers}>
        <Button size="compact" onClick={() => onDo({ kind: 'change', person })}>
          {words.offers.change}
        </Button>
        <Button size="compact" onClick={() => onDo({ kind: 'pin', person })}>
          {words.offers.pin}
        </Button>
        {person.isActive ? (
          <Button size="compact" onClick={() => onDo({ kind: 'leave', person })}>
            {words.offers.leave}
          </Button>
        ) : (
          <Button size="compact" busy={isPending} onClick={comeBack}>
            {words.offers.return}
          </Button>
        )}
      </div>
    </div>
  )
}
