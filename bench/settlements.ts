import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { Agent, type Dispatcher, request } from 'undici'
import { type Program, withKey } from '../rigs/processes.ts'
import type { Chain } from './chain.ts'

const amountCents = 2350
/** Charges opened at once: it is not what is measured. */
const opensAtOnce = 16
/** Customers who pay at the same moment, in all. */
const paysAtOnce = 32
/** How often the ledger is asked which of them have been settled. */
const lookEveryMs = 5
/** A settlement that is not in the ledger by then is lost. */
const settleLimitMs = 20_000

export type Sale = { txid: string; terminalId: string; pixCopiaECola: string }

/** Sales at the tills of a chain, and the customers who pay them. */
export async function openShops(chain: Chain) {
  const dispatcher = new Agent({ connections: paysAtOnce })
  const ledger = new Client({ connectionString: chain.databaseUrl })
  await ledger.connect()

  async function send(url: string, method: Dispatcher.HttpMethod, body: object): Promise<string> {
    const reply = await request(url, {
      dispatcher,
      method,
      headers: { ...withKey, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await reply.body.text()
    if (reply.statusCode >= 300) throw new Error(`${method} ${url} answered ${reply.statusCode}: ${text}`)
    return text
  }

  async function sell({ port }: Program, terminalId: string): Promise<Sale> {
    const txid = randomUUID().replaceAll('-', '')
    const body = { amountCents, terminalId }
    const { pixCopiaECola } = JSON.parse(
      await send(`http://127.0.0.1:${port}/api/charges/${txid}`, 'PUT', body),
    )
    return { txid, terminalId, pixCopiaECola }
  }
  const pay = ({ pixCopiaECola }: Sale) =>
    send(`http://127.0.0.1:${chain.controlPort}/control/pay`, 'POST', { pixCopiaECola })

  /** Calls each as soon as the ledger has its charge as paid. */
  async function watch(waiting: Map<string, () => void>, isOver: () => boolean): Promise<void> {
    let heardAtMs = performance.now()
    while (!isOver()) {
      const txids = [...waiting.keys()]
      const { rows } = await ledger.query<{ txid: string }>({
        name: 'paid',
        text: "SELECT txid FROM charge WHERE txid = ANY($1) AND status = 'paid'",
        values: [txids],
      })
      for (const { txid } of rows) {
        waiting.get(txid)?.()
        waiting.delete(txid)
        heardAtMs = performance.now()
      }
      if (performance.now() - heardAtMs > settleLimitMs) throw new Error(`${txids.length} are not settled`)
      await pause(lookEveryMs)
    }
  }

  return {
    ledger,
    sell,
    pay,
    /** Opens so many charges, at every BFF in turn and on so many terminals. */
    async open(count: number, terminals: number): Promise<Sale[]> {
      const bffs = chain.bffs()
      const numbers = Array.from({ length: count }, (_, index) => index)
      return inParallel(opensAtOnce, numbers, (index) =>
        sell(bffs[index % bffs.length] as Program, `caixa-${(index % terminals) + 1}`),
      )
    },
    /** The customers pay, each as soon as one before him has been settled. Answers with settlements a second. */
    async settle(sales: readonly Sale[]): Promise<number> {
      const waiting = new Map<string, () => void>()
      let isOver = false
      const watching = watch(waiting, () => isOver)
      const beganMs = performance.now()
      const settling = inParallel(paysAtOnce, sales, async (sale) => {
        const settled = new Promise<void>((resolve) => waiting.set(sale.txid, resolve))
        await pay(sale)
        await settled
      }).finally(() => {
        isOver = true
      })
      await Promise.race([settling, watching.then(() => settling)])
      return (1000 * sales.length) / (performance.now() - beganMs)
    },
    async close() {
      await dispatcher.close()
      await ledger.end()
    },
  }
}

async function inParallel<Item, Answer>(
  atOnce: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  const left = items.entries()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, item] of left) answers[index] = await work(item)
    }),
  )
  return answers
}
