import { randomUUID } from 'node:crypto'
import { startOfDay, wallTime } from '../packages/domain/src/days.ts'
import type { Program } from '../rigs/processes.ts'
import { api } from './bff-client.ts'
import { salesBetween, seedLedger } from './month.ts'
import { newFolder, startBff, startSandbox } from './processes.ts'
import { compare, interleave } from './samples.ts'
import { pay } from './sandbox-control.ts'
import type { Row } from './table.ts'

const timeZone = 'America/Sao_Paulo'
const dayMs = 24 * 3_600_000
const rounds = 5
const perRound = { lists: 50, sales: 30 }
const salesADay = 1_000
const ledgers = { large: 1_000_000, small: 10_000 }
/** A settlement that is not heard of by then is not what is measured here. */
const settleLimitMs = 10_000

type Shop = { bff: Program; sandbox: Program }

/** A sale, its payment and the list of a day, in a ledger that has grown for years and in a young one. */
export async function growth(): Promise<Row[]> {
  const midnight = startOfDay(wallTime(Date.now(), timeZone).day, timeZone)
  const grown = async (count: number): Promise<Shop> => {
    const dataDir = newFolder()
    const sandbox = await startSandbox(dataDir)
    await (await startBff(dataDir, sandbox.port)).end()
    seedLedger(dataDir, salesBetween(count, midnight - (count / salesADay) * dayMs, midnight))
    return { sandbox, bff: await startBff(dataDir, sandbox.port) }
  }
  const [large, small] = [await grown(ledgers.large), await grown(ledgers.small)]
  const day = wallTime(midnight - 3 * dayMs, timeZone).day

  const list = ({ bff }: Shop) =>
    timed(perRound.lists, async () => {
      const { charges } = await api(bff, 'GET', `/api/charges?from=${day}&to=${day}&limit=50`)
      if (charges.length !== 50) throw new Error(`The list has ${charges.length} charges`)
    })
  const create = ({ bff }: Shop) => timed(perRound.sales, () => newSale(bff))
  const settle = async ({ bff, sandbox }: Shop) => {
    const open = await Promise.all(Array.from({ length: perRound.sales }, () => newSale(bff)))
    return timed(open.length, async (index) => {
      const { txid, pixCopiaECola } = open[index] ?? { txid: '', pixCopiaECola: '' }
      await pay(sandbox.controlPort, pixCopiaECola)
      await untilPaid(bff, txid)
    })
  }
  const row = async (name: string, measure: (shop: Shop) => Promise<number[]>): Promise<Row> => {
    for (const shop of [large, small]) await measure(shop)
    const both = await interleave(
      rounds,
      () => measure(large),
      () => measure(small),
    )
    return {
      part: 'growth',
      name: `${name}, ${ledgers.large.toLocaleString('en')} charges in the ledger, p50`,
      unit: 'ms',
      baselineName: `the same with ${ledgers.small.toLocaleString('en')} charges in the ledger`,
      ...compare(both, 0.5),
      target: { ratioAtMost: 1.5 },
    }
  }
  return [await row('Create', create), await row('Settle', settle), await row('List of a day', list)]
}

const newSale = (bff: Program): Promise<{ txid: string; pixCopiaECola: string }> =>
  api(bff, 'PUT', `/api/charges/${randomUUID().replaceAll('-', '')}`, { amountCents: 2350 })

/** From the payment at the bank to the ledger that says paid, as a program that asks sees it. */
async function untilPaid(bff: Program, txid: string): Promise<void> {
  const giveUpAtMs = performance.now() + settleLimitMs
  for (;;) {
    const { status } = await api(bff, 'GET', `/api/charges/${txid}`)
    if (status === 'paid') return
    if (performance.now() > giveUpAtMs) throw new Error(`${txid} is ${status}`)
  }
}

async function timed(times: number, run: (index: number) => Promise<unknown>): Promise<number[]> {
  const tookMs: number[] = []
  for (let index = 0; index < times; index++) {
    const begunAt = performance.now()
    await run(index)
    tookMs.push(performance.now() - begunAt)
  }
  return tookMs
}
