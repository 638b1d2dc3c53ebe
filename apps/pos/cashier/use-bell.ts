import type { Snapshot } from '@balcao/contracts'
import { formatCents, playChime } from '@balcao/ui'
import { useEffect, useRef, useState } from 'react'
import { cashierWords } from '../checkout/words/cashier.ts'
import { ring } from '../shell/sound.ts'

/** Long enough to find the row that has rung. */
const rungForMs = 6_000

/** Rings for every sale that this screen has seen unpaid and now sees paid, whichever sale the cashier is at. */
export function useBell(snapshot: Snapshot | undefined): { rung: ReadonlySet<string>; message: string } {
  const unpaid = useRef(new Set<string>())
  const [bell, setBell] = useState({ rung: new Set<string>(), message: '' })
  useEffect(() => {
    const paid = []
    for (const charge of snapshot?.charges ?? []) {
      if (charge.status !== 'paid') unpaid.current.add(charge.txid)
      else if (unpaid.current.delete(charge.txid)) paid.push(charge)
    }
    if (paid.length === 0) return
    ring(playChime)
    const others = paid.filter(({ txid }) => txid !== snapshot?.currentTxid)
    setBell({
      rung: new Set(paid.map(({ txid }) => txid)),
      message: others.map(({ amountCents }) => cashierWords.rang(formatCents(amountCents))).join(' '),
    })
  }, [snapshot])
  useEffect(() => {
    if (bell.rung.size === 0) return
    const timer = setTimeout(() => setBell({ rung: new Set(), message: '' }), rungForMs)
    return () => clearTimeout(timer)
  }, [bell])
  return bell
}
