import type { Sim } from '../sim.ts'

const by = 'person:manager'

/** Somebody who returns money: some of it, all of it, or all of it at the same time as somebody else. */
export function beginManaging(sim: Sim): void {
  const { random } = sim
  const considered = new Set<string>()
  const look = () => {
    for (const screen of sim.screens)
      for (const { charge } of screen.shown()) {
        if (charge.status !== 'paid' || considered.has(charge.txid)) continue
        considered.add(charge.txid)
        if (random.chance(0.7)) decide(sim, charge.txid, charge.receivedCents)
      }
    if (!sim.isHealing()) sim.scheduler.after(1_000, 'manager: looks', look)
  }
  sim.scheduler.after(1_000, 'manager: looks', look)
}

function decide(sim: Sim, txid: string, receivedCents: number) {
  const { random } = sim
  const part = () => random.whole(1, receivedCents)
  const soonMs = random.magnitude(200, 10_000)
  if (random.chance(0.5)) {
    ask(sim, soonMs, txid, receivedCents)
    ask(sim, soonMs + random.pick([0, random.whole(0, 500)]), txid, random.pick([receivedCents, part()]))
    sim.count('refund race')
  } else ask(sim, soonMs, txid, part())
}

/** The id is made once, by the screen that asks; a lost answer is followed by the same id. */
function ask(sim: Sim, ms: number, txid: string, amountCents: number) {
  const id = sim.random.alphanumeric(32)
  sim.history.askedRefunds.set(id, by)
  const attempt = async (tries: number): Promise<void> => {
    if (tries > 1) sim.count('refund retried with its own id')
    sim.note(`manager: refunds ${txid.slice(0, 6)} ${amountCents} as ${id.slice(0, 6)}`)
    const reply = await sim.network.ask({ kind: 'refund', txid, id, amountCents, by })
    if (reply.ok) return sim.count('refund asked')
    const isRefused = reply.problem !== 'network' && reply.problem.status < 500
    if (!isRefused && tries < 4)
      sim.plan(sim.random.whole(300, 5_000), 'manager: asks again', () => attempt(tries + 1))
  }
  sim.plan(ms, 'manager: asks for a refund', () => attempt(1))
}
