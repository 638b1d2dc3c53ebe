import type { Person, Role } from '@balcao/contracts'
import { Badge, DataTable } from '@balcao/ui'
import Check from 'lucide-react/icons/check'
import { useState } from 'react'
import { roleWords } from '../../checkout/words/entrance.ts'
import { officeWords } from '../../checkout/words/office.ts'
import { peopleWords as words } from '../../checkout/words/people.ts'
import { formatRecent } from '../format-when.ts'
import { limitWords } from './limit-words.ts'
import styles from './people.module.css'
import { PersonBelow } from './person-below.tsx'
import type { Doing } from './person-doing.tsx'

type PeopleTableProps = {
  people: readonly Person[]
  /** The person who is signed in; undefined for the shop's own software. */
  you: string | undefined
  roles: readonly Role[]
  onDo: (doing: Doing) => void
  onDone: (words: string) => void
}

/** Who works here first, who has left below them. */
export function PeopleTable({ people, you, roles, onDo, onDone }: PeopleTableProps) {
  const [chosen, setChosen] = useState<string>()
  return (
    <DataTable
      caption={officeWords.pages.pessoas}
      columns={[
        {
          heading: words.columns.name,
          cell: ({ personId, name }) => (
            <span className={styles.name}>
              <bdi>{name}</bdi>
              {personId === you ? <span className={styles.muted}>{words.you}</span> : null}
            </span>
          ),
        },
        { heading: words.columns.role, cell: ({ role }) => roleWords[role] },
        { heading: words.columns.limit, cell: limitWords, room: 'wide' },
        { heading: words.columns.state, cell: (person) => <State person={person} /> },
      ]}
      rows={people.toSorted(
        (one, other) =>
          Number(other.isActive) - Number(one.isActive) || one.name.localeCompare(other.name, 'pt-BR'),
      )}
      keyOf={({ personId }) => personId}
      chosen={chosen}
      onChoose={(personId) => setChosen(personId === chosen ? undefined : personId)}
      detail={(person) =>
        person.personId === chosen ? (
          <PersonBelow person={person} mayChange={roles.includes(person.role)} onDo={onDo} onDone={onDone} />
        ) : null
      }
    />
  )
}

function State({ person: { isActive, lockedUntil } }: { person: Person }) {
  if (!isActive) return <Badge tone="neutral">{words.isInactive}</Badge>
  if (lockedUntil !== null)
    return (
      <span className={styles.locked}>
        <Badge tone="attention">{words.lockedUntil(formatRecent(lockedUntil))}</Badge>
      </span>
    )
  return (
    <Badge tone="accent" icon={<Check aria-hidden />}>
      {words.isActive}
    </Badge>
  )
}
