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
  const { pins, isSandbox } = deps
  if (asked.pin !== undefined && isRefusedPin(asked.pin, isSandbox)) return { kind: 'easy-pin' }
  const newHash = asked.pin === undefined ? undefined : await pins.hash(asked.pin)
  // Hashing takes longer than everything else: whoever else changes people meanwhile is met below.
  for (;;) {
    const kept = await attempt(deps, asker, { ...asked, personId }, newHash)
    if (kept !== 'changed-meanwhile') return kept
  }
}

async function attempt(
  { access, clock }: AccessDeps,
  asker: Asker,
  { personId, name, role, refundLimitCents, isActive, pin }: PersonAsked & { personId: string },
  newHash: string | undefined,
): Promise<Kept | 'changed-meanwhile'> {
  const people = await access.people()
  const before = people.find((person) => person.personId === personId)
  const { actor } = asker
  const own: Role = actor.kind === 'person' ? actor.role : 'administrator'
  if (!isAtLeast(own, role) || (before !== undefined && !isAtLeast(own, before.role)))
    return { kind: 'above-you' }
  const others = people.filter((person) => person.personId !== personId)
  if (others.some((person) => nameKey(person.name) === nameKey(name))) return { kind: 'name-taken' }
  const isSomebodyLeft = administers({ role, isActive }) || others.some(administers)
  if (!isSomebodyLeft && people.some(administers)) return { kind: 'last-administrator' }
  const pinHash = newHash ?? before?.pinHash
  if (pinHash === undefined) return { kind: 'pin-missing' }

  const person: Person = { personId, name: name.trim(), role, refundLimitCents, isActive, pinHash }
  const deed = {
    actor: actorName(asker),
    action: before === undefined ? 'person-added' : 'person-changed',
    subject: `person:${personId}`,
    detail: { role, refundLimitCents, isActive, hasNewPin: pin !== undefined },
  }
  const isWritten = await access.savePerson(person, { isSomebodyLeft }, deed, clock.now())
  return isWritten ? { kind: 'kept', person } : 'changed-meanwhile'
}

const administers = ({ role, isActive }: Pick<Person, 'role' | 'isActive'>) =>
  isActive && role === 'administrator'
