import { parseCents } from '@balcao/ui'
import { proofWords as words } from '../../checkout/words/proof.ts'
import { readProof } from './read-proof.ts'
import { instantOf } from './read-time.ts'
import type { Shown } from './use-check.ts'

export type ProofFields = { id: string; amount: string; time: string }
export type ReadFields =
  | { readonly kind: 'shown'; readonly shown: Shown }
  | { readonly kind: 'wrong'; readonly errors: Partial<ProofFields> }

/** The id where there is one, and then the rest only tells several apart; without it both of the others. */
export function readFields(fields: ProofFields, nowMs: number): ReadFields {
  const read = readProof(fields.id)
  switch (read.kind) {
    case 'code':
      return wrong({ id: words.idIsCode })
    case 'too-short':
      return wrong({ id: words.idTooShort })
    case 'unread':
      return wrong({ id: words.idUnread })
    case 'receipt':
      return { kind: 'shown', shown: { ofTxid: read.txid } }
    case 'id':
    case 'empty':
      return readRest(fields, read.kind === 'id' ? read.endToEndId : undefined, nowMs)
  }
}

function readRest({ amount, time }: ProofFields, endToEndId: string | undefined, nowMs: number): ReadFields {
  const amountCents = amount.trim() === '' ? undefined : (parseCents(amount) ?? 0)
  const paidAt = instantOf(time, nowMs)
  if (amountCents === 0) return wrong({ amount: words.amountUnread })
  if (endToEndId === undefined && (amountCents === undefined || paidAt === undefined))
    return wrong({ id: words.needsMore })
  return {
    kind: 'shown',
    shown: {
      ...(endToEndId !== undefined && { endToEndId }),
      ...(amountCents !== undefined && { amountCents }),
      ...(paidAt !== undefined && { paidAt }),
    },
  }
}

const wrong = (errors: Partial<ProofFields>): ReadFields => ({ kind: 'wrong', errors })
