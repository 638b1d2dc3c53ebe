import type { Charge } from '@balcao/contracts'
import { Amount, Button, Dialog } from '@balcao/ui'
import { SaleTimeline } from '../../checkout/timeline/sale-timeline.tsx'
import { cashierWords } from '../../checkout/words/cashier.ts'
import { timelineWords } from '../../checkout/words/history.ts'

const formatDay = (atMs: number) =>
  new Date(atMs).toLocaleDateString('pt-BR', { day: '2-digit', month: '2-digit' })

/** How a sale of the list went. */
export function TimelineDialog({ sale, onClose }: { sale: Charge; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={timelineWords.heading}
      actions={<Button onClick={onClose}>{cashierWords.close}</Button>}
    >
      <Amount cents={sale.amountCents} size="title" />
      <SaleTimeline txid={sale.txid} version={sale.version} formatDay={formatDay} />
    </Dialog>
  )
}
