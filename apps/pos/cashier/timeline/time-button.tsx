import type { Charge } from '@balcao/contracts'
import { useState } from 'react'
import { formatTime } from '../../checkout/format-time.ts'
import { cashierWords } from '../../checkout/words/cashier.ts'
import { useLater } from '../../shell/use-later.ts'
import styles from './time-button.module.css'

/** When a sale was made, and one tap further how it went. */
export function TimeButton({ sale }: { sale: Charge }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={styles.time}
        aria-label={cashierWords.howItWent(formatTime(sale.createdAt, 'seconds'))}
        onClick={() => setOpen(true)}
      >
        {formatTime(sale.createdAt)}
      </button>
      {isOpen ? <LaterDialog sale={sale} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

const loadDialog = () => import('./timeline-dialog.tsx').then(({ TimelineDialog }) => TimelineDialog)

/** Comes when it is asked for: most sales are looked at by nobody. */
function LaterDialog(props: { sale: Charge; onClose: () => void }) {
  const Dialog = useLater(loadDialog)
  return Dialog ? <Dialog {...props} /> : null
}
