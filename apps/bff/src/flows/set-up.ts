import { isEasyPin } from '@balcao/domain'
import type { Asker } from '../access/asker.ts'
import { fingerprint } from '../access/secret.ts'
import type { Device } from '../store/devices.ts'
import type { Person } from '../store/people.ts'
import type { Shop } from '../store/shops.ts'
import { type AccessDeps, beginSession } from './sign-in.ts'

export type FirstManager = { name: string; pin: string }
/** The secrets of the browser that did it: it is the shop's first till, and its manager is signed in there. */
export type SetUpDone = { kind: 'done'; deviceSecret: string; sessionSecret: string }
export type SettingUp = SetUpDone | { kind: 'already-set-up' } | { kind: 'easy-pin' }

/** The people of the demo shop, whose PINs everybody can read: they exist where the money is not real, and nowhere else. */
export const demoPeople = [
  { name: 'Gerente', role: 'administrator', pin: '246810', refundLimitCents: null },
  { name: 'Ana', role: 'operator', pin: '135791', refundLimitCents: 10_000 },
  { name: 'Beto', role: 'operator', pin: '975310', refundLimitCents: 10_000 },
] as const
export const demoPins: ReadonlySet<string> = new Set(demoPeople.map(({ pin }) => pin))

/** Says what the shop is, and makes its first manager and its first till, which is the browser that asks. */
export async function setUp(
  deps: AccessDeps & { isSandbox: boolean },
  asker: Asker,
  { name, pin }: FirstManager,
  till: { terminalId: string; name: string },
  shop: Shop | undefined,
): Promise<SettingUp> {
  if (isRefusedPin(pin, deps.isSandbox)) return { kind: 'easy-pin' }
  const manager = await newPerson(deps, { name, pin, role: 'administrator', refundLimitCents: null })
  return begin(deps, asker, [manager], till, shop, 'set-up')
}

/** The same in one tap, with people to try everything with. Only in the sandbox. */
export async function setUpDemo(deps: AccessDeps, asker: Asker): Promise<SettingUp> {
  const people = await Promise.all(demoPeople.map((person) => newPerson(deps, person)))
  return begin(deps, asker, people, { terminalId: 'caixa-1', name: 'Caixa 1' }, undefined, 'demo-set-up')
}

/** Everybody knows the demo shop's PINs, so with real money they are as good as none. */
export const isRefusedPin = (pin: string, isSandbox: boolean) =>
  isEasyPin(pin) || (!isSandbox && demoPins.has(pin))

type NewPerson = Pick<Person, 'name' | 'role' | 'refundLimitCents'> & { pin: string }
async function newPerson({ pins, secrets }: AccessDeps, { pin, ...person }: NewPerson): Promise<Person> {
  return { ...person, personId: secrets.newId(), isActive: true, pinHash: await pins.hash(pin) }
}

async function begin(
  deps: AccessDeps,
  asker: Asker,
  people: readonly Person[],
  { terminalId, name }: { terminalId: string; name: string },
  shop: Shop | undefined,
  action: string,
): Promise<SettingUp> {
  const nowMs = deps.clock.now()
  const deviceSecret = deps.secrets.newSecret()
  const device: Device = {
    ...{ deviceId: deps.secrets.newId(), kind: 'till', name, terminalId, pairedAtMs: nowMs },
    ...{ seenAtMs: nowMs, build: null, revokedAtMs: null },
  }
  const [manager] = people
  if (manager === undefined) throw new Error('A shop is set up with people')
  const deed = { actor: `person:${manager.personId}`, action, subject: `device:${device.deviceId}` }
  const isFirst = await deps.access.setUp(
    people,
    { device, secretHash: fingerprint(deviceSecret) },
    shop,
    deed,
    nowMs,
  )
  if (!isFirst) return { kind: 'already-set-up' }
  const sessionSecret = await beginSession(deps, { ...asker, device }, manager.personId)
  return { kind: 'done', deviceSecret, sessionSecret }
}
