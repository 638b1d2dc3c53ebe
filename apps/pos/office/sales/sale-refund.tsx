import type { Charge } from '@balcao/contracts'
import { useState } from 'react'
import { RefundDialog } from '../refunds/refund-dialog.tsx'
import { nextRefundId } from '../refunds/refund-id.ts'
import { offeredOf, refundableOf } from '../refunds/refundable.ts'
import { useRefund } from './sales-api.ts'

type SaleRefundProps = { sale: Charge; endToEndId: string; onClose: () => void }

/** The refund of a Pix of a sale. Its id is made once, when the dialog opens. */
export function SaleRefund({ sale, endToEndId, onClose }: SaleRefundProps) {
  const [id] = useState(() => nextRefundId(sale, endToEndId))
  const { mutate, isPending, error } = useRefund(sale.txid)
  const paidAt = sale.payments.find((pix) => pix.endToEndId === endToEndId)?.paidAt ?? sale.createdAt
  return (
    <RefundDialog
      of={{ txid: sale.txid }}
      refundId={id}
      paidAt={paidAt}
      leftCents={refundableOf(sale, endToEndId)}
      offeredCents={offeredOf(sale, endToEndId)}
      deed={{
        isPending,
        error,
        ask: (refund) => mutate({ id, refund: { ...refund, endToEndId } }, { onSuccess: onClose }),
      }}
      onClose={onClose}
    />
  )
}
