import type { Person, PersonChange, Role } from '@balcao/contracts'
import { parseCents } from '@balcao/ui'
import { isPin } from '../../checkout/pin-field.tsx'
import { entranceWords } from '../../checkout/words/entrance.ts'
import { personWords as words } from '../../checkout/words/people.ts'

/** The contract's `Name`: one line of as many characters. Which characters are forbidden the server says. */
const nameCharacters = 60

export type PersonForm = {
  name: string
  role: Role
  isLimited: boolean
  limit: string
}

type PersonRead = {
  /** Undefined while something is wrong or missing. */
  fields: Pick<PersonChange, 'name' | 'role' | 'refundLimitCents'> | undefined
  nameError: string | undefined
  limitError: string | undefined
}

/** What was typed about a person, or words about what is wrong with it. */
export function readPerson({ name, role, isLimited, limit }: PersonForm): PersonRead {
  const characters = [...name.trim()].length
  const isName = characters >= 1 && characters <= nameCharacters
  const limitCents = isLimited ? parseCents(limit) : null
  const isLimit = !isLimited || limitCents !== null
  return {
    fields: isName && isLimit ? { name: name.trim(), role, refundLimitCents: limitCents } : undefined,
    nameError: isName ? undefined : entranceWords.fields.name,
    limitError: isLimit ? undefined : words.limitWrong,
  }
}

export type PinForm = { pin: string; again: string }

/** A PIN that was typed twice alike, or words about what is wrong with it. Which are too easy is for the server to say. */
export function readPin({ pin, again }: PinForm) {
  const isRight = isPin(pin)
  const isSame = pin === again
  return {
    pin: isRight && isSame ? pin : undefined,
    pinError: isRight ? undefined : words.pinWrong,
    againError: isSame ? undefined : words.pinsDiffer,
  }
}

/** A person as a request that changes nothing, for the one that changes something. */
export const asTheyAre = ({ name, role, refundLimitCents, isActive }: Person): PersonChange => ({
  name,
  role,
  refundLimitCents,
  isActive,
})
