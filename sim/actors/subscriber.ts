import { activate } from '../../apps/sandbox/src/account/activate.ts'
import { cancel, cancelBilling } from '../../apps/sandbox/src/account/manage.ts'
import type { RecurrenceTerms } from '../../packages/domain/src/index.ts'
import { deedOfRecurrence, type Offer } from '../history.ts'
import { dayOf } from '../invariants/days.ts'
import { createRandom } from '../random.ts'
import type { Sim } from '../sim.ts'
import { payer } from '../world/canaries.ts'
import type { Server } from '../world/server.ts'

const weekMs = 7 * 24 * 3_600_000
const by = 'person:manager'
const pauseMs = { least: 500, most: 4_000 }
/** Whoever is not answered asks again and again; in the end all is well. */
const mostTries = 60

/** Somebody agrees to be charged every week: for this week, which is settled at once, and for the next one, which may be taken back. */
export function beginSubscription(sim: Sim): void {
  const { random, swarm } = sim
  const { chaosMs, recurrences } = swarm()
  for (let number = 0; number < recurrences; number++)
    sim.plan(random.whole(1_000, chaosMs / 2), 'subscriber: comes', () => offer(sim))
}

/** Beside a charge that is on a display its code is one with it, and a payer who pays agrees to both. */
export function offer(sim: Sim, txid: string | null = null, terminalId = 'caixa-1'): void {
  const { random, history, scheduler } = sim
  const one: Offer = { recurrenceId: random.hex(32), contract: random.hex(12), charges: new Map() }
  history.offers.push(one)
  history.deeds.add(deedOfRecurrence(by, one.recurrenceId))
  const terms: RecurrenceTerms = {
    ...{ object: null, contract: one.contract, frequency: 'weekly', firstDay: dayOf(scheduler.now()) },
    ...{ lastDay: null, fixedCents: null, minimumCents: null, retryPolicy: 'none' },
  }
  const debtor = { name: payer.nome, document: payer.cpf }
  const { recurrenceId } = one
  const asked = { ...{ recurrenceId, terminalId, txid }, terms, debtor }
  sim.note(`manager: offers ${recurrenceId.slice(0, 6)}`)
  sim.count('recurrence offered')
  keepAsking(sim, 'offer', async ({ recurring, parts }) => {
    const offered = await parts.offerRecurrence({ ...recurring, by }, asked)
    // Midnight has come before it could be offered: it begins tomorrow, and that is another one.
    return ['offered', 'already-there', 'wrong', 'unknown'].includes(offered.kind)
  })
  // Where the shop itself pays from an account, its own screen may agree to it.
  if (txid === null && sim.swarm().payer.deeds === 0) agree(sim, one, 0)
}

/** The payer's own bank, whose lines are not ours. */
function agree(sim: Sim, one: Offer, looks: number): void {
  const { world } = sim.bank
  sim.plan(1_000, 'subscriber: looks', () => {
    const rec = [...world.registry.rec.values()].find(
      ({ fields }) => fields.vinculo.contrato === one.contract,
    )
    const [account] = world.registry.accounts.values()
    if (rec === undefined || account === undefined) {
      if (looks < mostTries) agree(sim, one, looks + 1)
      return
    }
    sim.note(`subscriber: agrees to ${rec.idRec}`)
    const answer = activate(world, account, { recId: rec.idRec, activation: { journey: 'JOURNEY_2' } })
    if ('aggregateId' in answer) sim.count('recurrence agreed to')
    sim.bank.wake()
    const nowMs = sim.scheduler.now()
    charge(sim, one, dayOf(nowMs), 'settles')
    if (sim.random.chance(0.7))
      charge(sim, one, dayOf(nowMs + weekMs), sim.random.pick(['stays', 'is taken back']))
    if (sim.random.chance(0.3)) endIt(sim, one)
    changeHisMind(sim, rec.idRec)
  })
}

