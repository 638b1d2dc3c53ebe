import { isPin } from '../checkout/pin-field.tsx'
import { entranceWords, firstRunWords } from '../checkout/words/entrance.ts'

export type FirstRunField = 'managerName' | 'pin' | 'pinAgain' | 'tillName'

/** `Caixa 1` is `caixa-1`: a terminal's id stands in addresses, so it has small letters, digits and hyphens, 32 at most. */
export const terminalIdOf = (name: string) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 32)
    .replace(/-$/, '')

/** What is wrong with each field, and what would be right. Which PINs are too easy is for the server to say. */
export function checkFirstRun(form: Readonly<Record<FirstRunField, string>>) {
  const errors: Partial<Record<FirstRunField, string>> = {}
  if (form.managerName.trim() === '') errors.managerName = entranceWords.nameMissing
  if (!isPin(form.pin)) errors.pin = entranceWords.pinMissing
  else if (form.pin !== form.pinAgain) errors.pinAgain = firstRunWords.pinsDiffer
  if (terminalIdOf(form.tillName) === '') errors.tillName = firstRunWords.tillWrong
  return errors
}
