import type { Charge } from '@balcao/contracts'
import type { Reply } from '@balcao/shell'
import { useState } from 'react'
import { cancelCharge, extendCharge, putCurrent } from '../checkout/charge-api.ts'
import { wordsForProblem } from '../checkout/problem-words.ts'
import type { TerminalFeed } from '../checkout/terminal-feed.ts'

export type Action = 'cancel' | 'extend' | 'show'

export interface Actions {
  /** The one under way. */
  readonly busy: Action | undefined
  /** Why the last one came to nothing. */
  readonly failure: string | undefined
  readonly cancel: (charge: Charge) => void
  readonly extend: (charge: Charge) => void
  /** Shows a charge on the customer's screen, or nothing: the next sale. */
  readonly show: (txid: string | null) => void
}

/** Enough for a customer who is still looking for the phone. */
const extensionMinutes = 10

/** What the cashier does to a charge that exists. The server's answer goes where all of the server's truth is, into the feed. */
export function useActions(terminalId: string, feed: TerminalFeed): Actions {
  const [busy, setBusy] = useState<Action>()
  const [failure, setFailure] = useState<string>()
  const run = async <T>(action: Action, reply: Promise<Reply<T>>, onValue: (value: T) => void) => {
    setBusy(action)
    setFailure(undefined)
    const answer = await reply
    setBusy(undefined)
    if (answer.ok) onValue(answer.value)
    else setFailure(wordsForProblem(answer.problem))
  }
  return {
    busy,
    failure,
    cancel: ({ txid }) => run('cancel', cancelCharge(txid), feed.addReply),
    extend: ({ txid }) => run('extend', extendCharge(txid, extensionMinutes), feed.addReply),
    show: (txid) => run('show', putCurrent(terminalId, txid), () => {}),
  }
}
