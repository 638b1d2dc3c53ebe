import { CodeFault } from '../../apps/bff/src/account/payload/fault.ts'
import { qrData } from '../../apps/sandbox/src/recurrence/code.ts'
import { PayerApiError } from '../../packages/payer-api/src/index.ts'
import { deedOfPayer } from '../history.ts'
import { createRandom, type Random } from '../random.ts'
import type { Sim } from '../sim.ts'
import type { Server } from '../world/server.ts'
import { changeHisMind, offer } from './subscriber.ts'

const by = 'person:payer'
const pauseMs = { least: 500, most: 4_000 }
/** Whoever is not answered sends the same consent again and again; a code that nobody can read any more is given up. */
const mostTries = 40
const limits = { useAccountLimit: true, maximumCents: null }

/** Somebody pays from the shop's own account, and agrees to be charged again and again: each consent has one id, however often it is sent. */
export function beginPaying(sim: Sim): void {
  const { deeds, seed } = sim.swarm().payer
  if (deeds === 0) return
  // Dice of its own: the story of a seed without a payer is the same as if there were none.
  const random = createRandom(seed)
  for (let number = 0; number < deeds; number++)
    sim.plan(random.whole(1_000, sim.swarm().chaosMs), 'payer: looks for a code', () =>
      look(sim, random, new Set(), 60),
    )
}

/** Pays what is to be paid, and agrees to what is offered; where both are in one code, with one consent. */
function look(sim: Sim, random: Random, seen: Set<string>, looks: number): void {
  const { world } = sim.bank
  const offered = [...world.registry.rec.values()].find(
    ({ idRec, status }) => status === 'CRIADA' && !sim.history.agreedTo.has(idRec),
  )
  const charge = [...world.charges.values()].find(
    ({ status, txid }) => status === 'ATIVA' && !sim.history.agreedTo.has(txid) && !seen.has(txid),
  )
  if (offered !== undefined && (charge === undefined || random.chance(0.6))) {
    const qr = qrData(world, offered, offered.firstTxid ?? null)
    if (qr !== undefined && 'pixCopiaECola' in qr) {
      sim.history.agreedTo.add(offered.idRec)
      changeHisMind(sim, offered.idRec)
      if (qr.jornada === 'JORNADA_3' && offered.firstTxid !== undefined) {
        sim.history.agreedTo.add(offered.firstTxid)
        pay(sim, random, qr.pixCopiaECola, amountOf(sim, offered.firstTxid), offered.idRec)
      } else authorize(sim, random, qr.pixCopiaECola, offered.idRec)
      return
    }
  }
  if (charge !== undefined && charge.tipoCob === 'cob' && random.chance(0.5)) {
    const { terminalId } = sim.history.presses.find(({ txid }) => txid === charge.txid) ?? {}
    seen.add(charge.txid)
    offer(sim, charge.txid, terminalId)
  } else if (charge?.pixCopiaECola !== undefined && charge.tipoCob === 'cob') {
    sim.history.agreedTo.add(charge.txid)
    pay(sim, random, charge.pixCopiaECola, amountOf(sim, charge.txid), undefined)
    return
  }
  if (looks > 0) sim.plan(1_000, 'payer: looks for a code', () => look(sim, random, seen, looks - 1))
}

const amountOf = (sim: Sim, txid: string) =>
  Number(sim.bank.world.charges.get(txid)?.fields.valor.original.replace('.', '') ?? 0)

function pay(sim: Sim, random: Random, pixCopiaECola: string, amountCents: number, idRec?: string): void {
  const deedId = random.hex(32)
  sim.note(`payer: pays ${amountCents} as ${deedId.slice(0, 6)}${idRec ? ' and authorises' : ''}`)
  const asked = { pixCopiaECola, amountCents, ...(idRec && { authorize: limits }) }
  send(sim, random, deedId, amountCents, async ({ payer }) => {
    const agreed = await sim.parts.payCode({ ...payer.deps, by }, deedId, asked)
    if (agreed.kind !== 'deed') return
    sim.count(idRec ? 'paid and authorised at once' : 'paid from the account')
  })
}

function authorize(sim: Sim, random: Random, pixCopiaECola: string, recurrenceId: string): void {
  const deedId = random.hex(32)
  sim.note(`payer: authorises ${recurrenceId} as ${deedId.slice(0, 6)}`)
  const asked = { pixCopiaECola, recurrenceId, ...limits }
  send(sim, random, deedId, 0, async ({ payer }) => {
    const agreed = await sim.parts.authorizeCode({ ...payer.deps, by }, deedId, asked)
    if (agreed.kind !== 'deed') return
    sim.count('authorised from the account')
  })
}

function send(
  sim: Sim,
  random: Random,
  deedId: string,
  amountCents: number,
  ask: (there: Payable) => Promise<void>,
): void {
  sim.history.consents.set(deedId, amountCents)
  sim.history.deeds.add(deedOfPayer(by, deedId))
  keepAsking(sim, random, 'consent', ask)
  // The same consent from a second tab.
  if (random.chance(0.3)) keepAsking(sim, random, 'consent', ask)
}

type Payable = Server & { payer: NonNullable<Server['payer']> }

function keepAsking(
  sim: Sim,
  random: Random,
  what: string,
  ask: (there: Payable) => Promise<void>,
  tries = 1,
): void {
  const label = `payer: ${what}`
  sim.plan(random.whole(pauseMs.least, pauseMs.most), label, async () => {
    const isOver = await sim.network.reach(label, async (there) => {
      const { payer } = there
      if (payer === undefined) return undefined
      try {
        await ask({ ...there, payer })
        return true
      } catch (error) {
        // What the code does not hold any more, nobody agrees to; what the provider did not say is asked again.
        if (error instanceof CodeFault) return true
        if (error instanceof PayerApiError) return undefined
        throw error
      }
    })
    if (isOver !== true && tries < mostTries) keepAsking(sim, random, what, ask, tries + 1)
  })
}
