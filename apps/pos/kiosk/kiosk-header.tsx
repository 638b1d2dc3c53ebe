import { Button } from '@balcao/ui'
import RotateCcw from 'lucide-react/icons/rotate-ccw'
import { kioskWords } from '../checkout/words/kiosk.ts'
import styles from './kiosk.module.css'

interface KioskHeaderProps {
  shopName: string | undefined
  /** Undefined where there is nothing to begin again. */
  onRestart: (() => void) | undefined
}

export function KioskHeader({ shopName, onRestart }: KioskHeaderProps) {
  return (
    <div className={styles.header}>
      <p className={styles.shop}>{shopName}</p>
      {onRestart ? (
        <Button icon={<RotateCcw aria-hidden />} onClick={onRestart}>
          {kioskWords.restart}
        </Button>
      ) : null}
    </div>
  )
}
