import { type Advance, advance, type Charge, type ChargeFact } from '@balcao/domain'
import type { Deps } from '../deps.ts'
import type { HeardBy } from '../store/store.ts'

/** Lets the rule decide on the ledger's latest charge, commits, and rings the terminal's screens only after the commit. */
export async function commitFact(
  { store, bus, psp, clock, log, by }: Pick<Deps, 'store' | 'bus' | 'psp' | 'clock' | 'log' | 'by'>,
  txid: string,
  fact: ChargeFact,
  heardBy: HeardBy = 'asking',
  known?: Charge,
): Promise<Advance | undefined> {
  let before: Charge | undefined
  const decide = (charge: Charge) => {
    before = charge
    return advance(charge, fact, psp.nowMs())
  }
  const decision = await store.advance(txid, decide, { heardBy, nowMs: clock.now(), by }, known)
  if (decision?.kind !== 'advanced') return decision
  const { charge } = decision
  bus.ringHere(charge.terminalId)
  const hasEnded = charge.status === 'expired' || charge.status === 'cancelled'
  if (hasEnded && before?.status !== charge.status) await store.askAboutOfferWith(txid, psp.nowMs())
  if (before?.status !== charge.status || before.flags.length !== charge.flags.length)
    log.info(
      { txid, status: charge.status, flags: charge.flags, version: charge.version, heardBy },
      'charge changed',
    )
  return decision
}
