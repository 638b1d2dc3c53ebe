import { type Charge, ProofVerdict, type ShownProof } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createBehindOurBack } from '../testing/behind-our-back.ts'
import { openBrowser } from '../testing/browser.ts'
import { openLedger } from '../testing/ledger.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

/** Every test has a terminal, and with it a minute's checks, of its own. */
let terminals = 0
const newTerminal = () => `caixa-${++terminals}`
const send = (terminalId: string, proof: unknown) =>
  world.api('POST', `/api/terminals/${terminalId}/proofs`, proof)
const check = async (terminalId: string, proof: ShownProof) =>
  ProofVerdict.parse((await send(terminalId, proof)).json)
const newSale = (terminalId: string, amountCents = 2350) =>
  world.create(newTxid(), { terminalId, amountCents })
async function paidSale(terminalId: string, amountCents = 2350) {
  const sale = await newSale(terminalId, amountCents)
  const endToEndId = await world.pay(sale)
  const paid = await world.becomes(sale.txid, 'paid')
  return { ...paid, endToEndId, paidAt: paid.payments[0]?.paidAt ?? '' }
}
/** Nothing comes by itself: neither a webhook nor a sweep. */
const hold = (...rules: object[]) =>
  world.faults({
    webhook: { drop: true },
    rules: [...rules, { match: { operation: 'listPix' }, delayMs: 9_000 }],
  })
const broken = (operation: string) => ({ match: { operation }, status: 503, body: '' })

describe('what was received for the sale at hand', () => {
  test.each<[string, (sale: Charge, endToEndId: string) => ShownProof]>([
    ['by its whole id', ({ txid }, endToEndId) => ({ txid, endToEndId })],
    ['by its whole id with a small e', ({ txid }, id) => ({ txid, endToEndId: id.replace('E', 'e') })],
    ['by its end', ({ txid }, id) => ({ txid, endToEndId: id.slice(-6) })],
    ['by its end in another case', ({ txid }, id) => ({ txid, endToEndId: id.slice(-6).toLowerCase() })],
    ['by amount and time', ({ txid, createdAt }) => ({ txid, amountCents: 2350, paidAt: createdAt })],
  ])('is found %s, straight after it was paid', async (_, proofOf) => {
    const terminal = newTerminal()
    const sale = await newSale(terminal)
    await world.faults({ webhook: { drop: true } })
    const endToEndId = await world.pay(sale)
    expect(await check(terminal, proofOf(sale, endToEndId))).toMatchObject({
      verdict: 'this-sale',
      pix: { endToEndId, txid: sale.txid, terminalId: terminal, amountCents: 2350, returnedCents: 0 },
    })
    // By the usual flow: the PSP was asked, and the money is in the ledger.
    expect(await world.charge(sale.txid)).toMatchObject({ status: 'paid', receivedCents: 2350 })
  })

  test('is asked for at the PSP by its id where nothing has come in by itself', async () => {
    const terminal = newTerminal()
    const sale = await newSale(terminal)
    await hold()
    const endToEndId = await world.pay(sale)
    expect((await world.charge(sale.txid)).status).toBe('awaiting')
    expect((await check(terminal, { txid: sale.txid, endToEndId })).verdict).toBe('this-sale')
  })

  test('is certain from the ledger alone while the PSP is silent', async () => {
    const terminal = newTerminal()
    const { txid, endToEndId } = await paidSale(terminal)
    await hold(broken('*'))
    expect((await check(terminal, { txid, endToEndId: endToEndId.slice(-5) })).verdict).toBe('this-sale')
  })

  test('is told with what of it has gone back', async () => {
    const terminal = newTerminal()
    const { txid, endToEndId } = await paidSale(terminal)
    await world.faults({ refund: { settleAfterMs: 0 } })
    await world.api('PUT', `/api/charges/${txid}/refunds/d1`, { amountCents: 2350 })
    await vi.waitFor(async () => expect((await world.charge(txid)).refundedCents).toBe(2350), patience)
    expect(await check(terminal, { txid, endToEndId })).toMatchObject({
      verdict: 'this-sale',
      pix: { returnedCents: 2350 },
    })
  })
})

