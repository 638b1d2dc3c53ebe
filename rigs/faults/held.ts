import { paths } from '@balcao/contracts'
import { createRandom } from '../../sim/random.ts'
import { openDisplays } from '../load/displays.ts'
import { startWeighing } from '../load/growth.ts'
import { createJournal, note } from '../load/journal.ts'
import { heldToAll } from '../load/look.ts'
import type { Complaint } from '../load/promise.ts'
import type { Answer, Shop } from '../shop.ts'

const limits = { limitMs: 60_000, everyMs: 100 }

/** A shop that is held in the end to all that it tells a test from now on, and two displays that listen meanwhile. */
export function hold(shop: Shop) {
  const journal = createJournal()
  const grownSince = startWeighing(shop)
  const displays = openDisplays({
    ...{ count: 2, terminals: ['caixa-1'], random: createRandom(1) },
    port: () => shop.bff.port,
  })
  async function ask(method: 'PUT' | 'POST', path: string, body?: object): Promise<Answer> {
    const answer = await shop.api(method, path, body)
    if (answer !== 'no-answer' && answer.status < 500) note(journal, { method, path }, answer)
    return answer
  }
  return {
    create(txid: string, amountCents: number): Promise<Answer> {
      journal.asked.set(txid, amountCents)
      return ask('PUT', paths.charge(txid), { amountCents })
    },
    refund(txid: string, id: string, amountCents: number): Promise<Answer> {
      journal.askedRefunds.set(id, amountCents)
      return ask('PUT', paths.refund(txid, id), { amountCents })
    },
    cancel: (txid: string): Promise<Answer> => ask('POST', paths.cancel(txid)),
    /** What is not as it was told, or shown, once nothing is open any more. */
    async broken(): Promise<Complaint[]> {
      const { complaints } = await heldToAll({ shop, journal, displays }, limits)
      return [...complaints, ...grownSince()]
    },
    close: displays.close,
  }
}
