import type { Charge, ProofVerdict, ReceivedPix } from '@balcao/contracts'
import { formatCents, type Tone } from '@balcao/ui'
import { formatTime } from '../../checkout/format-time.ts'
import { verdictWords as words } from '../../checkout/words/proof.ts'

export type Told = { readonly tone: Tone; readonly title: string; readonly advice: readonly string[] }

/** What the bank says, for a cashier with a customer before them: one line that decides, and what to do. */
export function tellVerdict(verdict: ProofVerdict, sale: Charge | undefined, nowMs: number): Told {
  switch (verdict.verdict) {
    case 'this-sale':
      return tellThisSale(verdict.pix, sale)
    case 'other-sale':
      return tellOther(verdict.pix, nowMs)
    case 'several':
      return { tone: 'attention', title: words.several, advice: [words.severalAdvice] }
    case 'not-received':
      return {
        tone: 'danger',
        title: words.notReceived,
        advice: [askedWords(verdict), words.notReceivedAdvice],
      }
    case 'not-known':
      return { tone: 'attention', title: words.notKnown, advice: [words.notKnownAdvice] }
  }
}

/** Money for a part of a sale is received, and nothing may be handed over for it yet. */
function tellThisSale(pix: ReceivedPix, sale: Charge | undefined): Told {
  const amount = formatCents(pix.amountCents)
  const isPart = sale !== undefined && sale.status !== 'paid' && pix.amountCents < sale.amountCents
  const isWhole = pix.returnedCents === 0 && !isPart
  const advice = [
    ...(pix.returnedCents > 0 ? [words.returned(formatCents(pix.returnedCents))] : []),
    ...(isPart ? [words.nowUnderpaid(amount, formatCents(sale.amountCents))] : []),
  ]
  return {
    tone: isWhole ? 'paid' : 'attention',
    title: words.now(amount),
    advice: isWhole ? [words.nowAdvice] : advice,
  }
}

function tellOther(pix: ReceivedPix | null, nowMs: number): Told {
  if (pix === null) return { tone: 'danger', title: words.otherHidden, advice: [words.otherAdvice] }
  const say = pix.txid === null ? words.otherNoSale : words.other
  const returned = pix.returnedCents > 0 ? [words.returned(formatCents(pix.returnedCents))] : []
  return {
    tone: 'danger',
    title: say(formatCents(pix.amountCents), whenWords(pix.paidAt, nowMs)),
    advice: [...returned, words.otherAdvice],
  }
}

function askedWords({ from, until }: Extract<ProofVerdict, { verdict: 'not-received' }>): string {
  const end = formatTime(until, 'seconds')
  return from === null ? words.notReceivedById(end) : words.notReceivedWithin(formatTime(from), end)
}

function whenWords(instant: string, nowMs: number): string {
  const date = new Date(instant)
  const time = formatTime(instant)
  if (date.toDateString() === new Date(nowMs).toDateString()) return words.at(time)
  return words.on(date.toLocaleDateString('pt-BR'), time)
}
