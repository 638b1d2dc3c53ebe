import { useWakeLock } from '@balcao/shell'
import { Screen } from '@balcao/ui'
import { useState } from 'react'
import { isOpen } from '../checkout/charge-face.ts'
import { createChargeStore } from '../checkout/charge-store.ts'
import { readContract } from '../checkout/read-contract.ts'
import { Whisper } from '../checkout/time-left.tsx'
import { useOutgoing } from '../checkout/use-outgoing.ts'
import { useServerNow } from '../checkout/use-server-now.ts'
import { currentCharge, useTerminal } from '../checkout/use-terminal.ts'
import { useUpdates } from '../checkout/use-updates.ts'
import { firstTill, readTerminalId } from '../shell/device.ts'
import { useLater } from '../shell/use-later.ts'
import { Alerts } from './alerts.tsx'
import styles from './cashier.module.css'
import { CashierHeader } from './cashier-header.tsx'
import { ProofButton } from './proof/proof-button.tsx'
import { SaleForm } from './sale-form.tsx'
import { SalePanel } from './sale-panel.tsx'
import { SalesList } from './sales-list.tsx'
import { LazyShiftControl } from './shift/lazy-shift-control.tsx'
import { StatusBar } from './status-bar.tsx'
import { useActions } from './use-actions.ts'
import { useBell } from './use-bell.ts'
import { useLastingConnection } from './use-lasting-connection.ts'
import { useOperator } from './use-operator.ts'

/** What comes after the first picture: no sale waits for it. */
const loadReceipts = async () => ({
  ...(await import('./receipt/automatic-print.tsx')),
  ...(await import('./receipt/receipt-dialog.tsx')),
})
const loadOfferDesk = () => import('./offer/offer-desk.tsx').then(({ OfferDesk }) => OfferDesk)
const loadSettings = () => import('./till-settings.tsx').then(({ TillSettings }) => TillSettings)

/** The till: an amount on the left, what became of it on the right. The next sale is always one tap away. */
export function Cashier() {
  const [terminalId] = useState(() => readTerminalId('terminal', firstTill))
  const [useStore] = useState(() => createChargeStore(`balcao till ${terminalId}`))
  const { feed, snapshot, connection: latest } = useTerminal(terminalId, 'till', readContract)
  const connection = useLastingConnection(latest, snapshot !== undefined)
  const nowMs = useServerNow(feed.clock)
  const outgoing = useStore((store) => store.outgoing)
  const sending = useOutgoing(useStore, feed)
  const actions = useActions(terminalId, feed)
  const bell = useBell(snapshot)
  const operator = useOperator()
  const [isSettingUp, setSettingUp] = useState(false)
  const Settings = useLater(loadSettings)
  const receipts = useLater(loadReceipts)
  const OfferDesk = useLater(loadOfferDesk)
  const [receiptOf, setReceiptOf] = useState<string>()
  const onReceipt = receipts && setReceiptOf
  useWakeLock()
  useUpdates(feed, useStore)

  // What is on its way stands in the panel until the server shows it.
  const isShown = snapshot?.charges.some(({ txid }) => txid === outgoing?.txid)
  const charge = currentCharge(snapshot)
  const leaveClosedSale = () => {
    // A sale that may still be paid is left by a button that says so, never by a key.
    if (charge && !isOpen(charge)) actions.show(null)
  }
  return (
    <Screen
      header={
        <CashierHeader
          shopName={snapshot?.shopName}
          terminalId={terminalId}
          operator={operator}
          shift={<LazyShiftControl terminalId={terminalId} snapshot={snapshot} clock={feed.clock} />}
          onSettings={() => setSettingUp(true)}
        />
      }
      footer={<StatusBar terminalId={terminalId} snapshot={snapshot} connection={connection} />}
      className={styles.panels}
    >
      <div className={styles.alerts}>
        <Alerts snapshot={snapshot} connection={connection} clock={feed.clock} nowMs={nowMs} />
        {receipts ? <receipts.AutomaticPrint paid={bell.rung} /> : null}
      </div>
      <SaleForm terminalId={terminalId} useStore={useStore} sending={sending} onBack={leaveClosedSale} />
      <div className={styles.right}>
        <SalePanel
          charge={charge}
          outgoing={isShown ? null : outgoing}
          connection={connection}
          nowMs={nowMs}
          actions={actions}
          onGiveUp={() => useStore.getState().giveUp()}
          onChargeAgain={(charge) => {
            const store = useStore.getState()
            store.setDescription(charge.description ?? '')
            store.setAmount(charge.amountCents)
            useStore.getState().charge(terminalId)
          }}
          onReceipt={onReceipt}
          proof={<ProofButton terminalId={terminalId} sale={charge} />}
          offer={OfferDesk && snapshot ? <OfferDesk {...{ terminalId, snapshot, charge }} /> : null}
        />
        <SalesList
          snapshot={snapshot}
          nowMs={nowMs}
          rung={bell.rung}
          actions={actions}
          onReceipt={onReceipt}
        />
      </div>
      <Whisper message={bell.message} />
      {receipts && receiptOf !== undefined ? (
        <receipts.ReceiptDialog key={receiptOf} txid={receiptOf} onClose={() => setReceiptOf(undefined)} />
      ) : null}
      {Settings ? (
        <Settings open={isSettingUp} onClose={() => setSettingUp(false)} terminalId={terminalId} />
      ) : null}
    </Screen>
  )
}
