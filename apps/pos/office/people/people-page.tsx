import { Role, type Session } from '@balcao/contracts'
import { Button } from '@balcao/ui'
import UserPlus from 'lucide-react/icons/user-plus'
import { useState } from 'react'
import { officeWords } from '../../checkout/words/office.ts'
import { peopleWords as words } from '../../checkout/words/people.ts'
import { ForManagers } from '../for-managers.tsx'
import { OfficePage } from '../office-page.tsx'
import { ReadState } from '../read-state.tsx'
import styles from './people.module.css'
import { usePeople } from './people-api.ts'
import { PeopleTable } from './people-table.tsx'
import { type Doing, PersonDoing } from './person-doing.tsx'

/** Who works here and what each may do. */
export const PeoplePage = () => (
  <OfficePage title={officeWords.pages.pessoas}>
    <ForManagers>{({ actor }) => <People actor={actor} />}</ForManagers>
  </OfficePage>
)

function People({ actor }: Pick<Session, 'actor'>) {
  const people = usePeople()
  const [doing, setDoing] = useState<Doing>()
  const [said, setSaid] = useState('')
  const roles = rolesBelow(actor)
  const say = (done: string) => {
    setSaid(done)
    setDoing(undefined)
  }
  return (
    <div className={styles.people}>
      <div className={styles.bar}>
        <Button kind="primary" icon={<UserPlus aria-hidden />} onClick={() => setDoing({ kind: 'add' })}>
          {words.add}
        </Button>
        <p role="status" className={styles.said}>
          {said}
        </p>
      </div>
      <ReadState query={people} loading={words.loading} failed={words.failed} />
      {people.data?.people.length === 0 ? <p className={styles.muted}>{words.empty}</p> : null}
      {people.data && people.data.people.length > 0 ? (
        <PeopleTable
          people={people.data.people}
          you={actor.kind === 'person' ? actor.personId : undefined}
          roles={roles}
          onDo={setDoing}
          onDone={say}
        />
      ) : null}
      {doing === undefined ? null : (
        <PersonDoing doing={doing} roles={roles} onDone={say} onClose={() => setDoing(undefined)} />
      )}
    </div>
  )
}

/** Nobody makes or changes whoever may do more than they may. The roles stand in their order. */
const rolesBelow = (actor: Session['actor']): readonly Role[] =>
  actor.kind === 'person' ? Role.options.slice(0, Role.options.indexOf(actor.role) + 1) : Role.options
