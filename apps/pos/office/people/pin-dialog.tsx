import type { Person, PersonChange } from '@balcao/contracts'
import { FormDialog } from '@balcao/ui'
import { useState } from 'react'
import { personProblems, personWords as words } from '../../checkout/words/people.ts'
import type { Deed } from '../deed.ts'
import { wordsForError } from '../words-for-error.ts'
import styles from './people.module.css'
import { PinFields } from './pin-fields.tsx'
import { asTheyAre, readPin } from './read-person.ts'

type PinDialogProps = { person: Person; deed: Deed<PersonChange>; onClose: () => void }

/** A PIN that was forgotten or seen: the next one. Nobody can read the old one, here or anywhere. */
export function PinDialog({ person, deed, onClose }: PinDialogProps) {
  const [form, setForm] = useState({ pin: '', again: '' })
  const { pin } = readPin(form)
  return (
    <FormDialog
      title={words.pinTitle(person.name)}
      submit={{ label: words.save, kind: 'primary', isReady: pin !== undefined, isPending: deed.isPending }}
      onSubmit={() => pin !== undefined && deed.ask({ ...asTheyAre(person), pin })}
      error={deed.error === null ? undefined : wordsForError(deed.error, personProblems)}
      cancelLabel={words.cancel}
      onClose={onClose}
    >
      <PinFields form={form} onChange={setForm} />
      <p className={styles.muted}>
        {words.pinAdvice} {words.sessions}
      </p>
    </FormDialog>
  )
}
