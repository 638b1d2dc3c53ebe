import { dayOf } from '../invariants/days.ts'
import type { Sim } from '../sim.ts'

/** A reading is let come to its end before the next one is asked for. */
const everyMs = 15_000

/** Somebody holds the day against the bank: now and then in all the trouble, and again and again when all is well. */
export function beginOffice(sim: Sim): void {
  const { random, scheduler, swarm } = sim
  const { chaosMs, office } = swarm()
  const read = (day: string) => {
    const server = sim.server()
    if (server === undefined) return
    sim.count('day held against the bank')
    sim.note(`office: asks for ${day}`)
    // A ledger that cannot be written is told to whoever asked.
    void server.reconciling.start({ from: day, to: day }).catch(sim.surprised)
  }
  for (let time = 0; time < office.readings; time++)
    scheduler.after(random.whole(5_000, chaosMs), 'office: holds the day', () => read(dayOf(scheduler.now())))
  const look = () => {
    for (const day of sim.days()) read(day)
    scheduler.after(everyMs, 'office: looks', look)
  }
  scheduler.after(chaosMs + everyMs / 3, 'office: looks', look)
}
