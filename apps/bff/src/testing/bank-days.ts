import { type LineList, Reconciliation, ReconciliationLine } from '@balcao/contracts'
import { startOfDay, wallTime } from '@balcao/domain'
import { expect, vi } from 'vitest'
import { newTxid, patience, startWorld } from './world.ts'

export const zone = 'America/Sao_Paulo'
export const day = 24 * 3_600_000
/** A page of the PSP's list with nothing on it. */
export const noPix =
  '{"parametros":{"paginacao":{"quantidadeTotalDeItens":0,"quantidadeDePaginas":1}},"pix":[]}'
export const kindsOf = ({ kinds }: Reconciliation) =>
  Object.fromEntries(kinds.map(({ kind, count }) => [kind, count]))
export type BankDays = Awaited<ReturnType<typeof startBankDays>>

/** A shop that holds its days against what the bank lists. */
export async function startBankDays() {
  const world = await startWorld()
  const today = () => wallTime(world.clock.now(), zone).day
  const ofToday = () => `from=${today()}&to=${today()}`
  const summary = async (query = ofToday()) =>
    Reconciliation.parse((await world.api('GET', `/api/reconciliation?${query}`)).json)

  return {
    world,
    today,
    ofToday,
    summary,

    /** A day of its own, at noon, with nothing due but what the test does. */
    async newDay() {
      const known = await world.calls('listPix')
      const now = world.clock.now()
      world.ahead.ms += startOfDay(wallTime(now + day, zone).day, zone) + day / 2 - now
      await vi.waitFor(async () => expect(await world.calls('listPix')).toBeGreaterThan(known), patience)
    },
    async lines(query = ofToday()) {
      const { json } = await world.api('GET', `/api/reconciliation/lines?${query}`)
      return (json as LineList).lines.map((line) => ReconciliationLine.parse(line))
    },
    /** Asks for a reading and waits until it has ended. */
    async read(from = today(), to = from): Promise<Reconciliation> {
      // A list may leave out its latest moments, so a reading ends before them.
      world.ahead.ms += 6_000
      const asked = await world.api('POST', '/api/reconciliation', { from, to })
      expect(asked.status).toBe(202)
      return vi.waitFor(async () => {
        const now = await summary(`from=${from}&to=${to}`)
        expect(now.reading.status).not.toBe('running')
        return now
      }, patience)
    },
    async paid(amountCents = 1000) {
      const { txid } = await world.create(newTxid(), { amountCents })
      const endToEndId = await world.pay({ txid })
      await world.becomes(txid, 'paid')
      return { txid, endToEndId }
    },
  }
}
