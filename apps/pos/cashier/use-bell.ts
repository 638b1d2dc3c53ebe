import type { Charge, Snapshot } from '@balcao/contracts'
import { formatCents } from '@balcao/ui'
import { useEffect, useRef, useState } from 'react'
import { useAnnounce } from '../checkout/voice/use-announce-paid.ts'
import { cashierWords } from '../checkout/words/cashier.ts'

/** Long enough to find the row that has rung. */
const rungForMs = 6_000

interface Bell {
  /** Paid a moment ago. */
  readonly rung: readonly Charge[]
  readonly message: string
}

const still: Bell = { rung: [], message: '' }

/** Rings for every sale that this screen has seen unpaid and now sees paid, whichever sale the cashier is at. */
export function useBell(snapshot: Snapshot | undefined): Bell {
  const unpaid = useRef(new Set<string>())
  const [bell, setBell] = useState(still)
  const announce = useAnnounce('till')
  useEffect(() => {
    const paid: Charge[] = []
    for (const charge of snapshot?.charges ?? []) {
      if (charge.status !== 'paid') unpaid.current.add(charge.txid)
      else if (unpaid.current.delete(charge.txid)) paid.push(charge)
    }
    if (paid.length === 0) return
    announce?.('till', paid)
    const others = paid.filter(({ txid }) => txid !== snapshot?.currentTxid)
    setBell({
      rung: paid,
      message: others.map(({ amountCents }) => cashierWords.rang(formatCents(amountCents))).join(' '),
    })
  }, [snapshot, announce])
  useEffect(() => {
    if (bell.rung.length === 0) return
    const timer = setTimeout(() => setBell(still), rungForMs)
    return () => clearTimeout(timer)
  }, [bell])
  return bell
}
