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
  // Before its name is known it keeps the room, and is no heading yet.
  const Name = shopName === undefined ? 'p' : 'h1'
  return (
    <div className={styles.header}>
      <Name className={styles.shop}>{shopName}</Name>
      {onRestart ? (
        <Button icon={<RotateCcw aria-hidden />} onClick={onRestart}>
          {kioskWords.restart}
        </Button>
      ) : null}
    </div>
  )
}
