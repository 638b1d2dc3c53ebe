import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Asker } from '../access/asker.ts'
import { createPins } from '../access/pins.ts'
import { secrets } from '../access/secret.ts'
import { createAccessStore } from '../store/access.ts'
import type { Device } from '../store/devices.ts'
import { openSqlite } from '../store/sqlite.ts'
import { keepPerson } from './keep-people.ts'
import { beginPairing, claimPairing } from './pair-device.ts'
import { type AccessDeps, provePin } from './sign-in.ts'

const hourMs = 3_600_000
let dir: string
let deps: AccessDeps
let nowMs: number
let close: () => Promise<void>
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'balcao-guessing-'))
  const database = openSqlite(dir, 0)
  close = database.close
  nowMs = Date.UTC(2026, 10, 22)
  const pins = createPins(randomBytes(32))
  const access = createAccessStore(database)
  const clock = { now: () => nowMs, after: () => () => {} }
  deps = { access, pins, secrets, clock, log: pino({ level: 'silent' }) }
  const person = { name: 'Marta', role: 'administrator', refundLimitCents: null, isActive: true } as const
  const pinHash = await pins.hash('480213')
  await access.savePerson(
    { ...person, personId: 'a'.repeat(32), pinHash },
    { isSomebodyLeft: true },
    { actor: 'key', action: 'person-added', subject: 'person' },
    nowMs,
  )
})
afterEach(async () => {
  await close()
  rmSync(dir, { recursive: true })
})

const from = (address: string): Asker => ({
  actor: { kind: 'nobody' },
  device: undefined,
  address: () => address,
})

const tillOf = (n: number): Asker => ({
  ...from('10.0.0.9'),
  device: {
    deviceId: `${n}`.padStart(32, 'd'),
    kind: 'till',
    name: 'Caixa',
    terminalId: 'caixa-1',
  } as Device,
})

type Guessing = {
  hours: number
  tries: number
  /** Of a million PINs: a hundred and fifty a day are a chance of 1.5 in ten thousand. */
  most: number
  who: (n: number) => { asker: Asker; name: string }
}
const attacks: [string, Guessing][] = [
  [
    'one person from one place, all day',
    { hours: 24, tries: 100_000, most: 40, who: () => ({ asker: from('10.0.0.1'), name: 'Marta' }) },
  ],
  [
    'one person from a till that was carried away and from outside, all day',
    {
      hours: 24,
      tries: 100_000,
      most: 150,
      who: (n) => ({ asker: n % 2 === 0 ? from('10.0.0.1') : tillOf(1), name: 'Marta' }),
    },
  ],
  [
    'one person from ever other places',
    {
      hours: 3,
      tries: 10_000,
      most: 25,
      who: (n) => ({ asker: from(`10.0.${n >> 8}.${n & 255}`), name: 'Marta' }),
    },
  ],
  [
    'ever other names from one place',
    { hours: 3, tries: 10_000, most: 25, who: (n) => ({ asker: from('10.0.0.1'), name: `Marta ${n}` }) },
  ],
]

test.each(attacks)(
  'of all that guess %s, hardly any are looked at',
  async (_, { hours, tries, most, who }) => {
    let evaluated = 0
    for (let n = 0; n < tries; n++) {
      nowMs += (hours * hourMs) / tries
      const { asker, name } = who(n)
      // The right PIN is never tried: what counts is how often it could have been.
      const proof = await provePin(deps, asker, { name, pin: `${500_000 + n}` })
      if (proof.kind !== 'locked') evaluated++
    }
    expect(evaluated).toBeGreaterThan(9)
    expect(evaluated).toBeLessThanOrEqual(most)
  },
  240_000,
)

test('of a hundred thousand pairing codes that somebody who is signed in guesses in a day, hardly any are looked at', async () => {
  const operator = {
    ...from('10.0.0.1'),
    actor: { kind: 'person', personId: 'b'.repeat(32), role: 'operator', sessionHash: 'c' },
  } as Asker
  const tries = 100_000
  let evaluated = 0
  for (let n = 0; n < tries; n++) {
    nowMs += (24 * hourMs) / tries
    // All day long a screen shows a code that waits to be typed.
    if (n % 300 === 0) await beginPairing(deps, from('10.0.0.2'), 'display')
    const code = n.toString(32).padStart(8, '0')
    const claimed = await claimPairing(deps, operator, code, { name: 'Visor', terminalId: 'caixa-1' })
    if (claimed.kind === 'locked') continue
    evaluated++
    expect(claimed).toEqual({ kind: 'no-such-code' })
  }
  expect(evaluated).toBeGreaterThan(10)
  // Of 2⁴⁰ codes, of which few are good at a time.
  expect(evaluated).toBeLessThanOrEqual(150)
}, 240_000)

test('a stranger shuts nobody out of the tills by guessing, and guesses at one till shut out of all', async () => {
  const right = { name: 'Marta', pin: '480213' }
  const wrong = { name: 'Marta', pin: '480214' }
  const kiosk: Asker = { ...tillOf(2), device: { ...tillOf(2).device, kind: 'kiosk' } as Device }
  for (let n = 0; n < 4; n++) await provePin(deps, from(`10.0.0.${n}`), wrong)
  await provePin(deps, kiosk, wrong)
  expect(await provePin(deps, from('10.0.1.1'), right)).toMatchObject({ kind: 'locked' })
  expect(await provePin(deps, tillOf(1), right)).toMatchObject({ kind: 'right' })
  for (let n = 0; n < 5; n++) await provePin(deps, tillOf(1), wrong)
  expect(await provePin(deps, tillOf(3), right)).toMatchObject({ kind: 'locked' })
  nowMs += 30_000
  expect(await provePin(deps, tillOf(3), right)).toMatchObject({ kind: 'right' })
  expect(await provePin(deps, from('10.0.1.1'), right)).toMatchObject({ kind: 'right' })
})

test('whoever is locked out by somebody else’s guesses is let in again by a manager', async () => {
  const right = { name: 'Marta', pin: '480213' }
  for (let n = 0; n < 5; n++) await provePin(deps, from('10.0.0.1'), { name: 'Marta', pin: '480214' })
  expect(await provePin(deps, from('10.0.0.2'), right)).toMatchObject({ kind: 'locked' })
  const manager: Asker = { ...from('10.0.0.3'), actor: { kind: 'key' } }
  const as = { name: 'Marta', role: 'administrator', refundLimitCents: null, isActive: true } as const
  const kept = await keepPerson({ ...deps, isSandbox: true }, manager, 'a'.repeat(32), {
    ...as,
    pin: undefined,
  })
  expect(kept.kind).toBe('kept')
  expect(await provePin(deps, from('10.0.0.2'), right)).toMatchObject({ kind: 'right' })
})
