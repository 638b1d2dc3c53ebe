import type { Person, PersonChange, Role } from '@balcao/contracts'
import { useState } from 'react'
import { mintTxid } from '../../checkout/mint-txid.ts'
import { peopleWords } from '../../checkout/words/people.ts'
import { LeaveDialog } from './leave-dialog.tsx'
import { usePersonChange } from './people-api.ts'
import { PersonDialog } from './person-dialog.tsx'
import { PinDialog } from './pin-dialog.tsx'

/** What is being done, and to whom. */
export type Doing = { kind: 'add' } | { kind: 'change' | 'pin' | 'leave'; person: Person }

type PersonDoingProps = {
  doing: Doing
  roles: readonly Role[]
  onDone: (words: string) => void
  onClose: () => void
}

/** Asks what is needed to do it, does it, and says what was done. */
export function PersonDoing({ doing, roles, onDone, onClose }: PersonDoingProps) {
  // An id like every other of ours: 32 characters of chance.
  const [newId] = useState(mintTxid)
  const { mutate, isPending, error } = usePersonChange()
  const personId = doing.kind === 'add' ? newId : doing.person.personId
  const deed = {
    isPending,
    error,
    ask: (change: PersonChange) =>
      mutate(
        { personId, change },
        { onSuccess: ({ name }) => onDone(peopleWords.done[doneBy[doing.kind]](name)) },
      ),
  }
  switch (doing.kind) {
    case 'add':
      return <PersonDialog person={undefined} roles={roles} deed={deed} onClose={onClose} />
    case 'change':
      return <PersonDialog person={doing.person} roles={roles} deed={deed} onClose={onClose} />
    case 'pin':
      return <PinDialog person={doing.person} deed={deed} onClose={onClose} />
    case 'leave':
      return <LeaveDialog person={doing.person} deed={deed} onClose={onClose} />
  }
}

const doneBy = { add: 'added', change: 'changed', pin: 'pin', leave: 'left' } as const
