import { Amount } from '@balcao/ui'
import { customerWords } from '../checkout/words/customer.ts'
import { kioskWords } from '../checkout/words/kiosk.ts'
import styles from './kiosk.module.css'
import type { Offer } from './offer.ts'

interface AttractProps {
  offer: Offer
  isPspDown: boolean
  onStart: () => void
}

/** The whole screen is the button. */
export function Attract({ offer, isPspDown, onStart }: AttractProps) {
  if (isPspDown)
    return (
      <div className={styles.column}>
        <p className={styles.title} role="status">
          {customerWords.pspDown}
        </p>
      </div>
    )
  return (
    <button type="button" className={styles.attract} onClick={onStart}>
      <span className={styles.call}>{kioskWords.attract}</span>
      {offer.kind === 'fixed' ? <Amount cents={offer.cents} size="amount" /> : null}
      <span className={styles.start}>{kioskWords.start}</span>
    </button>
  )
}
