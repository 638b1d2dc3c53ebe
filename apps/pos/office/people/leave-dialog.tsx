import type { Person, PersonChange } from '@balcao/contracts'
import { FormDialog } from '@balcao/ui'
import { personProblems, personWords as words } from '../../checkout/words/people.ts'
import type { Deed } from '../deed.ts'
import { wordsForError } from '../words-for-error.ts'
import { asTheyAre } from './read-person.ts'

type LeaveDialogProps = { person: Person; deed: Deed<PersonChange>; onClose: () => void }

/** Somebody does not work here any more. They are not deleted: what they did keeps their name. */
export const LeaveDialog = ({ person, deed, onClose }: LeaveDialogProps) => (
  <FormDialog
    title={words.leaveTitle(person.name)}
    submit={{ label: words.leave, kind: 'danger', isReady: true, isPending: deed.isPending }}
    onSubmit={() => deed.ask({ ...asTheyAre(person), isActive: false })}
    error={deed.error === null ? undefined : wordsForError(deed.error, personProblems)}
    cancelLabel={words.keep}
    onClose={onClose}
  >
    <p>{words.leaveAdvice}</p>
  </FormDialog>
)
