import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createBehindOurBack } from '../testing/behind-our-back.ts'
import { openLedger } from '../testing/ledger.ts'
import { newTxid, patience, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  // The account that the shop pays from is asked in a rhythm of its own.
  world = await startWorld({ ACCOUNT: 'none' })
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

/** Lets `rounds` sweeps of three seconds come and go; answers with what they asked of the PSP. */
async function callsOf(rounds: number) {
  const before = (await world.state()).calls
  for (let round = 0; round < rounds; round++) {
    const known = await world.calls('listPix')
    world.ahead.ms += 3_000
    await vi.waitFor(async () => expect(await world.calls('listPix')).toBeGreaterThan(known), patience)
  }
  const after = (await world.state()).calls
  const made = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)])
  return Object.fromEntries(made.filter(([, count]) => Number(count) > 0)) as Record<string, number>
}

test('asks the PSP the same whether one charge is open or thirty', async () => {
  const screen = await world.screen()
  await world.create()
  const withOne = await callsOf(5)
  for (let n = 0; n < 29; n++) await world.create()
  await screen.until(({ charges }) => charges.length === 30)
  const withThirty = await callsOf(5)
  expect(Object.keys(withOne)).toEqual(['listPix'])
  expect(Object.keys(withThirty)).toEqual(['listPix'])
  expect(withThirty.listPix).toBeLessThanOrEqual((withOne.listPix ?? 0) + 1)
  screen.close()
})

test('asks as seldom with a hundred screens as with one', async () => {
  // The sweep of each minute has had its turn when we count.
  const before = await world.calls('listPix')
  world.ahead.ms += 61_000
  await vi.waitFor(async () => expect(await world.calls('listPix')).toBeGreaterThan(before), patience)
  const screens = await Promise.all(
    Array.from({ length: 100 }, (_, n) => world.screen(`caixa-${(n % 50) + 1}`)),
  )
  expect(await callsOf(5)).toEqual({ listPix: 5 })
  for (const screen of screens) screen.close()
})

test('leaves the PSP in peace while nobody waits, and looks once a minute all the same', async () => {
  const before = await world.calls('listPix')
  world.ahead.ms += 61_000
  await vi.waitFor(async () => expect(await world.calls('listPix')).toBe(before + 1), patience)
  world.ahead.ms += 30_000
  await world.create()
  expect(await world.calls('listPix')).toBe(before + 1)
})

test('finds thirty payments of which nobody told, in one question and one for each', async () => {
  const charges = await Promise.all(Array.from({ length: 30 }, () => world.create()))
  for (const { txid } of charges) await world.becomes(txid, 'awaiting')
  await world.faults({ webhook: { drop: true } })
  for (const charge of charges) await world.pay(charge)
  const before = (await world.state()).calls
  world.ahead.ms += 61_000
  for (const { txid } of charges) await world.becomes(txid, 'paid')
  const { getCob = 0 } = (await world.state()).calls
  expect(getCob - (before.getCob ?? 0)).toBe(30)
})

test('finds what was paid while the BFF was not there', async () => {
  const charge = await world.create()
  await world.faults({ webhook: { drop: true } })
  await world.stopBff()
  await world.pay(charge)
  world.ahead.ms += 30 * 60_000
  await world.startBff()
  await world.becomes(charge.txid, 'paid')
})

test('keeps money that belongs to no charge of ours, once', async () => {
  const stranger = await createBehindOurBack(world, '12.34')
  await world.faults({ webhook: { drop: true } })
  const endToEndId = await world.pay(stranger)
  const kept = () =>
    openLedger(world.dataDir)
      .pix()
      .filter((row) => row.end_to_end_id === endToEndId)
  world.ahead.ms += 61_000
  await vi.waitFor(
    () => expect(kept()).toMatchObject([{ txid: stranger.txid, amount_cents: 1234, heard_by: 'sweep' }]),
    patience,
  )
  world.ahead.ms += 61_000
  await world.create()
  expect(kept()).toHaveLength(1)
})

test('settles the others where some charges cannot be read, and does not call that stretch read', async () => {
  // More than are asked about at once: the good one comes after all of them.
  const poisons = await Promise.all(Array.from({ length: 9 }, () => world.create()))
  const good = await world.create()
  await world.faults({
    webhook: { drop: true },
    rules: poisons.map(({ txid }) => ({ match: { operation: 'getCob', txid }, body: '{}' })),
  })
  for (const poison of poisons) await world.pay(poison)
  await world.pay(good)
  world.ahead.ms += 61_000
  await world.becomes(good.txid, 'paid')
  for (const { txid } of poisons) expect((await world.charge(txid)).status).toBe('awaiting')
  await world.faults({ webhook: { drop: true } })
  // Far beyond the reach of the ordinary sweep: it is found because the stretch was never called read.
  world.ahead.ms += 20 * 60_000
  for (const { txid } of poisons) await world.becomes(txid, 'paid')
})

