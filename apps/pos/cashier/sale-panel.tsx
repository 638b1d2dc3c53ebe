import type { Charge } from '@balcao/contracts'
import type { Connection } from '@balcao/shell'
import { Button, Card } from '@balcao/ui'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { faceOf, scannableText } from '../checkout/charge-face.ts'
import type { Outgoing } from '../checkout/charge-store.ts'
import { useQrCode } from '../checkout/use-qr-code.ts'
import { useShownFor } from '../checkout/use-shown-for.ts'
import { cashierWords } from '../checkout/words/cashier.ts'
import { SaleActions } from './sale-actions.tsx'
import { CodeByHand, SaleCode, SaleHead, TimeLeft } from './sale-figure.tsx'
import styles from './sale-panel.module.css'
import { SaleStatus } from './sale-status.tsx'
import type { Actions } from './use-actions.ts'
import { useCopy } from './use-copy.ts'

interface SalePanelProps {
  charge: Charge | undefined
  /** Sent and not yet known to the server; it stands in the place of the current charge. */
  outgoing: Outgoing | null
  connection: Connection
  nowMs: number | undefined
  actions: Actions
  onGiveUp: () => void
  onChargeAgain: (charge: Charge) => void
  /** Undefined until receipts can be shown. */
  onReceipt: ((txid: string) => void) | undefined
  /** Checks what the customer shows. */
  proof: ReactNode
  /** Pix Automático, where the PSP has it. */
  offer: ReactNode
}

/** The sale that the customer's screen shows, live, and all that can be done to it. */
export function SalePanel({
  charge,
  outgoing,
  connection,
  nowMs,
  actions,
  onGiveUp,
  onChargeAgain,
  onReceipt,
  proof,
  offer,
}: SalePanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  const key = outgoing?.txid ?? charge?.txid
  const face = !outgoing && charge && nowMs !== undefined ? faceOf(charge, nowMs) : undefined
  const shownForMs = useShownFor(`${key} ${face}`, nowMs)
  const shown = face && charge && nowMs !== undefined ? { charge, face, nowMs } : undefined
  const code = shown ? scannableText(shown.charge, shown.face, connection) : null
  const { copied, byHand, copy } = useCopy(code ?? '')
  const Code = useQrCode()
  useInView(panel, key)
  return (
    <div ref={panel} className={styles.panel}>
      <Card title={cashierWords.current} aside={proof}>
        <div className={styles.figure}>
          <div className={styles.words}>
            {shown && shown.face !== 'paid' ? <SaleHead {...shown.charge} /> : null}
            {outgoing ? <SaleHead {...outgoing} /> : null}
            {/* One region, from the first moment on, for whatever becomes of the sale (WCAG 2.2, 4.1.3). */}
            <div role="status" className={styles.status} data-face={face}>
              <SaleStatus
                shown={shown}
                isOutgoing={outgoing !== null}
                shownForMs={shownForMs}
                isCopied={copied}
              />
            </div>
            {shown?.face === 'awaiting' ? <TimeLeft {...shown} /> : null}
          </div>
          {shown ? <SaleCode face={shown.face} code={code} Code={Code} /> : null}
        </div>
        {byHand && code !== null ? <CodeByHand code={code} /> : null}
        {outgoing ? (
          <div className={styles.actions}>
            <Button busy={outgoing.isGivenUp} onClick={onGiveUp}>
              {cashierWords.cancel}
            </Button>
          </div>
        ) : null}
        {shown ? (
          <SaleActions
            {...shown}
            actions={actions}
            onCopy={code === null ? undefined : copy}
            onChargeAgain={onChargeAgain}
            onReceipt={onReceipt}
          />
        ) : null}
        {shown || outgoing ? null : (
          <p className={styles.nothing}>
            {/* Before the server has spoken a sale may well stand there. */}
            {nowMs === undefined ? null : `${cashierWords.nothingCurrent} `}
            {cashierWords.nothingCurrentAdvice}
          </p>
        )}
        {actions.failure ? <p className={styles.failure}>{actions.failure}</p> : null}
        {offer}
      </Card>
    </div>
  )
}

/** Keeps a new sale in sight where the panels stack: on a phone it begins below the keypad. */
function useInView(panel: RefObject<HTMLDivElement | null>, key: string | undefined) {
  const before = useRef(key)
  useEffect(() => {
    if (before.current === key) return
    before.current = key
    if (key !== undefined) panel.current?.scrollIntoView({ block: 'nearest' })
  }, [panel, key])
}
