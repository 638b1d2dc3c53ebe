import { expiresAt } from '../../apps/sandbox/src/cob.ts'
import { pay } from '../../apps/sandbox/src/payments.ts'
import type { Press } from '../history.ts'
import type { Sim } from '../sim.ts'
import { messageOfPayer, payer } from '../world/canaries.ts'

const ways = [
  'never',
  'exactly',
  'exactly',
  'exactly',
  'too little',
  'too much',
  'twice',
  'in the last second',
  'after its time',
  'after its removal',
] as const
type Way = (typeof ways)[number]

/** Looks at the displays until the code is there; then pays in a way of its own. A code once seen can be paid for ever. */
export function expectPayer(sim: Sim, press: Press): void {
  const way = sim.random.pick(ways)
  if (way === 'never') return
  const look = (looks: number) => {
    const isShown = sim.screens.some((screen) =>
      screen.shown().some(({ charge, isScannable }) => isScannable && charge.txid === press.txid),
    )
    if (isShown) decide(sim, press, way)
    else if (looks < 40) sim.plan(1_000, 'payer: looks', () => look(looks + 1))
  }
  sim.plan(sim.random.whole(100, 1_000), 'payer: looks', () => look(0))
}

function decide(sim: Sim, press: Press, way: Way) {
  const { random, scheduler, bank } = sim
  const cob = bank.world.charges.get(press.txid)
  if (cob?.tipoCob !== 'cob') return
  const leftMs = expiresAt(cob) - scheduler.now()
  const soonMs = random.magnitude(500, 12_000)
  const { amountCents } = press
  const at = (ms: number, cents: number, count: () => void) =>
    sim.plan(ms, `payer: pays ${press.txid.slice(0, 6)}`, () => {
      if (send(sim, press, cents)) count()
    })
  const counted = (occasion: Parameters<Sim['count']>[0]) => () => sim.count(occasion)
  switch (way) {
    case 'exactly':
      return at(soonMs, amountCents, counted('paid exactly'))
    case 'too little':
      if (amountCents > 1)
        at(soonMs, Math.max(1, amountCents - random.whole(1, amountCents - 1)), counted('paid too little'))
      if (random.chance(0.4)) at(soonMs + random.whole(1_000, 20_000), amountCents, counted('paid too much'))
      return
    case 'too much':
      return at(
        soonMs,
        Math.min(amountCents + random.whole(1, 500), 999_999_999_999),
        counted('paid too much'),
      )
    case 'twice':
      at(soonMs, amountCents, counted('paid exactly'))
      return at(soonMs + random.whole(0, 5_000), amountCents, counted('paid twice'))
    case 'in the last second':
      return at(leftMs + random.whole(-500, 500), amountCents, counted('paid in the last second'))
    case 'after its time':
      return at(leftMs + random.magnitude(1_000, 40_000), amountCents, counted('paid after its time'))
    case 'after its removal':
      return payAfterRemoval(sim, press)
    case 'never':
      return
  }
}

/** The bank app has the code on its screen while the cashier presses "Cancelar". */
export function payDuring(sim: Sim, press: Press): void {
  sim.plan(sim.random.whole(0, 6_000), `payer: pays ${press.txid.slice(0, 6)} during a cancel`, () => {
    if (send(sim, press, press.amountCents)) sim.count('paid during a cancel')
  })
}

/** The code was on the customer's phone before it was taken back. */
export function payAfterRemoval(sim: Sim, press: Press): void {
  sim.plan(sim.random.whole(2_000, 30_000), `payer: pays ${press.txid.slice(0, 6)} after its removal`, () => {
    const isRemoved = sim.bank.world.charges.get(press.txid)?.status.startsWith('REMOVIDA')
    if (isRemoved && send(sim, press, press.amountCents)) sim.count('paid after its removal')
  })
}

/** Banks should stop what is late, second or of another amount; in practice they race, so here it goes through. */
function send(sim: Sim, press: Press, amountCents: number): boolean {
  const pixCopiaECola = sim.bank.world.charges.get(press.txid)?.pixCopiaECola
  if (pixCopiaECola === undefined) return false
  const pix = pay(sim.bank.world, {
    ...{ pixCopiaECola, amountCents, force: true },
    ...{ payer, infoPagador: messageOfPayer },
  })
  if ('unpayable' in pix) return false
  sim.note(`payer: paid ${press.txid.slice(0, 6)} with ${amountCents}, ${pix.endToEndId.slice(-6)}`)
  sim.bank.tell(pix)
  return true
}
