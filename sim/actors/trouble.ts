import type { Sim } from '../sim.ts'

/** What the machines of the shop and the network to the PSP do to everybody. */
export function beginTrouble(sim: Sim, kill: () => void): void {
  const { random, swarm, scheduler } = sim
  const { server, psp, shop, chaosMs } = swarm()
  const somewhen = () => random.whole(1_000, chaosMs)
  for (let time = 0; time < server.kills; time++) scheduler.after(somewhen(), 'the BFF is killed', kill)
  for (let time = 0; time < psp.outages; time++)
    scheduler.after(somewhen(), 'the PSP goes away', () => {
      if (!sim.isHealing()) sim.wire.goAway(random.magnitude(1_000, 80_000))
    })
  const onSomeScreen = (
    times: number,
    label: string,
    what: (screen: (typeof sim.screens)[number]) => void,
  ) => {
    for (let time = 0; time < times; time++)
      scheduler.after(somewhen(), label, () => {
        if (!sim.isHealing()) what(random.pick(sim.screens))
      })
  }
  onSomeScreen(shop.sleeps, 'a screen sleeps', (screen) => screen.sleep(random.magnitude(1_000, 90_000)))
  onSomeScreen(shop.reloads, 'a screen is reloaded', (screen) => screen.reload())
}
