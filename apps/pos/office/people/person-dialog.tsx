import type { Person, PersonChange, Role } from '@balcao/contracts'
import { FormDialog, formatCents, RadioGroup, TextField } from '@balcao/ui'
import { useState } from 'react'
import { roleWords } from '../../checkout/words/entrance.ts'
import { peopleWords, personProblems, personWords as words } from '../../checkout/words/people.ts'
import type { Deed } from '../deed.ts'
import { wordsForError } from '../words-for-error.ts'
import styles from './people.module.css'
import { PinFields } from './pin-fields.tsx'
import { type PersonForm, readPerson, readPin } from './read-person.ts'

/** What most shops let a cashier return; somebody else can be given another. */
const usualLimitCents = 10_000

type PersonDialogProps = {
  /** Undefined for somebody new, who needs a PIN. */
  person: Person | undefined
  /** The roles that whoever is signed in may give. */
  roles: readonly Role[]
  deed: Deed<PersonChange>
  onClose: () => void
}

/** Who somebody is and what they may do. */
export function PersonDialog({ person, roles, deed, onClose }: PersonDialogProps) {
  const [form, setForm] = useState(() => formOf(person))
  const [pins, setPins] = useState({ pin: '', again: '' })
  const [wasTouched, setTouched] = useState(person !== undefined)
  const { fields, nameError, limitError } = readPerson(form)
  const pin = person === undefined ? readPin(pins).pin : undefined
  const isReady = fields !== undefined && (person !== undefined || pin !== undefined)
  const change = (part: Partial<PersonForm>) => setForm({ ...form, ...part })
  return (
    <FormDialog
      title={person === undefined ? words.addTitle : words.changeTitle(person.name)}
      submit={{ label: words.save, kind: 'primary', isReady, isPending: deed.isPending }}
      onSubmit={() =>
        fields &&
        deed.ask({ ...fields, isActive: person?.isActive ?? true, ...(pin !== undefined && { pin }) })
      }
      error={deed.error === null ? undefined : wordsForError(deed.error, personProblems)}
      cancelLabel={words.cancel}
      onClose={onClose}
    >
      <TextField
        label={words.name}
        value={form.name}
        onChange={(name) => {
          setTouched(true)
          change({ name })
        }}
        hint={words.nameHint}
        error={wasTouched ? nameError : undefined}
      />
      <RadioGroup
        legend={words.role}
        options={roles.map((value) => ({ value, label: roleWords[value] }))}
        chosen={form.role}
        onChoose={(role) => change({ role })}
        hint={peopleWords.roleAdvice[form.role]}
      />
      <RadioGroup
        legend={words.limit}
        options={[
          { value: 'limited', label: words.limited },
          { value: 'unlimited', label: peopleWords.unlimited },
        ]}
        chosen={form.isLimited ? 'limited' : 'unlimited'}
        onChoose={(chosen) => change({ isLimited: chosen === 'limited' })}
      />
      {form.isLimited ? (
        <TextField
          label={words.limitAmount}
          value={form.limit}
          onChange={(limit) => change({ limit })}
          inputMode="decimal"
          hint={words.limitHint}
          error={limitError}
        />
      ) : null}
      {person === undefined ? (
        <PinFields form={pins} onChange={setPins} />
      ) : (
        <p className={styles.muted}>{words.sessions}</p>
      )}
    </FormDialog>
  )
}

const formOf = (person: Person | undefined): PersonForm => ({
  name: person?.name ?? '',
  role: person?.role ?? 'operator',
  isLimited: person === undefined || person.refundLimitCents !== null,
  limit: formatCents(person?.refundLimitCents ?? usualLimitCents),
})
