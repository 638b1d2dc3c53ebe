import { pay } from '../../apps/sandbox/src/payments.ts'
import { refundElsewhere, settleRefunds } from '../../apps/sandbox/src/refunds.ts'
import { close } from '../../apps/sandbox/src/registration.ts'
import { writeBrCode } from '../../packages/brcode/src/index.ts'
import type { Sim } from '../sim.ts'
import { credentials } from '../world/bank.ts'
import { messageOfPayer } from '../world/canaries.ts'

/** What happens at the PSP without us: money without a charge, refunds made in the bank's app, charges taken away, lies on the wire. */
export function beginPspLife(sim: Sim): void {
  const { random, swarm, bank } = sim
  const { chaosMs } = swarm()
  const somewhen = () => random.whole(5_000, chaosMs)
  const later = () => random.whole(chaosMs / 2, chaosMs)
  if (random.chance(0.4)) sim.plan(somewhen(), 'psp: a static code is paid', () => payStaticCode(sim))
  if (random.chance(swarm().psp.removals))
    sim.plan(somewhen(), 'psp: removes a charge', () => {
      const open = [...bank.world.charges.values()].find(({ status }) => status === 'ATIVA')
      if (open) close(bank.world, open, 'REMOVIDA_PELO_PSP')
    })
  if (random.chance(swarm().refund.elsewhere))
    sim.plan(later(), 'psp: refund elsewhere', () => {
      const pix = [...bank.world.pix.values()].at(-1)
      if (pix === undefined) return
      const refund = refundElsewhere(bank.world, pix, {
        amountCents: random.whole(1, pix.amountCents),
        natureza: random.pick(['ORIGINAL', 'MED_FRAUDE'] as const),
      })
      if (refund === undefined) return
      sim.history.refundsElsewhere.add(refund.id)
      settleRefunds(bank.world, { outcome: 'DEVOLVIDO', endToEndId: pix.endToEndId, id: refund.id })
      sim.count('refund made elsewhere')
      sim.note(`psp: refunded ${pix.endToEndId.slice(-6)} elsewhere`)
      bank.tell(pix)
    })
  for (let turn = 0; turn < 6; turn++)
    if (random.chance(swarm().webhook.forge))
      sim.plan(somewhen(), 'somebody forges a webhook', () => forge(sim))
  if (random.chance(swarm().webhook.forge))
    sim.plan(somewhen(), 'psp: says what nobody understands', () => {
      sim.count('callback of an unknown shape')
      return sim.post(random.pick(strangeCallbacks), random.pick(['rec', 'cobr'] as const))
    })
}

/** Callbacks of Pix Automático that are none, or are about nothing of ours. */
export const strangeCallbacks = [
  '[]',
  'not JSON',
  '{"recs":{}}',
  '{"cobsr":[null]}',
  JSON.stringify({ recs: [{ idRec: `RR9999901020260115${'a'.repeat(11)}`, status: 'APROVADA' }] }),
  JSON.stringify({ cobsr: [{ txid: 'f'.repeat(32), status: 'CONCLUIDA' }] }),
] as const

/** What stayed in processing is decided at last. */
export function endStuckRefunds(sim: Sim): void {
  const { bank, random } = sim
  const outcome = random.chance(0.5) ? 'DEVOLVIDO' : 'NAO_REALIZADO'
  for (const pix of settleRefunds(bank.world, { outcome })) {
    sim.count('refund stuck in processing')
    bank.tell(pix)
  }
}

function payStaticCode(sim: Sim) {
  const pixCopiaECola = writeBrCode({
    kind: 'static',
    chave: credentials.chave,
    merchantName: 'PADARIA DO BAIRRO',
    merchantCity: 'SAO PAULO',
    ...(sim.random.chance(0.5) && { txid: 'BALCAO' }),
  })
  const amountCents = sim.random.whole(1, 10_000)
  const pix = pay(sim.bank.world, { pixCopiaECola, amountCents, force: true })
  if ('unpayable' in pix) throw new Error(pix.detail)
  sim.count('Pix without a charge')
  sim.bank.tell(pix)
}

/** Well formed, over the right connection, and not true. */
function forge(sim: Sim) {
  const { random, bank, scheduler } = sim
  const presses = sim.history.presses
  if (presses.length === 0) return
  const press = random.pick(presses)
  const real = [...bank.world.pix.values()]
  const pix = random.chance(0.3) && real.length > 0 ? random.pick(real) : undefined
  const body = {
    pix: [
      {
        endToEndId: pix?.endToEndId ?? `E99999010202601011200${random.alphanumeric(11)}`,
        txid: random.chance(0.8) ? press.txid : random.hex(32),
        valor: '9999999.99',
        chave: credentials.chave,
        horario: new Date(scheduler.now()).toISOString(),
        infoPagador: messageOfPayer,
      },
    ],
  }
  sim.count('forged webhook')
  sim.note(`forged webhook for ${body.pix[0]?.txid.slice(0, 6)}`)
  return sim.post(JSON.stringify(body))
}
