import { Amount, Banner, Button } from '@balcao/ui'
import { kioskWords } from '../checkout/words/kiosk.ts'
import styles from './kiosk.module.css'
import type { Offer } from './offer.ts'

interface ChooseProps {
  offer: Offer
  failure: string | undefined
  /** The charge before this one is still being taken back. */
  isBusy: boolean
  onChoose: (cents: number) => void
}

export function Choose({ offer, failure, isBusy, onChoose }: ChooseProps) {
  return (
    <div className={styles.column}>
      <h2 className={styles.title}>{offer.kind === 'fixed' ? kioskWords.confirm : kioskWords.choose}</h2>
      {failure === undefined ? null : (
        <div className={styles.failure}>
          <Banner tone="attention" title={kioskWords.failed} urgent>
            {kioskWords.failedAdvice}
          </Banner>
        </div>
      )}
      {offer.kind === 'fixed' ? (
        <>
          <Amount cents={offer.cents} size="amount" />
          <Button kind="primary" size="huge" busy={isBusy} onClick={() => onChoose(offer.cents)}>
            {kioskWords.pay}
          </Button>
        </>
      ) : (
        <div className={styles.choices}>
          {offer.cents.map((cents) => (
            <Button key={cents} size="huge" busy={isBusy} onClick={() => onChoose(cents)}>
              <Amount cents={cents} />
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
