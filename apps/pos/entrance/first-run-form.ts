import { idOfName } from '../checkout/id-of-name.ts'
import { isPin } from '../checkout/pin-field.tsx'
import { entranceWords, firstRunWords } from '../checkout/words/entrance.ts'

export type FirstRunField = 'managerName' | 'pin' | 'pinAgain' | 'tillName'

/** What is wrong with each field, and what would be right. Which PINs are too easy is for the server to say. */
export function checkFirstRun(form: Readonly<Record<FirstRunField, string>>) {
  const errors: Partial<Record<FirstRunField, string>> = {}
  if (form.managerName.trim() === '') errors.managerName = entranceWords.nameMissing
  if (!isPin(form.pin)) errors.pin = entranceWords.pinMissing
  else if (form.pin !== form.pinAgain) errors.pinAgain = firstRunWords.pinsDiffer
  if (idOfName(form.tillName) === '') errors.tillName = firstRunWords.tillWrong
  return errors
}
