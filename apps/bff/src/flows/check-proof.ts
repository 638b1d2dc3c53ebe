import { PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import type { PixFound, PixLike } from '../store/received.ts'
import { settleListed, settleReceived } from './sweep.ts'

/** Published ids have 31 to 35 characters; what is shorter is the end of one. */
const shortestWhole = 31
/** How far the time on a receipt may be from the bank's: it may be rounded, or the payer's phone be wrong. */
const aroundMs = 10 * 60_000
/** Without a time: nobody stands at a counter for longer. */
const latelyMs = 2 * 3_600_000
/** The PSP stamps a Pix by a clock of its own. */
const aheadMs = 1_000
/** Two tell that there are several; the sale that is asked about may be among some more. */
const mostFound = 50

export type Proof = {
  /** The sale that is being paid. */
  txid: string | undefined
} & (
  | { endToEndId: string; amountCents: number | undefined; paidAtMs: number | undefined }
  | { endToEndId: undefined; amountCents: number; paidAtMs: number }
)
export type Checked =
  | { kind: 'this-sale' | 'other-sale'; pix: PixFound }
  | { kind: 'several' }
  /** `fromMs` is null where the PSP was asked for one Pix by its id. */
  | { kind: 'not-received'; fromMs: number | null; untilMs: number }
  | { kind: 'not-known' }

/**
 * Whether what a customer shows is money that came in. The PSP says so, through the ledger or now; where it cannot be asked and the
 * ledger is not certain, nobody knows. A proof changes no charge: only what the PSP answers does, by the usual flow.
 */
export async function checkProof(deps: Deps, proof: Proof): Promise<Checked> {
  const window = windowOf(proof, deps.psp.nowMs())
  const known = await found(deps, proof)
  // An id is one Pix for ever. Its end may be that of another that is not heard of yet, so only the sale itself is certain.
  if (known?.kind === 'this-sale' || (known?.kind === 'other-sale' && isWhole(proof))) return known
  if (!(await isAsked(deps, proof, window))) return { kind: 'not-known' }
  const now = await found(deps, proof)
  if (now !== undefined) return now
  return { kind: 'not-received', fromMs: isWhole(proof) ? null : window.fromMs, untilMs: window.toMs }
}

const isWhole = ({ endToEndId }: Proof): boolean =>
  endToEndId !== undefined && endToEndId.length >= shortestWhole

/** What the ledger has that fits; undefined where nothing does. */
async function found({ store }: Pick<Deps, 'store'>, proof: Proof): Promise<Checked | undefined> {
  const pixes = await store.pixLike(likeOf(proof), mostFound)
  const ofThisSale = pixes.find(({ txid }) => txid !== null && txid === proof.txid)
  if (ofThisSale !== undefined) return { kind: 'this-sale', pix: ofThisSale }
  const fitting = pixes.length > 1 ? pixes.filter((pix) => fits(proof, pix)) : pixes
  const [only, ...others] = fitting.length === 0 ? pixes : fitting
  if (only === undefined) return undefined
  return others.length > 0 ? { kind: 'several' } : { kind: 'other-sale', pix: only }
}

function likeOf(proof: Proof): PixLike {
  if (proof.endToEndId !== undefined) return { endToEndIdEnding: proof.endToEndId }
  const { amountCents, paidAtMs } = proof
  return { amountCents, fromMs: paidAtMs - aroundMs, toMs: paidAtMs + aroundMs }
}

/** Tells Pix with the same end apart; which Pix it is, the id says alone. */
const fits = ({ amountCents, paidAtMs }: Proof, pix: PixFound): boolean =>
  (amountCents === undefined || pix.amountCents === amountCents) &&
  (paidAtMs === undefined || Math.abs(pix.paidAtMs - paidAtMs) <= aroundMs)

type Window = { fromMs: number; toMs: number }
/** A time to come is a payment that is only scheduled: what came until now is looked at all the same. */
function windowOf({ paidAtMs }: Proof, nowMs: number): Window {
  if (paidAtMs === undefined) return { fromMs: nowMs - latelyMs, toMs: nowMs + aheadMs }
  const fromMs = Math.min(paidAtMs, nowMs) - aroundMs
  return { fromMs, toMs: Math.min(paidAtMs + aroundMs, nowMs + aheadMs) }
}

/** Takes in what the PSP has of it. False where it does not answer, or has something that nobody can read. */
async function isAsked(deps: Deps, proof: Proof, window: Window): Promise<boolean> {
  try {
    if (proof.endToEndId !== undefined && isWhole(proof)) {
      const pix = await deps.psp.readPix(proof.endToEndId)
      return pix === 'absent' || (await settleReceived(deps, [pix], 'asking')) === 0
    }
    return await settleListed(deps, window, 'asking')
  } catch (error) {
    if (!(error instanceof PixError)) throw error
    deps.log.warn({ code: error.code }, 'a proof could not be held against the PSP')
    return false
  }
}
