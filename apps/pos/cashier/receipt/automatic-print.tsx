import type { Charge } from '@balcao/contracts'
import { Banner, Button, formatCents } from '@balcao/ui'
import { useCallback, useEffect, useState } from 'react'
import { printerFaultWords, tillReceiptWords } from '../../checkout/words/receipt.ts'
import { inTurn } from '../../shell/in-turn.ts'
import { isFirst } from '../../shell/once.ts'
import { printsByItself } from '../../shell/printer.ts'
import styles from './automatic-print.module.css'
import { type PrintFault, printReceipt } from './print-receipt.ts'

interface NotPrinted {
  readonly charge: Charge
  readonly fault: PrintFault
  readonly copy: number | undefined
}

/** Prints what has just been paid, where this device is set to; what did not come out stands here until somebody does something about it. */
export function AutomaticPrint({ paid }: { paid: readonly Charge[] }) {
  const [notPrinted, setNotPrinted] = useState<readonly NotPrinted[]>([])
  const [busy, setBusy] = useState<string>()
  const forget = useCallback((txid: string) => {
    setNotPrinted((before) => before.filter(({ charge }) => charge.txid !== txid))
  }, [])
  const print = useCallback(
    async (charge: Charge, copy?: number) => {
      const printed = await printReceipt({ txid: charge.txid, copy })
      forget(charge.txid)
      if (printed.kind === 'sent') return
      // Somebody has given the printer up meanwhile, and the browser's dialog must not open unasked.
      const fault = printed.kind === 'failed' ? printed.fault : 'no-printer'
      setNotPrinted((before) => [...before, { charge, fault, copy: printed.copy }])
    },
    [forget],
  )
  useEffect(() => {
    if (!printsByItself()) return
    for (const charge of paid)
      void inTurn('printer', async () => isFirst('printed', charge.txid)).then((isOurs) => {
        if (isOurs) return print(charge)
      })
  }, [paid, print])

  const [first] = notPrinted
  if (first === undefined) return null
  const { charge, fault, copy } = first
  const retry = async () => {
    setBusy(charge.txid)
    await print(charge, copy)
    setBusy(undefined)
  }
  return (
    <Banner
      tone="attention"
      title={tillReceiptWords.notPrinted(formatCents(charge.amountCents))}
      action={{ label: tillReceiptWords.retry, onPress: () => void retry(), busy: busy === charge.txid }}
      urgent
    >
      <p>{printerFaultWords[fault]}</p>
      <div className={styles.dismiss}>
        <Button kind="quiet" size="compact" onClick={() => forget(charge.txid)}>
          {tillReceiptWords.dismiss}
        </Button>
      </div>
    </Banner>
  )
}
