import { Button } from '@balcao/ui'
import Settings from 'lucide-react/icons/settings'
import { cashierWords } from '../checkout/words/cashier.ts'
import styles from './cashier.module.css'

interface CashierHeaderProps {
  shopName: string | undefined
  terminalId: string
  onSettings: () => void
}

export function CashierHeader({ shopName, terminalId, onSettings }: CashierHeaderProps) {
  return (
    <div className={styles.header}>
      <h1 className={styles.shop}>{shopName ?? cashierWords.connecting}</h1>
      <span className={styles.terminal}>{terminalId}</span>
      <Button kind="quiet" size="compact" icon={<Settings aria-hidden />} onClick={onSettings}>
        {cashierWords.settings}
      </Button>
    </div>
  )
}
