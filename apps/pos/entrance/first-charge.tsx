import { Announcer, Button, PaidTick, QrCode } from '@balcao/ui'
import { firstStepsWords as words } from '../checkout/words/entrance.ts'
import styles from './entrance.module.css'
import { postCancel } from './entrance-api.ts'
import { Panel } from './panel.tsx'
import { useFirstCharge } from './use-first-charge.ts'

/** One cent of play money, from the charge to *Pago*: after it nothing of the way of a sale is untried. */
export function FirstCharge({ terminalId, onEnd }: { terminalId: string; onEnd: () => void }) {
  const { charge, failure } = useFirstCharge(terminalId)
  const isPaid = charge?.status === 'paid'
  const code = charge?.status === 'awaiting' ? charge.pixCopiaECola : null
  const said = isPaid ? words.paid : (failure ?? (code === null ? words.making : words.pay))
  const end = () => {
    // What nobody has paid would stand on the display of the first customer. If this is lost, the code runs out by itself.
    if (charge !== undefined && !isPaid) void postCancel(charge.txid)
    onEnd()
  }
  return (
    <Panel title={words.charge} advice={words.chargeAdvice}>
      {isPaid ? (
        <p className={styles.paid}>
          <PaidTick size="card" />
          {said}
        </p>
      ) : (
        <p className={failure === undefined ? undefined : styles.failure}>{said}</p>
      )}
      {code ? (
        <>
          <div className={styles.testCode}>
            <QrCode text={code} label={words.qrCode} />
          </div>
          <Button onClick={() => void navigator.clipboard?.writeText(code)}>{words.copy}</Button>
        </>
      ) : null}
      <Button kind={isPaid ? 'primary' : 'quiet'} size="huge" onClick={end}>
        {isPaid ? words.next : words.skip}
      </Button>
      <Announcer message={said} />
    </Panel>
  )
}
