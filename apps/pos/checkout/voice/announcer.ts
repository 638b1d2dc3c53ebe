import { amountInWords } from './amount-in-words.ts'

export type Payment = { readonly txid: string; readonly amountCents: number }

export interface Voice {
  /** Resolves when the sentence is over. */
  readonly say: (sentence: string) => Promise<void>
  /** Runs one after the other whatever is to be heard on this device, in all its tabs. */
  readonly inTurn: (run: () => Promise<void>) => Promise<void>
  /** True once for each txid on this device. */
  readonly isFirst: (txid: string) => boolean
  readonly nowMs: () => number
}

/** Later than this the customer has left, and the next one would take it for theirs. */
const staleMs = 30_000

export const wordsForPayment = (amountCents: number) => {
  const amount = amountInWords(amountCents)
  return amount === null ? 'Pix recebido.' : `Pix recebido, ${amount}.`
}

/** Says each payment once, one after the other, in the order in which they came. */
export function createAnnouncer({ say, inTurn, isFirst, nowMs }: Voice) {
  return ({ txid, amountCents }: Payment): Promise<void> => {
    const paidAtMs = nowMs()
    return inTurn(async () => {
      if (nowMs() - paidAtMs > staleMs || !isFirst(txid)) return
      await say(wordsForPayment(amountCents))
    })
  }
}
