import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createBehindOurBack } from '../testing/behind-our-back.ts'
import { bodyOf, hint, keptAlive, knock } from '../testing/knock.ts'
import { openLedger } from '../testing/ledger.ts'
import { newTxid, startWorld, type World } from '../testing/world.ts'

const patience = { timeout: 15_000, interval: 25 }
let world: World
let ledger: ReturnType<typeof openLedger>
beforeAll(async () => {
  world = await startWorld()
  ledger = openLedger(world.dataDir)
  await world.faults({ webhook: { drop: true } })
}, 60_000)
afterAll(() => world.close())

/** Every body in the inbox has been followed to its end. */
const followed = () =>
  vi.waitFor(() => expect(ledger.inbox().filter((row) => row.handled_at_ms === null)).toEqual([]), patience)

describe('what it says is a hint and never the truth', () => {
  test('a Pix that exists is found at the PSP, once, however often it is told', async () => {
    const charge = await world.create()
    const screen = await world.screen()
    const endToEndId = await world.pay(charge)
    const agent = keptAlive(world)
    const told = await Promise.all(
      Array.from({ length: 100 }, () => knock(world, { agent, body: bodyOf(hint(endToEndId, charge.txid)) })),
    )
    agent.destroy()
    expect(new Set(told.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"status":200}']))
    await followed()
    expect(await world.charge(charge.txid)).toMatchObject({
      status: 'paid',
      version: charge.version + 1,
      receivedCents: 2350,
      payments: [{ endToEndId }],
      flags: [],
    })
    expect(ledger.pix().filter((row) => row.txid === charge.txid)).toHaveLength(1)
    await screen.until(({ charges }) =>
      charges.some(({ txid, status }) => txid === charge.txid && status === 'paid'),
    )
    const versions = screen.snapshots.flatMap(({ charges }) =>
      charges.filter(({ txid }) => txid === charge.txid).map(({ version }) => version),
    )
    expect(versions).toEqual(versions.toSorted((a, b) => a - b))
    expect(new Set(versions)).toEqual(new Set([charge.version, charge.version + 1]))
    screen.close()
  })

  test('amounts are those of the PSP, whatever the body says', async () => {
    const charge = await world.create()
    const endToEndId = await world.pay(charge, { amountCents: 100 })
    await knock(world, { body: bodyOf(hint(endToEndId, charge.txid, '9999999.99')) })
    await followed()
    expect(await world.charge(charge.txid)).toMatchObject({
      status: 'awaiting',
      receivedCents: 100,
      flags: ['underpaid'],
    })
  })

  test('an invented Pix changes nothing and leaves a line in the log', async () => {
    const charge = await world.create()
    const invented = 'E9999901020261122140000000000001'
    const lines = world.logged.length
    await knock(world, {
      body: bodyOf(hint(invented, charge.txid), hint(invented), hint(invented, newTxid())),
    })
    await followed()
    expect(await world.charge(charge.txid)).toEqual(charge)
    expect(ledger.pix().map((row) => row.end_to_end_id)).not.toContain(invented)
    expect(world.logged.slice(lines).join('')).toContain('the PSP does not know')
  })

  test('a Pix told of another charge than its own pays its own alone', async () => {
    const [paid, other] = [await world.create(), await world.create()]
    const endToEndId = await world.pay(paid)
    await knock(world, { body: bodyOf(hint(endToEndId, other.txid)) })
    await followed()
    expect(await world.charge(other.txid)).toEqual(other)
    await knock(world, { body: bodyOf(hint(endToEndId, newTxid())) })
    await followed()
    expect(await world.charge(paid.txid)).toMatchObject({ status: 'paid' })
    expect(await world.charge(other.txid)).toEqual(other)
  })

  test('a Pix without a charge of ours is kept once it is confirmed, and pays nothing', async () => {
    const stranger = await createBehindOurBack(world, '12.34')
    const endToEndId = await world.pay(stranger)
    await knock(world, { body: bodyOf(hint(endToEndId, stranger.txid)) })
    await followed()
    expect(ledger.pix().filter((row) => row.end_to_end_id === endToEndId)).toMatchObject([
      { txid: stranger.txid, amount_cents: 1234 },
    ])
    expect((await world.api('GET', `/api/charges/${stranger.txid}`)).status).toBe(404)
  })

  test('of a batch everything that can be read is followed', async () => {
    const charges = await Promise.all(Array.from({ length: 5 }, () => world.create()))
    const paid = await Promise.all(charges.map(async (charge) => hint(await world.pay(charge), charge.txid)))
    const more = Array.from({ length: 990 }, () => hint(paid[0]?.endToEndId ?? '', charges[0]?.txid))
    await knock(world, { body: JSON.stringify({ pix: [...paid, { endToEndId: 5 }, 'x', ...more] }) })
    await followed()
    for (const { txid } of charges) expect((await world.charge(txid)).status).toBe('paid')
  })

  test('in any order it ends in the same money', async () => {
    const charge = await world.create()
    const first = await world.pay(charge, { amountCents: 350 })
    const second = await world.pay(charge, { amountCents: 2000 })
    for (const id of [second, first, second, first])
      await knock(world, { body: bodyOf(hint(id, charge.txid)) })
    await followed()
    expect(await world.charge(charge.txid)).toMatchObject({ status: 'paid', receivedCents: 2350, flags: [] })
  })
})

test('a body that nobody could follow is followed after a restart', async () => {
  const charge = await world.create()
  const endToEndId = await world.pay(charge)
  await world.faults({ webhook: { drop: true }, rules: [{ match: { operation: '*' }, status: 503 }] })
  await knock(world, { body: bodyOf(hint(endToEndId, charge.txid)) })
  await world.stopBff()
  expect(ledger.inbox().at(-1)?.handled_at_ms).toBeNull()
  await world.faults({ webhook: { drop: true } })
  await world.startBff()
  await world.becomes(charge.txid, 'paid')
  await followed()
})

test('a body is kept until the PSP gives an answer about it that can be read', async () => {
  const charge = await world.create()
  const rules = [
    { match: { operation: 'getCob', txid: charge.txid }, body: '{"txid":1,"valor":{"original":23.5}}' },
  ]
  const silent = [...rules, { match: { operation: 'listPix' }, status: 503 }]
  await world.faults({ webhook: { drop: true }, rules: silent })
  const endToEndId = await world.pay(charge)
  const before = await world.calls('getCob')
  await knock(world, { body: bodyOf(hint(endToEndId, charge.txid)) })
  await vi.waitFor(async () => expect(await world.calls('getCob')).toBeGreaterThan(before), patience)
  await world.faults({ webhook: { drop: true }, rules: [{ match: { operation: 'listPix' }, status: 503 }] })
  await followed()
  expect((await world.charge(charge.txid)).status).toBe('paid')
})

test('a body that was followed is forgotten after two days, and when the PSP last spoke is not', async () => {
  const charge = await world.create()
  const before = ledger.inbox().length
  await knock(world, { body: bodyOf(hint('E0000000000000000000000000000KEEP', charge.txid)) })
  await knock(world, { body: bodyOf(hint('E0000000000000000000000000000LAST', charge.txid)) })
  await followed()
  expect(ledger.inbox().length).toBe(before + 2)
  world.ahead.ms += 49 * 3_600_000
  await vi.waitFor(() => expect(ledger.inbox()).toMatchObject([{ body: '' }]), patience)
  const care = await world.api('GET', '/api/webhook')
  expect(care.text).toContain('"lastDeliveryAt":"2')
})

test('a body that names more than a page of Pix is followed so far', async () => {
  const many = Array.from({ length: 1_001 }, (_, n) => hint(`E${`${n}`.padStart(31, '0')}`))
  const asked = await world.calls('getPix')
  await knock(world, { body: bodyOf(...many) })
  await vi.waitFor(async () => expect(await world.calls('getPix')).toBe(asked + 1_000), {
    ...patience,
    timeout: 60_000,
  })
  await followed()
  expect(await world.calls('getPix')).toBe(asked + 1_000)
}, 90_000)

test('a body that the PSP never answers about is asked about more and more rarely, and given up after two days', async () => {
  const endToEndId = 'E0000000000000000000000000000MUTE'
  const charge = await world.create()
  const denied = ['getPix', 'getCob'].map((operation) => ({
    match: { operation },
    status: 403,
    problem: 'AcessoNegado',
  }))
  await world.faults({ webhook: { drop: true }, rules: denied })
  const asked = async (operation: string, times: number) =>
    vi.waitFor(async () => expect(await world.calls(operation)).toBeGreaterThanOrEqual(times), patience)

  const first = await world.calls('getPix')
  await knock(world, { body: bodyOf(hint(endToEndId)) })
  await asked('getPix', first + 1)
  world.ahead.ms += 3_600_000
  await asked('getPix', first + 2)
  // An hour old, it rests for six minutes; a young one beside it shows that rounds go by.
  await knock(world, { body: bodyOf(hint(endToEndId, charge.txid)) })
  for (let round = 0; round < 5; round++) {
    const before = await world.calls('getCob')
    world.ahead.ms += 10_000
    await asked('getCob', before + 1)
  }
  expect(await world.calls('getPix')).toBe(first + 2)
  // An attempt that was under way when the days went by rests once more after its end.
  await vi.waitFor(async () => {
    world.ahead.ms += 48 * 3_600_000
    expect(ledger.inbox().filter((row) => row.handled_at_ms === null)).toEqual([])
  }, patience)
  expect(world.logged.join('')).toContain('webhook given up')
  expect(ledger.pix().map((row) => row.end_to_end_id)).not.toContain(endToEndId)
})
