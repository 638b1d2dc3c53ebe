import { isAtLeast, pairingMs } from '@balcao/domain'
import { type Asker, actorName } from '../access/asker.ts'
import { createSecretCheck, fingerprint, readPairingCode } from '../access/secret.ts'
import type { Device, DeviceKind, Pairing } from '../store/devices.ts'
import { type AccessDeps, countGuess } from './sign-in.ts'

export type BegunPairing = { pairingId: string; code: string; secret: string; expiresAtMs: number }

/** More than a shop ever pairs at once, behind one address and in all; whoever asks for more has another purpose. */
const mostWaiting = { ofAddress: 10, inAll: 500 }

/**
 * A new screen asks to be let in: it gets a code to show, and a secret that will open doors once somebody has confirmed it. Nobody is
 * refused because too many wait: the oldest code that nobody has typed goes, of the same address or else of those that ask for most.
 */
export async function beginPairing(
  { access, clock, secrets }: AccessDeps,
  { address }: Pick<Asker, 'address'>,
  kind: DeviceKind,
): Promise<BegunPairing> {
  const nowMs = clock.now()
  const begun = {
    pairingId: secrets.newId(),
    code: secrets.newPairingCode(),
    secret: secrets.newSecret(),
    expiresAtMs: nowMs + pairingMs,
  }
  const { pairingId, code, secret, expiresAtMs } = begun
  const unclaimed = { name: null, terminalId: null, checkDigits: null, deviceId: null }
  await access.beginPairing(
    { pairingId, secretHash: fingerprint(secret), code, kind, expiresAtMs, ...unclaimed },
    { address: address(), mostWaiting, nowMs },
  )
  return begun
}

export type Claiming =
  | { kind: 'claimed'; pairingId: string; deviceKind: DeviceKind; check: string }
  | { kind: 'no-such-code' | 'may-not' }
  | { kind: 'locked'; untilMs: number }

/**
 * Somebody who may types the code, and says what the screen is for. The two digits then stand on both ends. A customer's screen may be
 * paired by whoever works at its till, since one that breaks on a Saturday has to be replaced; where people work or customers act, by a manager.
 */
export async function claimPairing(
  deps: AccessDeps,
  asker: Asker,
  typed: string,
  { name, terminalId }: { name: string; terminalId: string },
): Promise<Claiming> {
  const { access, clock, secrets } = deps
  const nowMs = clock.now()
  const subject = `pairing:${actorName(asker)}`
  const counted = await countGuess(deps, subject, nowMs)
  if (counted !== 'counted') return { kind: 'locked', untilMs: counted.lockedUntilMs }
  const pairing = await access.pairingWithCode(readPairingCode(typed), nowMs)
  if (pairing === undefined) return { kind: 'no-such-code' }
  await access.forgetGuesses([subject])
  if (pairing.kind !== 'display' && !isManager(asker)) return { kind: 'may-not' }
  const check = secrets.newCheckDigits()
  const { pairingId, kind: deviceKind } = pairing
  return (await access.claimPairing(pairingId, name.trim(), terminalId, check))
    ? { kind: 'claimed', pairingId, deviceKind, check }
    : { kind: 'no-such-code' }
}

const isManager = ({ actor }: Asker) =>
  actor.kind === 'key' || (actor.kind === 'person' && isAtLeast(actor.role, 'manager'))

/** They have looked at the screen and seen the same digits: from now on it belongs to the shop. */
export async function confirmPairing(
  { access, clock, secrets }: AccessDeps,
  asker: Asker,
  pairingId: string,
): Promise<Device | 'over'> {
  const nowMs = clock.now()
  const pairing = await access.pairing(pairingId)
  if (pairing === undefined || pairing.name === null || pairing.terminalId === null) return 'over'
  const { kind, name, terminalId, secretHash } = pairing
  if (kind !== 'display' && !isManager(asker)) return 'over'
  const device: Device = {
    ...{ deviceId: secrets.newId(), kind, name, terminalId, pairedAtMs: nowMs },
    ...{ seenAtMs: null, build: null, revokedAtMs: null },
  }
  const deed = {
    actor: actorName(asker),
    action: 'device-paired',
    subject: `device:${device.deviceId}`,
    detail: { kind, name, terminalId },
  }
  return (await access.pair(pairingId, device, secretHash, deed, nowMs)) ? device : 'over'
}

/** The digits are not the same, so the code was another device's: it is let in nowhere, and shows a new one if it is asked to. */
export async function dropPairing(
  { access, clock }: AccessDeps,
  asker: Asker,
  pairingId: string,
): Promise<'dropped' | 'over'> {
  const deed = { actor: actorName(asker), action: 'pairing-dropped', subject: `pairing:${pairingId}` }
  return (await access.dropPairing(pairingId, deed, clock.now())) ? 'dropped' : 'over'
}

export type PairingNow =
  | { state: 'waiting' }
  | { state: 'claimed'; check: string }
  | { state: 'paired'; device: Device }
  | { state: 'over' }

/** What the new screen sees, which alone has the secret. */
export async function pairingNow(
  { access, clock }: AccessDeps,
  pairingId: string,
  secret: string,
): Promise<PairingNow> {
  const pairing = await access.pairing(pairingId)
  if (pairing === undefined || !createSecretCheck(pairing.secretHash)(fingerprint(secret)))
    return { state: 'over' }
  return stateOf(access, pairing, clock.now())
}

async function stateOf(access: AccessDeps['access'], pairing: Pairing, nowMs: number): Promise<PairingNow> {
  if (pairing.deviceId !== null) {
    const device = await access.device(pairing.deviceId)
    return device === undefined || device.revokedAtMs !== null
      ? { state: 'over' }
      : { state: 'paired', device }
  }
  if (nowMs >= pairing.expiresAtMs) return { state: 'over' }
  return pairing.checkDigits === null
    ? { state: 'waiting' }
    : { state: 'claimed', check: pairing.checkDigits }
}
