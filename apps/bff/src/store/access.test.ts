import { type Guessing, noGuesses } from '@balcao/domain'
import { beforeEach, expect, test } from 'vitest'
import { verifyAudit } from '../audit/verify-audit.ts'
import { onEveryDatabase } from '../testing/ledgers.ts'
import { type AccessStore, createAccessStore } from './access.ts'
import type { Database } from './database.ts'
import type { Device } from './devices.ts'
import type { Person } from './people.ts'

const start = Date.UTC(2026, 10, 22, 14)
const idOf = (n: number) => `${n}`.padStart(32, '0')
const personOf = (n: number, change: Partial<Person> = {}): Person => ({
  personId: idOf(n),
  name: `Pessoa ${n}`,
  role: 'operator',
  refundLimitCents: 10_000,
  isActive: true,
  pinHash: 'aa.bb',
  ...change,
})
const deviceOf = (n: number): Device => ({
  ...{ deviceId: idOf(n), kind: 'display', name: 'Visor', terminalId: 'caixa-1' },
  ...{ pairedAtMs: start, seenAtMs: null, build: null, revokedAtMs: null },
})
const deed = { actor: 'key', action: 'tried', subject: 'this' }

onEveryDatabase('who may do what', start, (ledger) => {
  let database: Database
  let access: AccessStore
  beforeEach(() => {
    database = ledger()
    access = createAccessStore(database)
  })
  const save = (person: Person, isSomebodyLeft = false) =>
    access.savePerson(person, { isSomebodyLeft }, deed, start)

  test('a person is found by id and by name, however it is written, and a name is one person’s', async () => {
    const person = personOf(1, { name: 'José', refundLimitCents: null })
    await save(person)
    expect(await access.person(idOf(1))).toEqual(person)
    expect(await access.personByName(' JOSE\u0301 ')).toEqual(person)
    expect(await save(personOf(2, { name: 'josé' }))).toBe(false)
    await save({ ...person, isActive: false, name: 'Zé' })
    expect(await access.people()).toEqual([{ ...person, isActive: false, name: 'Zé' }])
  })

  test('two who administer and take it from each other at once do not both succeed', async () => {
    const both = [1, 2].map((n) => personOf(n, { role: 'administrator' }))
    for (const person of both) await save(person)
    const done = await Promise.all(both.map((person) => save({ ...person, role: 'manager' }, true)))
    expect(done.toSorted()).toEqual([false, true])
    const roles = (await access.people()).map(({ role }) => role)
    expect(roles.toSorted()).toEqual(['administrator', 'manager'])
  })

  test('a shop is set up once, however many do it at once', async () => {
    const attempts = [1, 2, 3].map((n) =>
      access.setUp([personOf(n)], { device: deviceOf(n), secretHash: `h${n}` }, undefined, deed, start),
    )
    expect((await Promise.all(attempts)).filter(Boolean)).toHaveLength(1)
    expect(await access.people()).toHaveLength(1)
    expect(await access.devices()).toHaveLength(1)
    expect(await access.isSetUp()).toBe(true)
  })

  test('of guesses at once each counts', async () => {
    const note = (before: Guessing | undefined, after: Guessing) =>
      access.noteGuess('person:1', before, after, start)
    const counted = await Promise.all(
      Array.from({ length: 5 }, () => note(undefined, { ...noGuesses, failures: 1 })),
    )
    expect(counted.filter(Boolean)).toHaveLength(1)
    const known = await access.guessing('person:1')
    expect(await note(known, { failures: 2, lockedUntilMs: start + 1 })).toBe(true)
    expect(await note(known, { failures: 2, lockedUntilMs: start + 1 })).toBe(false)
    expect(await access.lockedUntil(start)).toEqual(new Map([['person:1', start + 1]]))
    await access.forgetGuesses(['person:1'])
    expect(await access.guessing('person:1')).toBeUndefined()
  })

  test('wrong PINs are forgotten when the last one is old, and never while a lock holds', async () => {
    const free = { failures: 4, lockedUntilMs: 0 }
    const lockedUntil = (untilMs: number) => ({ failures: 5, lockedUntilMs: untilMs })
    await access.noteGuess('address:old', undefined, free, start - 1)
    await access.noteGuess('address:again', undefined, { ...free, failures: 3 }, start - 1)
    await access.noteGuess('address:again', { ...free, failures: 3 }, free, start)
    await access.noteGuess('person:over', undefined, lockedUntil(start - 1), start - 2)
    await access.noteGuess('person:locked', undefined, lockedUntil(start), start - 2)
    // As they stood before anybody wrote down when.
    for (const [subject, untilMs] of [
      ['address:before', 0],
      ['person:before', start - 1],
      ['person:before-locked', start + 1],
    ] as const)
      await database.write([
        {
          text: 'INSERT INTO guessing (subject, failures, locked_until_ms) VALUES (?, 5, ?)',
          values: [subject, untilMs],
        },
      ])
    await access.forgetGuessesBefore(start)
    const left = await database.all<{ subject: string }>('SELECT subject FROM guessing ORDER BY subject')
    expect(left.map(({ subject }) => subject)).toEqual([
      'address:again',
      'person:before-locked',
      'person:locked',
    ])
    await access.forgetGuessesBefore(start + 2)
    expect(await database.all('SELECT subject FROM guessing')).toEqual([])
  })

  test('a session ends by itself, by the next one, and with a change of its person', async () => {
    await save(personOf(1))
    const session = { personId: idOf(1), deviceId: null, begunAtMs: start, seenAtMs: start }
    await access.beginSession('s1', session, undefined, deed)
    await access.beginSession('s2', session, 's1', deed)
    expect(await access.session('s1')).toBeUndefined()
    expect(await access.session('s2')).toEqual(session)
    await access.noteSessionSeen('s2', start + 5)
    expect(await access.openSessionsAmong(['s1', 's2', 's3'])).toEqual([
      { secretHash: 's2', begunAtMs: start, seenAtMs: start + 5 },
    ])
    await save(personOf(1))
    expect(await access.session('s2')).toBeUndefined()
  })

  const asked = { address: '10.0.0.1', mostWaiting: { ofAddress: 2, inAll: 4 } }
  const pairingOf = (n: number, code = `CODE000${n}`) => ({
    ...{ pairingId: idOf(n), secretHash: 'h', code, kind: 'display' as const },
    ...{ expiresAtMs: start + 1000 + n, name: null, terminalId: null, checkDigits: null, deviceId: null },
  })
  const begin = (n: number, address: string) =>
    access.beginPairing(pairingOf(n), { ...asked, address, nowMs: start })
  const standing = async () => {
    const known = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => access.pairing(idOf(n))))
    return known.flatMap((pairing) => (pairing === undefined ? [] : [Number(pairing.pairingId)]))
  }

  test('an address that asks for ever more codes puts out its own oldest, and none that somebody has typed', async () => {
    await begin(1, 'here')
    await begin(2, 'there')
    await begin(3, 'there')
    await access.claimPairing(idOf(2), 'Visor', 'caixa-1', '42')
    for (const n of [4, 5, 6]) await begin(n, 'there')
    expect(await standing()).toEqual([1, 2, 5, 6])
  })

  test('where too many wait in all, those go of whoever asks for most', async () => {
    for (const [n, address] of ['a', 'b', 'b', 'c', 'c', 'd'].entries()) await begin(n + 1, address)
    expect(await standing()).toEqual([1, 3, 5, 6])
  })

  test('a device is paired once by its code, and shut out for good', async () => {
    const pairing = { ...pairingOf(9, 'ABCD1234'), expiresAtMs: start + 1000 }
    await access.beginPairing(pairing, { ...asked, nowMs: start })
    expect(await access.pairingWithCode('ABCD1234', start + 1000)).toBeUndefined()
    expect(await access.pairingWithCode('ABCD1234', start)).toEqual(pairing)
    expect(await access.pair(idOf(9), deviceOf(1), 'h', deed, start)).toBe(false)
    expect(await access.claimPairing(idOf(9), 'Visor', 'caixa-1', '42')).toBe(true)
    expect(await access.claimPairing(idOf(9), 'Outro', 'caixa-2', '43')).toBe(false)
    expect(await access.pair(idOf(9), deviceOf(1), 'h', deed, start)).toBe(true)
    expect(await access.pair(idOf(9), deviceOf(2), 'h2', deed, start)).toBe(false)
    expect(await access.deviceWith('h')).toEqual(deviceOf(1))
    expect(await access.revokedAmong([idOf(1)])).toEqual(new Set())
    expect(await access.revoke(idOf(1), deed, start)).toBe(true)
    expect(await access.revoke(idOf(1), deed, start)).toBe(false)
    expect(await access.deviceWith('h')).toBeUndefined()
    expect(await access.revokedAmong([idOf(1), idOf(2)])).toEqual(new Set([idOf(1)]))
  })

  test('a manager’s word is used once, for this amount and in its time', async () => {
    await save(personOf(1))
    const refund = { of: 'sale', refundId: 'r1', amountCents: 500 }
    const allow = () =>
      access.allow({ ...refund, approverId: idOf(1), expiresAtMs: start + 60_000 }, deed, start)
    await allow()
    expect(await access.useApproval({ ...refund, amountCents: 501 }, start)).toBe(false)
    expect(await access.useApproval({ ...refund, of: 'other' }, start)).toBe(false)
    expect(await access.useApproval(refund, start + 60_000)).toBe(false)
    const used = await Promise.all([1, 2, 3].map(() => access.useApproval(refund, start)))
    expect(used.filter(Boolean)).toHaveLength(1)
    // It came to nothing, and the manager has typed the PIN again.
    await allow()
    expect(await access.useApproval(refund, start)).toBe(true)
    expect(await access.useApproval(refund, start)).toBe(false)
  })

  test('deeds are chained in their order, once, and are never changed', async () => {
    for (let n = 0; n < 12; n++) await access.note({ ...deed, detail: { n, text: 'ação “x”' } }, start + n)
    const sealed = await Promise.all([access.sealAudit(100), access.sealAudit(100)])
    expect(Math.max(...sealed)).toBe(12)
    expect(await verifyAudit(access)).toMatchObject({ kind: 'whole', rows: 12 })
    for (const text of [
      'DELETE FROM audit WHERE place = 3',
      "UPDATE audit SET actor = 'psp' WHERE place = 3",
    ])
      await expect(database.write([{ text, values: [] }])).rejects.toThrow()
    expect(await verifyAudit(access)).toMatchObject({ kind: 'whole', rows: 12 })
  })
})
