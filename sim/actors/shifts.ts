import { deedOfShift } from '../history.ts'
import { createRandom, type Random } from '../random.ts'
import type { Sim } from '../sim.ts'
import type { Server } from '../world/server.ts'

/** Whoever is not answered asks again and again; in the end all is well. */
const pauseMs = { least: 500, most: 4_000 }
const mostTries = 60
const lookMs = 5_000

type Till = { terminalId: string; random: Random }

/** At each till somebody opens a shift, ends it, and the next one is opened, now and then by two people at once. */
export function beginShifts(sim: Sim): void {
  const { shifts, chaosMs } = sim.swarm()
  if (shifts.ofEachTill === 0) return
  // Dice of its own: the story of a seed without shifts is the same as if there were none.
  const random = createRandom(shifts.seed)
  const tills = [...new Set(sim.screens.map(({ terminalId }) => terminalId))].map((terminalId) => ({
    ...{ terminalId, random: random.fork() },
  }))
  for (const till of tills)
    sim.plan(till.random.whole(0, chaosMs / 3), `${till.terminalId}: a shift begins`, () =>
      open(sim, till, shifts.ofEachTill),
    )
  sim.scheduler.after(chaosMs + lookMs, 'office: looks at the shifts', () => endAll(sim, tills, undefined))
}

function open(sim: Sim, till: Till, left: number): void {
  const isContested = till.random.chance(0.3)
  if (isContested) wish(sim, till, 'person:colleague', () => sim.count('two opened one shift'))
  wish(sim, till, 'person:cashier', (shiftId) =>
    whenOver(sim, till, () =>
      end(sim, till, shiftId, () => {
        if (left > 1)
          sim.plan(till.random.whole(0, 10_000), `${till.terminalId}: the next shift begins`, () =>
            open(sim, till, left - 1),
          )
      }),
    ),
  )
}

/** At some time, or while the last customer's money has only just come and the PSP's list may not have it yet. */
function whenOver(sim: Sim, { terminalId, random }: Till, then: () => void): void {
  const label = `${terminalId}: the shift is over`
  if (random.chance(0.4)) {
    sim.plan(random.magnitude(2_000, 40_000), label, then)
    return
  }
  const { pix } = sim.bank.world
  const before = pix.size
  const look = (looks: number): void =>
    sim.plan(500, label, () => (pix.size > before || looks === 0 ? then() : look(looks - 1)))
  look(80)
}

/** `then` is told which shift is open by then, whoever opened it. */
function wish(sim: Sim, till: Till, by: string, then: (shiftId: string) => void): void {
  const { history } = sim
  const { terminalId, random } = till
  history.shiftWishes.set(terminalId, (history.shiftWishes.get(terminalId) ?? 0) + 1)
  keepAsking(sim, till, 'open', async ({ deps }) => {
    // As the route does: each request has an id of its own, and the ledger knows that it is the same wish.
    const shiftId = random.hex(32)
    history.deeds.add(deedOfShift(by, shiftId))
    const asked = { ...{ shiftId, terminalId, openedBy: by }, attention: [] }
    const { kind, shift } = await sim.parts.openShift(deps, asked)
    if (kind !== 'refused') {
      history.acceptedShifts.set(shift.shiftId, 'open')
      sim.count('shift opened')
    }
    return () => then(shift.shiftId)
  })
}

function end(sim: Sim, till: Till, shiftId: string, then: () => void): void {
  const by = 'person:cashier'
  sim.history.deeds.add(deedOfShift(by, shiftId))
  keepAsking(sim, till, 'end', async ({ deps }) => {
    const ended = await sim.parts.closeShift(deps, { terminalId: till.terminalId, shiftId }, by)
    if (ended === 'not-found') return then
    sim.history.acceptedShifts.set(shiftId, 'ended')
    if (ended.kind === 'closing') sim.count('shift ended')
    return then
  })
}

/** When the day is closed, one more shift at each till that had any: what the PSP told late is counted by it. */
function endAll(sim: Sim, tills: readonly Till[], sinceMs: number | undefined): void {
  const closedAtMs = sinceMs ?? (sim.days().length > 0 ? sim.scheduler.now() : undefined)
  if (closedAtMs === undefined) {
    sim.scheduler.after(lookMs, 'office: looks at the shifts', () => endAll(sim, tills, undefined))
    return
  }
  for (const till of tills)
    wish(sim, till, 'person:cashier', (shiftId) =>
      end(sim, till, shiftId, () => {
        sim.note(`${till.terminalId}: the last shift is over`)
      }),
    )
}

/** Until somebody has answered; what comes of the answer is done then. */
function keepAsking(
  sim: Sim,
  till: Till,
  what: string,
  ask: (there: Server) => Promise<() => void>,
  tries = 1,
): void {
  const label = `${till.terminalId}: ${what} of a shift`
  sim.plan(till.random.whole(pauseMs.least, pauseMs.most), label, async () => {
    const then = await sim.network.reach(label, ask)
    if (then !== undefined) then()
    else if (tries < mostTries) keepAsking(sim, till, what, ask, tries + 1)
  })
}