describe('what was received for something else', () => {
  test('is told with when, and never as the sale at hand', async () => {
    const terminal = newTerminal()
    const earlier = await paidSale(terminal, 5252)
    const { txid } = await newSale(terminal, 5252)
    const { endToEndId, paidAt } = earlier
    const other = { verdict: 'other-sale', pix: { endToEndId, txid: earlier.txid, paidAt } }
    for (const shown of [endToEndId, endToEndId.slice(-6)])
      expect(await check(terminal, { txid, endToEndId: shown })).toMatchObject(other)
    expect(await check(terminal, { txid, amountCents: 5252, paidAt })).toMatchObject(other)
    expect(await check(terminal, { endToEndId })).toMatchObject(other)
    expect((await world.charge(txid)).status).toBe('awaiting')
  })

  test('is money without a sale too', async () => {
    const stranger = await createBehindOurBack(world, '8.88')
    const endToEndId = await world.pay(stranger)
    expect(await check(newTerminal(), { endToEndId })).toMatchObject({
      verdict: 'other-sale',
      pix: { endToEndId, txid: null, terminalId: null, amountCents: 888 },
    })
  })

  test('is several where amount and time fit more than one, and the end of the id tells them apart', async () => {
    const terminal = newTerminal()
    const [one, two] = [await paidSale(terminal, 4321), await paidSale(terminal, 4321)]
    const { txid } = await newSale(terminal, 4321)
    const shown = { amountCents: 4321, paidAt: two.paidAt }
    expect(await check(terminal, { txid, ...shown })).toEqual({ verdict: 'several' })
    const ending = two.endToEndId.slice(-6)
    expect(await check(terminal, { txid, ...shown, endToEndId: ending })).toMatchObject({
      pix: { txid: two.txid },
    })
    expect(await check(terminal, { txid: one.txid, ...shown })).toMatchObject({ verdict: 'this-sale' })
  })
})

describe('a forged proof', () => {
  test('is not received, however near it is to a true one', async () => {
    const sold = newTerminal()
    const { endToEndId, paidAt } = await paidSale(sold, 3333)
    const open = { terminal: newTerminal() }
    const { txid } = await newSale(open.terminal)
    const swap = (at: number) => {
      const before = endToEndId[at] ?? ''
      return endToEndId.slice(0, at) + (before === '0' ? '1' : '0') + endToEndId.slice(at + 1)
    }
    const forged: ShownProof[] = [
      ...[1, 5, 9, 15, 20, 21, 25, 31].map((at) => ({ endToEndId: swap(at) })),
      { endToEndId: `${endToEndId}0` },
      { endToEndId: endToEndId.slice(0, 31) },
      { endToEndId: `E${'0'.repeat(31)}` },
      { endToEndId: endToEndId.split('').reverse().join('') },
      { amountCents: 3334, paidAt },
      { amountCents: 3333, paidAt: new Date(Date.parse(paidAt) - 11 * 60_000).toISOString() },
      // Only scheduled: its time is yet to come.
      { amountCents: 3333, paidAt: new Date(Date.parse(paidAt) + 24 * 3_600_000).toISOString() },
    ]
    for (const shown of forged)
      expect([shown, (await check(open.terminal, { txid, ...shown })).verdict]).toEqual([
        shown,
        'not-received',
      ])
    expect((await world.charge(txid)).status).toBe('awaiting')
  })

  test('tells what the PSP was asked for', async () => {
    const byId = await check(newTerminal(), { endToEndId: `E${'9'.repeat(31)}` })
    expect(byId).toMatchObject({ verdict: 'not-received', from: null })
    const byEnd = await check(newTerminal(), { endToEndId: 'zzzz9' })
    if (byEnd.verdict !== 'not-received') throw new Error(byEnd.verdict)
    expect(Date.parse(byEnd.until) - Date.parse(byEnd.from ?? '')).toBeGreaterThanOrEqual(2 * 3_600_000)
  })
})

describe('while the PSP cannot be asked', () => {
  test.each<[string, ShownProof, object]>([
    ['its id', { endToEndId: `E${'8'.repeat(31)}` }, broken('getPix')],
    ['its end', { endToEndId: 'zzzz8' }, broken('listPix')],
    ['amount and time', { amountCents: 999, paidAt: new Date().toISOString() }, broken('listPix')],
  ])('a proof by %s is not known, and nothing is guessed', async (_, shown, rule) => {
    await world.faults({ rules: [rule] })
    expect(await check(newTerminal(), shown)).toEqual({ verdict: 'not-known' })
  })

  test('an end that fits another sale is not known, since it may be that of a new Pix as well', async () => {
    const terminal = newTerminal()
    const { endToEndId } = await paidSale(terminal)
    const { txid } = await newSale(terminal)
    await world.faults({ rules: [broken('listPix')] })
    expect((await check(terminal, { txid, endToEndId: endToEndId.slice(-6) })).verdict).toBe('not-known')
    // The whole id is one Pix for ever.
    expect((await check(terminal, { txid, endToEndId })).verdict).toBe('other-sale')
  })

  test('a list with something unreadable in it proves no absence', async () => {
    await world.faults({ rules: [{ match: { operation: 'listPix' }, rewrite: { pix: [{}] } }] })
    expect(await check(newTerminal(), { endToEndId: 'zzzz7' })).toEqual({ verdict: 'not-known' })
  })
})

