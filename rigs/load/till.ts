import { setTimeout as pause } from 'node:timers/promises'
import { Charge, paths } from '@balcao/contracts'
import type { createRandom } from '../../sim/random.ts'
import type { Shop } from '../shop.ts'
import { type Journal, note, type Request } from './journal.ts'

type Random = ReturnType<typeof createRandom>
export type Till = { shop: Shop; journal: Journal; random: Random; terminalId: string }

/** A till without an answer does not ask again at once. */
const patienceMs = 50
/** A till that was looking for so long has other customers. */
const mostLooks = 40

/** One sale as a busy till makes them, ended in one of the ways in which sales end. A request that is not answered is kept. */
export async function sell(till: Till): Promise<void> {
  const { journal, random, terminalId } = till
  const txid = random.hex(32)
  const amountCents = random.whole(1, 100_000)
  journal.asked.set(txid, amountCents)
  const body = { amountCents, description: `Venda ${txid.slice(0, 6)}`, terminalId }
  const create: Request = { method: 'PUT', path: paths.charge(txid), body }
  // One in ten is pressed twice.
  const [charge] = await Promise.all([ask(till, create), random.chance(0.1) && ask(till, create)])
  if (charge === undefined) return
  if (random.chance(0.1))
    await askOtherwise(till, { ...create, body: { ...body, amountCents: amountCents + 1 } })
  if (charge.pixCopiaECola === null) return
  await random.pick(endings)(till, charge)
}

/** Repeats a request of which nobody knows what came. */
export async function repeatOne(till: Till): Promise<void> {
  const [request] = till.journal.unanswered
  if (request === undefined) return
  till.journal.unanswered.delete(request)
  await ask(till, request)
}

type Ending = (till: Till, charge: Charge) => Promise<unknown>
const cancel: Ending = (till, { txid }) => ask(till, { method: 'POST', path: paths.cancel(txid) })
const extend: Ending = (till, { txid }) =>
  ask(till, { method: 'POST', path: paths.extend(txid), body: { minutes: 5 } })
const leave: Ending = async () => {}

const pay =
  (share = 1): Ending =>
  async ({ shop, journal }, { txid, amountCents, pixCopiaECola }) => {
    const cents = Math.max(1, Math.floor(amountCents * share))
    const endToEndId = await shop.pay(pixCopiaECola ?? '', cents)
    journal.paid.set(endToEndId, { txid, amountCents: cents })
  }

/** The rest, and more, from a customer who had paid half of it: where the first Pix is known already, the second is one that has to be added. */
const payAgain: Ending = async (till, charge) => {
  await pay(0.5)(till, charge)
  for (let look = 0; look < mostLooks; look++) {
    const answer = await till.shop.api('GET', paths.charge(charge.txid))
    if (answer === 'no-answer' || answer.status !== 200) return
    if (Charge.parse(answer.json).receivedCents > 0) return pay()(till, charge)
    await pause(patienceMs)
  }
}

/** Of whatever was paid before, as a customer comes back with the goods; nobody waits until it is settled. */
const refund: Ending = async (till, charge) => {
  const { journal, random } = till
  await pay()(till, charge)
  const [, paid] = random.pick([...journal.paid].slice(-50))
  const id = random.alphanumeric(20)
  const body = { amountCents: random.whole(1, paid.amountCents) }
  journal.askedRefunds.set(id, body.amountCents)
  await ask(till, { method: 'PUT', path: paths.refund(paid.txid, id), body })
}

const endings: readonly Ending[] = [
  pay(),
  pay(),
  pay(),
  refund,
  refund,
  refund,
  cancel,
  cancel,
  extend,
  leave,
  pay(0.5),
  payAgain,
  (till, charge) => Promise.all([pay()(till, charge), cancel(till, charge)]),
  (till, charge) => Promise.all([pay()(till, charge), pay()(till, charge)]),
  (till, charge) => extend(till, charge).then(() => pay()(till, charge)),
]

/** The txid of a sale that was taken, for another one: a till that has mixed them up has to be told no. */
async function askOtherwise({ shop, journal }: Till, { method, path, body }: Request): Promise<void> {
  const answer = await shop.api(method, path, body)
  if (answer !== 'no-answer' && answer.status <= 299) journal.takenTwice.add(Charge.parse(answer.json).txid)
}

/** Sends it, and notes in the journal what came of it. Answers with the charge where it was taken. */
async function ask({ shop, journal }: Till, request: Request): Promise<Charge | undefined> {
  const answer = await shop.api(request.method, request.path, request.body)
  if (answer === 'no-answer' || answer.status >= 500) {
    // An extension repeated is one more extension, so nobody repeats it.
    if (!request.path.endsWith('/extend')) journal.unanswered.add(request)
    await pause(patienceMs)
    return undefined
  }
  return note(journal, request, answer)
}