/** In the payer's own bank, where nobody asks the shop. Dice of its own: the rest of the story is as without it. */
export function changeHisMind(sim: Sim, idRec: string): void {
  const { world, wake } = sim.bank
  const [account] = world.registry.accounts.values()
  const { endsIt, takesBack, seed } = sim.swarm().subscriber
  const random = createRandom(seed)
  if (account === undefined) return
  if (takesBack)
    sim.plan(random.magnitude(5_000, 120_000), 'subscriber: takes a charge back', () => {
      const mine = [...world.registry.cobr.values()].filter((cobr) => cobr.idRec === idRec)
      const gone = mine.filter(({ txid }) => !('refused' in cancelBilling(world, account, txid)))
      if (gone.length > 0) sim.count('charge taken back by the payer')
      wake()
    })
  if (endsIt)
    sim.plan(random.magnitude(2_000, 180_000), 'subscriber: ends it', () => {
      sim.note(`subscriber: ends ${idRec}`)
      const isOver = world.registry.rec.get(idRec)?.status !== 'APROVADA'
      if (!isOver && !('refused' in cancel(world, account, idRec))) sim.count('recurrence ended by the payer')
      wake()
    })
}

/** Of one cycle, once the ledger knows that it may. */
function charge(sim: Sim, one: Offer, dueDay: string, ending: 'settles' | 'stays' | 'is taken back'): void {
  const { random, history } = sim
  const txid = random.hex(32)
  const asked = { ...{ txid, dueDay, info: null }, amountCents: random.whole(1, 20_000) }
  one.charges.set(txid, asked.amountCents)
  history.deeds.add(deedOfRecurrence(by, one.recurrenceId))
  keepAsking(sim, 'charge', async ({ recurring, parts }) => {
    const recurrence = await recurring.store.recurrence(one.recurrenceId)
    if (recurrence === undefined || recurrence.status === 'offered') return false
    const charging = await parts.chargeRecurrence({ ...recurring, by }, recurrence, asked)
    if (charging.kind === 'charged') sim.count('recurrence charged')
    return charging.kind !== 'not-approved' || recurrence.status !== 'opening'
  })
  if (ending !== 'is taken back') return
  sim.plan(random.whole(10_000, 40_000), 'manager: takes a charge back', () =>
    keepAsking(sim, 'cancel of a charge', async ({ recurring, parts }) => {
      const now = await recurring.store.recurrenceCharge(txid)
      if (now === undefined || now.status === 'opening') return now === undefined
      const deed = await parts.cancelRecurrenceCharge({ ...recurring, by }, now)
      if (deed.kind === 'done') sim.count('charge of a recurrence taken back')
      return deed.kind !== 'asked'
    }),
  )
}

function endIt(sim: Sim, one: Offer): void {
  sim.plan(sim.random.whole(5_000, 60_000), 'manager: ends it', () =>
    keepAsking(sim, 'end', async ({ recurring, parts }) => {
      const recurrence = await recurring.store.recurrence(one.recurrenceId)
      if (recurrence === undefined || recurrence.status === 'opening') return recurrence === undefined
      const ended = await parts.cancelRecurrence({ ...recurring, by }, recurrence)
      if (ended.kind === 'done') sim.count('recurrence ended')
      return ended.kind !== 'asked'
    }),
  )
}

/** The same request until somebody answers, over the network of the shop. `ask` says whether it was an answer. */
function keepAsking(
  sim: Sim,
  what: string,
  ask: (there: Pick<Server, 'recurring'> & { parts: Sim['parts'] }) => Promise<boolean>,
  tries = 1,
): void {
  const label = `manager: ${what}`
  sim.plan(sim.random.whole(pauseMs.least, pauseMs.most), label, async () => {
    const isAnswered = await sim.network.reach(label, ({ recurring }) => ask({ recurring, parts: sim.parts }))
    if (isAnswered !== true && tries < mostTries) keepAsking(sim, what, ask, tries + 1)
  })
}
