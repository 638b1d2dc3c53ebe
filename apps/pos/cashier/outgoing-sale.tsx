import { Amount, Button } from '@balcao/ui'
import type { Outgoing } from '../checkout/charge-store.ts'
import { cashierWords } from '../checkout/words/cashier.ts'
import styles from './sale-panel.module.css'

/** A sale that nobody but this device knows of yet. */
export function OutgoingSale({ outgoing, onGiveUp }: { outgoing: Outgoing; onGiveUp: () => void }) {
  return (
    <>
      <div className={styles.amount}>
        <Amount cents={outgoing.amountCents} size="title" />
        {outgoing.description ? <p className={styles.description}>{outgoing.description}</p> : null}
      </div>
      <div className={styles.actions}>
        <Button busy={outgoing.isGivenUp} onClick={onGiveUp}>
          {cashierWords.cancel}
        </Button>
      </div>
    </>
  )
}
