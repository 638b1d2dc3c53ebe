import { Charge, ProofVerdict, paths, type ShownProof } from '@balcao/contracts'
import { ask, type Reply } from '@balcao/shell'

export const askAboutProof = (terminalId: string, proof: ShownProof): Promise<Reply<ProofVerdict>> =>
  ask({
    method: 'POST',
    path: paths.proofs(terminalId),
    body: JSON.stringify(proof),
    read: (json) => ProofVerdict.safeParse(json).data,
  })

/** A receipt of this shop names a sale: what was paid for it is asked about. */
export async function askAboutReceipt(
  terminalId: string,
  shown: { ofTxid: string; txid?: string },
): Promise<Reply<ProofVerdict>> {
  const { ofTxid, ...sale } = shown
  const reply = await ask({
    method: 'GET',
    path: paths.charge(ofTxid),
    read: (json) => Charge.safeParse(json).data,
  })
  if (!reply.ok) {
    const isElsewhere = reply.problem !== 'network' && reply.problem.status === 404
    return isElsewhere ? { ok: true, value: { verdict: 'other-sale', pix: null } } : reply
  }
  const latest = reply.value.payments.at(-1)
  return latest === undefined
    ? { ok: true, value: { verdict: 'not-known' } }
    : askAboutProof(terminalId, { ...sale, endToEndId: latest.endToEndId })
}
