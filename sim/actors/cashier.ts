import type { Charge } from '../../packages/contracts/src/index.ts'
import type { Press } from '../history.ts'
import type { Sim } from '../sim.ts'
import type { Screen } from '../world/screen.ts'
import { expectPayer, payAfterRemoval, payDuring } from './payer.ts'

const habits = [
  'waits',
  'waits',
  'cancels',
  'cancels',
  'cancels',
  'extends',
  'extends',
  'puts aside',
  'loses patience',
] as const

/** One sale at one till, from the press of "Cobrar" to whatever the cashier does while the customer pays. */
export function beginSale(sim: Sim, till: Screen): void {
  const { random, history, note } = sim
  const amountCents = random.pick([1, random.whole(1, 1_000), random.whole(1, 99_999), 999_999_999_999])
  const press: Press = {
    ...{ txid: random.hex(32), terminalId: till.terminalId, amountCents },
    by: `person:of-${till.terminalId}`,
  }
  const { by } = press
  history.presses.push(press)
  note(`${till.name}: presses Cobrar ${press.txid.slice(0, 6)} of ${amountCents}`)
  const sale = { isGivenUp: false, stopped: new AbortController() }
  const body = JSON.stringify({ amountCents, terminalId: till.terminalId })
  const send = () => keepSending(sim, till, press, body, sale)
  void send()
  if (random.chance(0.2)) {
    sim.count('double click')
    void send()
  }
  if (random.chance(0.15))
    sim.plan(random.whole(10, 4_000), `${till.name}: is reloaded`, () => {
      sim.count('till reloaded while sending')
      sale.stopped.abort()
      sale.stopped = new AbortController()
      till.reload()
      sim.plan(random.whole(200, 3_000), `${till.name}: sends again`, () => void send())
    })
  const habit = random.pick(habits)
  expectPayer(sim, press)
  if (habit === 'cancels') planCancel(sim, till, press, sale, random.magnitude(300, 20_000))
  // Nobody at the counter waits much longer for a code.
  if (habit === 'loses patience') planCancel(sim, till, press, sale, random.whole(50_000, 80_000))
  if (habit === 'extends')
    sim.plan(random.magnitude(1_000, 20_000), `${till.name}: extends`, async () => {
      const reply = await sim.network.ask({ kind: 'extend', txid: press.txid, minutes: 1, by })
      if (reply.ok) sim.count('extended')
    })
  if (habit === 'puts aside') {
    const show = (current: string | null) => () => {
      sim.count('current charge put aside')
      return sim.network.ask({ kind: 'show', txid: press.txid, terminalId: till.terminalId, current, by })
    }
    sim.plan(random.whole(500, 20_000), `${till.name}: puts aside`, show(null))
    sim.plan(random.whole(20_000, 40_000), `${till.name}: takes up again`, show(press.txid))
  }
}

type Sale = { isGivenUp: boolean; stopped: AbortController }

/** The PWA's own loop: the same txid and the same bytes until somebody knows what became of them. */
async function keepSending(sim: Sim, till: Screen, press: Press, body: string, sale: Sale): Promise<void> {
  const { signal } = sale.stopped
  const { txid, by } = press
  let attempts = 0
  const sent = await sim.parts.sendCharge(
    {
      put: () => {
        if (++attempts === 2) sim.count('retry of a create')
        return sim.network.ask({ kind: 'create', txid, body, by })
      },
      cancel: () => sim.network.ask({ kind: 'cancel', txid, by }),
      isKnown: () => findOn(till, txid) !== undefined,
      isGivenUp: () => sale.isGivenUp,
      pause: (ms, { aborted }) =>
        aborted ? Promise.resolve() : sim.scheduler.pause(ms, `${till.name}: waits to send again`),
    },
    signal,
  )
  sim.note(`${till.name}: ${press.txid.slice(0, 6)} is ${sent.kind}`)
  if (sent.kind === 'accepted' && sent.charge) till.heard(sent.charge)
  if (sent.kind === 'refused' || sent.kind === 'withdrawn') sim.history.refused.set(txid, sent.kind)
}

const findOn = (till: Screen, txid: string): Charge | undefined =>
  till.snapshot()?.charges.find((charge) => charge.txid === txid)

function planCancel(sim: Sim, till: Screen, press: Press, sale: Sale, ms: number) {
  const { random } = sim
  const cancel = async (attempt: number): Promise<void> => {
    const known = findOn(till, press.txid)
    if (known === undefined && random.chance(0.6))
      return sim.plan(random.whole(500, 3_000), `${till.name}: waits and cancels`, () => cancel(attempt))
    if (known === undefined) {
      sim.count('given up before anybody knew')
      sale.isGivenUp = true
      return
    }
    if (known.status !== 'opening' && known.status !== 'awaiting') return
    sim.note(`${till.name}: cancels ${press.txid.slice(0, 6)}`)
    random.pick([nobody, nobody, payDuring, payAfterRemoval])(sim, press)
    const reply = await sim.network.ask({ kind: 'cancel', txid: press.txid, by: press.by })
    if (reply.ok) till.heard(reply.value)
    else if (attempt < 3)
      sim.plan(random.whole(500, 5_000), `${till.name}: cancels again`, () => cancel(attempt + 1))
  }
  sim.plan(ms, `${till.name}: cancels`, () => cancel(1))
}

const nobody = () => {}
