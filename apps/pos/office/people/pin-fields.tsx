import { PinField } from '../../checkout/pin-field.tsx'
import { personWords as words } from '../../checkout/words/people.ts'
import { type PinForm, readPin } from './read-person.ts'

type PinFieldsProps = { form: PinForm; onChange: (form: PinForm) => void }

/** A PIN is typed twice, because nobody sees it. What is wrong is said once there is something to be wrong. */
export function PinFields({ form, onChange }: PinFieldsProps) {
  const { pinError, againError } = readPin(form)
  return (
    <>
      <PinField
        label={words.pin}
        value={form.pin}
        onChange={(pin) => onChange({ ...form, pin })}
        hint={words.pinHint}
        error={form.again === '' ? undefined : pinError}
      />
      <PinField
        label={words.pinAgain}
        value={form.again}
        onChange={(again) => onChange({ ...form, again })}
        error={form.again === '' ? undefined : againError}
      />
    </>
  )
}
