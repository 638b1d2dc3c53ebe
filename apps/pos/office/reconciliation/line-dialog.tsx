import type { ReconciliationLine } from '@balcao/contracts'
import { useState } from 'react'
import { RefundDialog } from '../refunds/refund-dialog.tsx'
import { nextRefundId } from '../refunds/refund-id.ts'
import { ExplainDialog } from './explain-dialog.tsx'
import { leftOf } from './line-words.ts'
import { type LineDeed, useLineDeed } from './reconciliation-api.ts'

type LineDialogProps = {
  line: ReconciliationLine
  offer: 'explain' | 'refund'
  onDone: (deed: LineDeed, line: ReconciliationLine) => void
  onClose: () => void
}

/** Asks a person what is needed to do something about a line. The id of a refund is made once, when the dialog opens. */
export function LineDialog({ line, offer, onDone, onClose }: LineDialogProps) {
  const { mutate, isPending, error } = useLineDeed()
  const ask = (deed: LineDeed) => mutate(deed, { onSuccess: (after) => onDone(deed, after) })
  const { endToEndId } = line
  const [refundId] = useState(() => endToEndId && nextRefundId(line, endToEndId))
  if (offer === 'explain')
    return (
      <ExplainDialog
        hasSale={line.txid !== null && line.kind !== 'without-charge'}
        deed={{ isPending, error, ask: (note) => ask({ kind: 'explain', lineId: line.id, note }) }}
        onClose={onClose}
      />
    )
  if (endToEndId === null || refundId === null) return null
  return (
    <RefundDialog
      of={{ endToEndId }}
      refundId={refundId}
      paidAt={line.at}
      leftCents={leftOf(line)}
      offeredCents={leftOf(line)}
      deed={{
        isPending,
        error,
        ask: (refund) => ask({ kind: 'refund', endToEndId, refundId, refund }),
      }}
      onClose={onClose}
    />
  )
}
