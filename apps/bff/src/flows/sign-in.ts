import { afterWrongPin, type GuessedAt, type Guessing, isLocked, noGuesses } from '@balcao/domain'
import type { Asker } from '../access/asker.ts'
import type { Pins } from '../access/pins.ts'
import { fingerprint, type Secrets } from '../access/secret.ts'
import type { Deps } from '../deps.ts'
import type { AccessStore } from '../store/access.ts'
import type { Person } from '../store/people.ts'

export type AccessDeps = Pick<Deps, 'clock' | 'log'> & { access: AccessStore; pins: Pins; secrets: Secrets }
export type Who = { personId?: string | undefined; name?: string | undefined; pin: string }
export type Proof =
  | { kind: 'right'; person: Person }
  /** The same for a wrong PIN, an unknown name and a person who has left. */
  | { kind: 'wrong' }
  | { kind: 'locked'; untilMs: number }

/**
 * Ends the guessing of everybody's PIN at this screen, and of this person's at every screen: at the tills, where people work, and anywhere
 * else, each for itself. A stranger in the shop's network shuts nobody out of the tills by guessing.
 */
function subjectsOf(person: Person | undefined, { device, address }: Asker) {
  const at: GuessedAt = device?.kind === 'till' ? 'till' : 'elsewhere'
  const here = device === undefined ? `address:${address()}` : `device:${device.deviceId}`
  const ofPerson = at === 'till' ? 'person' : 'person-elsewhere'
  const subjects = person === undefined ? [here] : [here, `${ofPerson}:${person.personId}`]
  return { at, subjects }
}

/**
 * Whether this PIN is this person's. A guess is counted before it is looked at, so that a thousand at once are not all looked at; a right
 * one is taken off again. Locks survive a restart, since they are in the ledger.
 */
export async function provePin(deps: AccessDeps, asker: Asker, who: Who): Promise<Proof> {
  const { access, clock, pins } = deps
  const nowMs = clock.now()
  const person =
    who.personId === undefined ? await access.personByName(who.name ?? '') : await access.person(who.personId)
  const { at, subjects } = subjectsOf(person, asker)
  // A lock is looked for before anything is counted: whoever comes from ever other places writes nothing while it holds.
  for (const subject of subjects) {
    const known = await access.guessing(subject)
    if (known !== undefined && isLocked(known, nowMs)) return { kind: 'locked', untilMs: known.lockedUntilMs }
  }
  for (const subject of subjects) {
    const counted = await countGuess(deps, subject, nowMs, at)
    if (counted !== 'counted') return { kind: 'locked', untilMs: counted.lockedUntilMs }
  }
  const isRight = await pins.isRight(who.pin, person?.pinHash)
  if (!isRight || person === undefined || !person.isActive) {
    const actor = person === undefined ? 'nobody' : `person:${person.personId}`
    await access.note({ actor, action: 'pin-wrong', subject: subjects[0] ?? '' }, nowMs)
    return { kind: 'wrong' }
  }
  await access.forgetGuesses(subjects)
  return { kind: 'right', person }
}

/** Counts one more guess before it is looked at, or says until when none is. */
export async function countGuess(
  { access }: AccessDeps,
  subject: string,
  nowMs: number,
  at: GuessedAt = 'till',
): Promise<'counted' | Guessing> {
  for (;;) {
    const before = await access.guessing(subject)
    if (before !== undefined && isLocked(before, nowMs)) return before
    if (await access.noteGuess(subject, before, afterWrongPin(before ?? noGuesses, nowMs, at), nowMs))
      return 'counted'
  }
}

/** Begins a session with a secret that was never used before, and ends the one that was there: none can be fixed beforehand. */
export async function signIn(
  deps: AccessDeps,
  asker: Asker,
  who: Who,
): Promise<{ kind: 'signed-in'; secret: string } | Exclude<Proof, { kind: 'right' }>> {
  const proof = await provePin(deps, asker, who)
  if (proof.kind !== 'right') return proof
  return { kind: 'signed-in', secret: await beginSession(deps, asker, proof.person.personId) }
}

export async function beginSession(
  { access, clock, secrets }: AccessDeps,
  asker: Asker,
  personId: string,
): Promise<string> {
  const nowMs = clock.now()
  const secret = secrets.newSecret()
  const deviceId = asker.device?.deviceId ?? null
  const before = asker.actor.kind === 'person' ? asker.actor.sessionHash : undefined
  const deed = { actor: `person:${personId}`, action: 'signed-in', subject: deviceId ?? 'browser' }
  await access.beginSession(
    fingerprint(secret),
    { personId, deviceId, begunAtMs: nowMs, seenAtMs: nowMs },
    before,
    deed,
  )
  return secret
}

export async function signOut({ access, clock }: AccessDeps, { actor }: Asker): Promise<void> {
  if (actor.kind !== 'person') return
  const actorId = `person:${actor.personId}`
  await access.endSession(
    actor.sessionHash,
    { actor: actorId, action: 'signed-out', subject: actorId },
    clock.now(),
  )
}
