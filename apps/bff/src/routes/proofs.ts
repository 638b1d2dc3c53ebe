import { type ProofVerdict, paths, ShownProof, TerminalId } from '@balcao/contracts'
import { Router } from 'express'
import { actorName } from '../access/asker.ts'
import type { Deps } from '../deps.ts'
import { type Checked, checkProof, type Proof } from '../flows/check-proof.ts'
import { iso } from '../present/charges.ts'
import { ProblemError } from '../problem.ts'
import type { AccessStore } from '../store/access.ts'
import type { PixFound } from '../store/received.ts'
import { parse, readBody } from './body.ts'
import { askerOf, needOwnTerminal, seesEveryTerminal } from './guard.ts'
import { fieldProblem } from './period.ts'
import { createRequestLimit, refuseFor } from './request-limit.ts'

/** A cashier checks one customer at a time; whoever tries out endings of ids needs thousands. */
const mostChecksPerMinute = 15

/** Whether a receipt that a customer shows is money that came in. */
export function proofRoutes(deps: Deps, access: Pick<AccessStore, 'note'>): Router {
  const { clock } = deps
  const router = Router()
  const limit = createRequestLimit(clock.now, { most: mostChecksPerMinute, windowMs: 60_000 })

  router.post(paths.proofs(':terminalId'), async (request, response) => {
    const terminalId = parse(TerminalId, request.params.terminalId, 'terminalId')
    needOwnTerminal(response, terminalId)
    const asker = askerOf(response)
    const proof = proofOf(await readBody(request, ShownProof))
    refuseFor(response, limit(`${actorName(asker)} ${terminalId}`))
    if (proof.txid !== undefined) await needChargeOf(terminalId, proof.txid)
    const checked = await checkProof(deps, proof)
    const deed = { actor: actorName(asker), action: 'proof-checked', subject: `terminal:${terminalId}` }
    const { txid, endToEndId } = proof
    await access.note({ ...deed, detail: { verdict: checked.kind, txid, endToEndId } }, clock.now())
    response.json(present(checked, (terminal) => seesEveryTerminal(asker.actor) || terminal === terminalId))
  })

  /** Whoever names a sale that is not this terminal's would learn of it. */
  async function needChargeOf(terminalId: string, txid: string) {
    const charge = await deps.store.charge(txid)
    if (charge?.terminalId !== terminalId) throw new ProblemError('charge-not-found')
  }

  return router
}

function proofOf({ txid, endToEndId, amountCents, paidAt }: ShownProof): Proof {
  const paidAtMs = paidAt === undefined ? undefined : Date.parse(paidAt)
  if (endToEndId !== undefined) return { txid, endToEndId: withLargeE(endToEndId), amountCents, paidAtMs }
  if (amountCents === undefined) throw fieldProblem('amountCents', 'is needed where there is no endToEndId')
  if (paidAtMs === undefined) throw fieldProblem('paidAt', 'is needed where there is no endToEndId')
  return { txid, endToEndId, amountCents, paidAtMs }
}

/** Every id begins with it, and whoever types one in may write it small. */
const withLargeE = (endToEndId: string) => endToEndId.replace(/^e(?=\d{20})/, 'E')

function present(checked: Checked, mayKnow: (terminalId: string | null) => boolean): ProofVerdict {
  switch (checked.kind) {
    case 'this-sale':
      return { verdict: 'this-sale', pix: presentPix(checked.pix) }
    case 'other-sale':
      return { verdict: 'other-sale', pix: mayKnow(checked.pix.terminalId) ? presentPix(checked.pix) : null }
    case 'not-received':
      return {
        verdict: 'not-received',
        from: checked.fromMs === null ? null : iso(checked.fromMs),
        until: iso(checked.untilMs),
      }
    case 'several':
    case 'not-known':
      return { verdict: checked.kind }
  }
}

const presentPix = ({ paidAtMs, ...pix }: PixFound) => ({ ...pix, paidAt: iso(paidAtMs) })
