import { isAtLeast, type Role } from '@balcao/domain'
import { type Actor, type Asker, actorName } from '../access/asker.ts'
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
 * Makes or changes a person. Nobody makes or changes whoever may do more than they may, in what they open or in what they return, so that
 * nobody raises their own limit; and somebody who administers is always left: otherwise the shop would be locked out of itself.
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
  const isAbove = isAboveOf(actor)
  if (isAbove({ role, refundLimitCents }) || (before !== undefined && isAbove(before)))
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

/** Whoever administers may do everything, whatever they return without asking; so may the shop's own software. */
const isAboveOf =
  (actor: Actor) =>
  ({ role, refundLimitCents }: Pick<Person, 'role' | 'refundLimitCents'>): boolean => {
    if (actor.kind !== 'person' || isAtLeast(actor.role, 'administrator')) return false
    const own = actor.refundLimitCents ?? Number.POSITIVE_INFINITY
    return !isAtLeast(actor.role, role) || (refundLimitCents ?? Number.POSITIVE_INFINITY) > own
  }

const administers = ({ role, isActive }: Pick<Person, 'role' | 'isActive'>) =>
  isActive && role === 'administrator'