test('reads every page of a long list', async () => {
  const charge = await world.create()
  const { pix } = await world.state()
  const page = (number: number, list: object[]) => ({
    match: { operation: 'listPix' },
    times: 1,
    body: JSON.stringify({
      parametros: {
        paginacao: {
          paginaAtual: number,
          itensPorPagina: 1000,
          quantidadeDePaginas: 3,
          quantidadeTotalDeItens: 2001,
        },
      },
      pix: list,
    }),
  })
  await world.faults({ webhook: { drop: true } })
  await world.pay(charge)
  const paid = (await world.state()).pix.find(({ txid }) => txid === charge.txid)
  await world.faults({
    webhook: { drop: true },
    rules: [page(0, pix.slice(0, 1)), page(1, [{ nonsense: true }]), page(2, [paid ?? {}])],
  })
  world.ahead.ms += 61_000
  await world.becomes(charge.txid, 'paid')
  expect(world.logged.join('')).toContain('that cannot be read')
})

/** A page as the PSP would answer with it, of so many. */
const pageOf = (pages: number, list: object[]) =>
  JSON.stringify({ parametros: { paginacao: { quantidadeDePaginas: pages } }, pix: list })
const listed = async ({ txid }: { txid: string }) =>
  (await world.state()).pix.filter((pix) => pix.txid === txid)
const listRule = (more: object) => ({ match: { operation: 'listPix' }, ...more })

test('settles what is on a page before it asks for the next, which may never come', async () => {
  const charge = await world.create()
  await world.faults({ webhook: { drop: true } })
  await world.pay(charge)
  const first = listRule({ times: 1, body: pageOf(2, await listed(charge)) })
  await world.faults({ webhook: { drop: true }, rules: [first, listRule({ status: 503 })] })
  world.ahead.ms += 61_000
  await world.becomes(charge.txid, 'paid')
})

test('goes on to the next page where the PSP does not answer about a charge', async () => {
  const [poison, good] = [await world.create(), await world.create()]
  const silence = { match: { operation: 'getCob', txid: poison.txid }, status: 503 }
  await world.faults({ webhook: { drop: true } })
  for (const charge of [poison, good]) await world.pay(charge)
  const pages = [pageOf(2, await listed(poison)), pageOf(2, await listed(good))]
  await world.faults({
    webhook: { drop: true },
    rules: [silence, ...pages.map((body) => listRule({ times: 1, body })), listRule({ status: 503 })],
  })
  world.ahead.ms += 61_000
  await world.becomes(good.txid, 'paid')
})

test('takes in what it can of a list that never ends, and goes on', async () => {
  const charge = await world.create()
  await world.faults({ webhook: { drop: true } })
  await world.pay(charge)
  await world.faults({
    webhook: { drop: true },
    rules: [listRule({ body: pageOf(2_000_000, await listed(charge)) })],
  })
  world.ahead.ms += 61_000
  await world.becomes(charge.txid, 'paid')
  const said = () => world.logged.join('')
  await vi.waitFor(() => expect(said()).toContain('longer than any that is read'), patience)
})

test('a list of two days that takes long keeps no other waiting', async () => {
  const charge = await world.create()
  world.ahead.ms += 3_600_000
  const inicio = new Date(world.clock.now() - 48 * 3_600_000).toISOString().slice(0, 10)
  const slow = { match: { operation: 'listPix', inicio }, delayMs: 5_000 }
  await world.faults({ webhook: { drop: true }, rules: [slow] })
  await world.pay(charge)
  world.ahead.ms += 3_600_000
  await vi.waitFor(async () => {
    world.ahead.ms += 3_000
    expect((await world.state()).atOnce.listPix).toBeGreaterThan(1)
  }, patience)
  await world.becomes(charge.txid, 'paid')
})

test('does not take a list without its parameters for an empty one', async () => {
  const charge = await world.create()
  await world.faults({ webhook: { drop: true }, rules: [{ match: { operation: 'listPix' }, body: '{}' }] })
  await world.pay(charge)
  const before = await world.calls('listPix')
  world.ahead.ms += 20 * 60_000
  await vi.waitFor(async () => expect(await world.calls('listPix')).toBeGreaterThan(before), patience)
  await world.faults({ webhook: { drop: true } })
  world.ahead.ms += 61_000
  await world.becomes(charge.txid, 'paid')
})

test('gets along with money for a txid that is none', async () => {
  const id = newTxid()
  const list = [
    {
      endToEndId: `E${id.slice(1)}`,
      txid: '***',
      valor: '1.00',
      horario: new Date(world.clock.now()).toISOString(),
    },
    { endToEndId: `F${id.slice(1)}`, valor: '1.00', horario: new Date(world.clock.now()).toISOString() },
  ]
  const parametros = { paginacao: { quantidadeDePaginas: 1, quantidadeTotalDeItens: 2 } }
  await world.faults({
    rules: [{ match: { operation: 'listPix' }, times: 1, body: JSON.stringify({ parametros, pix: list }) }],
  })
  world.ahead.ms += 61_000
  const kept = () =>
    openLedger(world.dataDir)
      .pix()
      .filter((row) => row.end_to_end_id.endsWith(id.slice(1)))
  await vi.waitFor(() => expect(kept()).toMatchObject([{ txid: null }, { txid: null }]), patience)
})
