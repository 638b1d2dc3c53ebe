import { setTimeout as pause } from 'node:timers/promises'
import { dayAfter, startOfDay, wallTime } from '../packages/domain/src/days.ts'
import type { Program } from '../rigs/processes.ts'
import { api } from './bff-client.ts'
import { type Sale, salesBetween, seedLedger, seedSandbox } from './month.ts'
import { newFolder, startBff, startSandbox } from './processes.ts'
import { connectPsp } from './psp-client.ts'
import { compare, interleave } from './samples.ts'
import type { Row } from './table.ts'

const timeZone = 'America/Sao_Paulo'
/** The shortest month. Each round asks for a day more than the one before, up to 30, with nothing sold on it. */
const monthDays = 28
const sales = 100_000
const pageSize = 1_000
const rounds = 3
const pollMs = 250

const meter = ['--import', new URL('peak-meter.ts', import.meta.url).href]

/** A month read at the PSP and compared with the ledger. */
export async function reconcile(): Promise<Row[]> {
  const today = wallTime(Date.now(), timeZone).day
  const to = dayAfter(today, -1)
  const fromMs = startOfDay(dayAfter(today, -monthDays), timeZone)
  const toMs = startOfDay(today, timeZone) - 1
  const made = salesBetween(sales, fromMs, toMs)
  const dataDir = newFolder()
  const sandbox = await withSeeds(dataDir, made)
  const bff = await startBff(dataDir, sandbox.port, meter)
  const psp = await connectPsp(dataDir, sandbox.port, 1)
  const pages = 2 * Math.ceil(sales / pageSize)

  let days = monthDays
  const ours = async () => {
    // The same days again would be answered with the reading before, while what an older one had listed is still being removed, and
    // the removal would go on beside the next measurement.
    const from = dayAfter(today, -days++)
    const begunAt = performance.now()
    await api(bff, 'POST', '/api/reconciliation', { from, to })
    for (;;) {
      const { reading, kinds } = await api(bff, 'GET', `/api/reconciliation?from=${from}&to=${to}`)
      if (reading.status === 'done') {
        const [kind] = kinds
        if (
          reading.pspCalls !== pages ||
          kinds.length !== 1 ||
          kind?.kind !== 'matched' ||
          kind.count !== sales
        )
          throw new Error(`Not reconciled as it should be: ${JSON.stringify({ reading, kinds })}`)
        return [performance.now() - begunAt]
      }
      if (reading.status !== 'running') throw new Error(`The reading is ${reading.status}: ${reading.advice}`)
      await pause(pollMs)
    }
  }
  const bare = async () => {
    const begunAt = performance.now()
    const window = `inicio=${new Date(fromMs).toISOString()}&fim=${new Date(toMs).toISOString()}`
    const ledger = new Map(made.map((sale) => [sale.endToEndId, sale.amountCents]))
    const charges = new Map(made.map((sale) => [sale.txid, sale.amountCents]))
    let differences = 0
    const read = async (path: string, key: string, differs: (item: Listed) => boolean) => {
      for (let page = 0; page < pages / 2; page++) {
        const paging = `paginacao.paginaAtual=${page}&paginacao.itensPorPagina=${pageSize}`
        const { [key]: items } = JSON.parse(await psp.call('GET', `/${path}?${window}&${paging}`))
        for (const item of items) if (differs(item)) differences++
      }
    }
    await read('pix', 'pix', ({ endToEndId, valor }) => take(ledger, endToEndId) !== cents(valor))
    await read('cob', 'cobs', ({ txid, valor }) => take(charges, txid) !== cents(valor.original))
    if (differences + ledger.size + charges.size > 0) throw new Error('The bare loop found differences')
    return [performance.now() - begunAt]
  }
  const compared = compare(await interleave(rounds, ours, bare), 0.5)
  const peakBytes = Number(await bff.ask('peak'))
  await psp.close()
  return [
    {
      part: 'reconcile',
      name: `A month of ${sales.toLocaleString('en')} charges reconciled, in ${pages} calls`,
      unit: 'ms',
      baselineName: 'a loop that fetches the same pages and compares them in memory',
      ...compared,
      target: { ratioAtMost: 2 },
    },
    {
      part: 'reconcile',
      name: 'Most memory of the BFF meanwhile',
      unit: 'KB',
      baselineName: 'none: a figure of its own',
      ours: peakBytes / 1000,
      target: { oursAtMost: 300_000 },
    },
  ]
}

/** Both have run once, so that their tables and certificates are there. */
async function withSeeds(dataDir: string, made: readonly Sale[]): Promise<Program> {
  const first = await startSandbox(dataDir)
  await (await startBff(dataDir, first.port)).end()
  await first.end()
  seedSandbox(dataDir, made)
  seedLedger(dataDir, made)
  return startSandbox(dataDir)
}

type Listed = { endToEndId: string; txid: string; valor: string & { original: string } }
const cents = (valor: string) => Number(valor.replace('.', ''))
function take(ledger: Map<string, number>, id: string): number | undefined {
  const amountCents = ledger.get(id)
  ledger.delete(id)
  return amountCents
}
