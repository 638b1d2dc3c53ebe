import { Button } from '@balcao/ui'
import Settings from 'lucide-react/icons/settings'
import type { ReactNode } from 'react'
import { cashierWords } from '../checkout/words/cashier.ts'
import styles from './cashier.module.css'
import { OperatorButton } from './operator-button.tsx'

interface CashierHeaderProps {
  shopName: string | undefined
  terminalId: string
  /** Who is signed in; undefined where the doors are open and nobody needs to be. */
  operator: string | undefined
  /** Whose shift it is. */
  shift: ReactNode
  onSettings: () => void
}

export function CashierHeader({ shopName, terminalId, operator, shift, onSettings }: CashierHeaderProps) {
  return (
    <div className={styles.header}>
      <h1 className={styles.shop}>{shopName ?? cashierWords.connecting}</h1>
      <span className={styles.terminal}>{terminalId}</span>
      {shift}
      {operator === undefined ? null : <OperatorButton name={operator} />}
      <Button kind="quiet" size="compact" icon={<Settings aria-hidden />} onClick={onSettings}>
        <span className={styles.settings}>{cashierWords.settings}</span>
      </Button>
    </div>
  )
}