describe('the door', () => {
  test.each<[string, unknown, string[]]>([
    ['nothing', {}, ['amountCents']],
    ['an amount alone', { amountCents: 2350 }, ['paidAt']],
    ['a time alone', { paidAt: new Date().toISOString() }, ['amountCents']],
    ['three characters', { endToEndId: 'abc' }, ['endToEndId']],
    ['a wildcard', { endToEndId: 'ab%d' }, ['endToEndId']],
    ['a float', { amountCents: 23.5, paidAt: new Date().toISOString() }, ['amountCents']],
    ['a time that is none', { amountCents: 1, paidAt: '14:02' }, ['paidAt']],
    ['a word of its own', { endToEndId: 'abcd', markAsPaid: true }, ['markAsPaid']],
  ])('refuses %s by the field', async (_, proof, fields) => {
    expect(problemOf(await send(newTerminal(), proof))).toMatchObject({ name: 'invalid-request', fields })
  })

  test('knows no sale of another terminal', async () => {
    const { txid } = await newSale(newTerminal())
    const answer = problemOf(await send(newTerminal(), { txid, endToEndId: 'abcd' }))
    expect(answer).toMatchObject({ status: 404, name: 'charge-not-found' })
  })

  test('shuts for the rest of a minute for whoever tries ends out, and says until when', async () => {
    const terminal = newTerminal()
    const answers = []
    for (let n = 0; n < 16; n++) answers.push(await send(terminal, { endToEndId: `zz${1000 + n}` }))
    expect(answers.slice(0, 15).map(({ status }) => status)).toEqual(Array(15).fill(200))
    const last = answers[15]
    if (last === undefined) throw new Error('no answer')
    expect(problemOf(last)).toMatchObject({ status: 429, name: 'too-many-requests' })
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    await world.waitOut(60_000)
    expect((await send(terminal, { endToEndId: 'zz2000' })).status).toBe(200)
  })
})

test('an operator learns nothing of what another terminal received but that it was, and each check is written down', async () => {
  const locked = await startWorld()
  try {
    const till = openBrowser(locked)
    const shop = { manager: { name: 'Marta', pin: '480213' }, terminalId: 'caixa-1', tillName: 'Caixa 1' }
    expect((await till.send('POST', '/api/set-up', shop)).status).toBe(204)
    const person = { name: 'Ana', role: 'operator', refundLimitCents: null, isActive: true, pin: '570913' }
    await till.send('PUT', `/api/people/${newTxid()}`, person)
    const txid = newTxid()
    await till.send('PUT', `/api/charges/${txid}`, { amountCents: 2350, terminalId: 'caixa-2' })
    const endToEndId = await locked.pay({ txid })
    const ask = (terminalId: string, proof: ShownProof) =>
      till.send('POST', `/api/terminals/${terminalId}/proofs`, proof)
    expect((await ask('caixa-1', { endToEndId })).json).toMatchObject({ pix: { terminalId: 'caixa-2' } })
    await till.send('POST', '/api/session', { name: 'Ana', pin: '570913' })
    expect((await ask('caixa-1', { endToEndId })).json).toEqual({ verdict: 'other-sale', pix: null })
    expect(problemOf(await ask('caixa-1', { txid, endToEndId })).name).toBe('charge-not-found')
    expect(problemOf(await ask('caixa-2', { endToEndId })).name).toBe('other-terminal')
    const checks = openLedger(locked.dataDir).audit('terminal:')
    expect(checks.map(({ action }) => action)).toEqual(['proof-checked', 'proof-checked'])
    const stranger = openBrowser(locked)
    expect((await stranger.send('POST', '/api/terminals/caixa-1/proofs', { endToEndId })).status).toBe(401)
  } finally {
    await locked.close()
  }
})
