import type { ProofVerdict, ShownProof } from '@balcao/contracts'
import type { Reply } from '@balcao/shell'
import { useRef, useState } from 'react'
import { wordsForProblem } from '../../checkout/problem-words.ts'
import { verdictWords } from '../../checkout/words/proof.ts'
import { askAboutProof, askAboutReceipt } from './proof-api.ts'

export type CheckState =
  | { readonly kind: 'idle' | 'asking' }
  | { readonly kind: 'told'; readonly verdict: ProofVerdict }
  | { readonly kind: 'failed'; readonly words: string }

/** What is shown: a Pix, or a receipt of this shop. */
export type Shown = Omit<ShownProof, 'txid'> | { ofTxid: string }

/** One question at a time; the answer to an earlier one is of no use any more. */
export function useCheck(terminalId: string, txid: string | undefined) {
  const [state, setState] = useState<CheckState>({ kind: 'idle' })
  const latest = useRef(0)
  const forget = () => {
    latest.current += 1
    setState({ kind: 'idle' })
  }
  const check = async (shown: Shown) => {
    latest.current += 1
    const mine = latest.current
    setState({ kind: 'asking' })
    const sale = txid === undefined ? {} : { txid }
    const reply =
      'ofTxid' in shown
        ? await askAboutReceipt(terminalId, { ...shown, ...sale })
        : await askAboutProof(terminalId, { ...shown, ...sale })
    if (latest.current === mine) setState(stateOf(reply))
  }
  return { state, check, forget }
}

function stateOf(reply: Reply<ProofVerdict>): CheckState {
  if (reply.ok) return { kind: 'told', verdict: reply.value }
  const { problem, retryAfterS } = reply
  const isTooOften = problem !== 'network' && problem.status === 429 && retryAfterS !== undefined
  return { kind: 'failed', words: isTooOften ? verdictWords.tooMany(retryAfterS) : wordsForProblem(problem) }
}
