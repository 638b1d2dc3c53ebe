import { isAtLeast, type Role } from '@balcao/domain'
import { type Asker, actorName } from '../access/asker.ts'
import { nameKey, type Person } from '../store/people.ts'
import { isRefusedPin } from './set-up.ts'
import type { AccessDeps } from './sign-in.ts'

export type PersonAsked = {
  name: string
  role: Role
  refundLimitCents: number | null
  isActive: boolean
  /** Without one the old one stays. */
  pin: string | undefined
}
export type Kept =
  | { kind: 'kept'; person: Person }
  | { kind: 'name-taken' | 'easy-pin' | 'pin-missing' | 'above-you' | 'last-administrator' }

/**
 * Makes or changes a person. Nobody makes or changes whoever may do more than they may, and somebody who administers is always left:
 * otherwise the shop would be locked out of itself.
 */
export async function keepPerson(
  deps: AccessDeps & { isSandbox: boolean },
  asker: Asker,
  personId: string,
  asked: PersonAsked,
): Promise<Kept> {
  const { access, pins, clock } = deps
  const people = await access.people()
  const before = people.find((person) => person.personId === personId)
  const { actor } = asker
  const own: Role = actor.kind === 'person' ? actor.role : 'administrator'
  if (!isAtLeast(own, asked.role) || (before !== undefined && !isAtLeast(own, before.role)))
    return { kind: 'above-you' }
  const isTaken = people.some(
    (person) => person.personId !== personId && nameKey(person.name) === nameKey(asked.name),
  )
  if (isTaken) return { kind: 'name-taken' }
  const administers = ({ role, isActive }: Pick<Person, 'role' | 'isActive'>) =>
    isActive && role === 'administrator'
  const isSomebodyLeft =
    administers(asked) || people.some((person) => person.personId !== personId && administers(person))
  if (!isSomebodyLeft && people.some(administers)) return { kind: 'last-administrator' }
  if (asked.pin !== undefined && isRefusedPin(asked.pin, deps.isSandbox)) return { kind: 'easy-pin' }
  const pinHash = asked.pin === undefined ? before?.pinHash : await pins.hash(asked.pin)
  if (pinHash === undefined) return { kind: 'pin-missing' }

  const { role, refundLimitCents, isActive } = asked
  const person: Person = { personId, name: asked.name.trim(), role, refundLimitCents, isActive, pinHash }
  const detail = { role, refundLimitCents, isActive, hasNewPin: asked.pin !== undefined }
  await access.savePerson(
    person,
    {
      actor: actorName(asker),
      action: before === undefined ? 'person-added' : 'person-changed',
      subject: `person:${personId}`,
      detail,
    },
    clock.now(),
  )
  return { kind: 'kept', person }
}
