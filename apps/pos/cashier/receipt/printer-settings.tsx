import { Button, RadioGroup } from '@balcao/ui'
import { useState } from 'react'
import { printerFaultWords, printerWords } from '../../checkout/words/receipt.ts'
import {
  choosePrinter,
  keepPaperWidth,
  keepPrinter,
  keepPrintsByItself,
  type PrinterKind,
  paperWidths,
  printerKinds,
  printsByItself,
  readPaperWidth,
  readPrinter,
  sendToPrinter,
} from '../../shell/printer.ts'
import type { PrinterFault } from '../../shell/printer-error.ts'
import styles from './printer-settings.module.css'

type Test = 'idle' | 'busy' | 'sent' | PrinterFault | 'unreachable'

/** Which printer this till has, chosen once; how wide its paper is; whether it prints by itself. */
export function PrinterSettings() {
  const [printer, setPrinter] = useState(readPrinter)
  /** A kind without a printer yet is only looked at: what is kept is a printer. */
  const [kind, setKind] = useState<PrinterKind>(printer.kind)
  const [width, setWidth] = useState(readPaperWidth)
  const [byItself, setByItself] = useState(printsByItself)
  const [test, setTest] = useState<Test>('idle')
  const kinds = printerKinds()
  const isChosen = kind !== 'browser' && printer.kind === kind

  const look = (wanted: PrinterKind) => {
    setKind(wanted)
    setTest('idle')
    if (wanted !== 'browser') return
    keepPrinter({ kind: 'browser' })
    setPrinter({ kind: 'browser' })
    setByItself(false)
  }
  const choose = async () => {
    if (kind === 'browser') return
    const chosen = await choosePrinter(kind)
    if (chosen) setPrinter(chosen)
    setTest('idle')
  }
  const print = async () => {
    setTest('busy')
    const loaded = await import('./receipt-bytes.ts').catch(() => undefined)
    if (!loaded) return setTest('unreachable')
    const lines = [{ kind: 'note', text: printerWords.testLine } as const]
    setTest((await sendToPrinter(loaded.receiptBytes(lines, width))) ?? 'sent')
  }

  return (
    <div className={styles.settings}>
      <RadioGroup
        legend={printerWords.legend}
        options={kinds.map((value) => ({ value, label: printerWords[value] }))}
        chosen={kind}
        onChoose={look}
        hint={hintFor(kind, kinds, isChosen && 'name' in printer ? printer.name : undefined)}
      />
      {kind === 'browser' ? null : (
        <div className={styles.buttons}>
          <Button onClick={() => void choose()}>{printerWords.choose}</Button>
          {isChosen ? (
            <Button busy={test === 'busy'} onClick={() => void print()}>
              {printerWords.test}
            </Button>
          ) : null}
        </div>
      )}
      <p role="status" className={styles.status}>
        {wordsForTest(test)}
      </p>
      <RadioGroup
        legend={printerWords.width}
        options={paperWidths.map((value) => ({
          value: `${value}` as const,
          label: printerWords.widths[value],
        }))}
        chosen={`${width}`}
        onChoose={(chosen) => {
          const wanted = chosen === '58' ? 58 : 80
          keepPaperWidth(wanted)
          setWidth(wanted)
        }}
      />
      {isChosen ? (
        <RadioGroup
          legend={printerWords.automatic}
          options={[
            { value: 'on', label: printerWords.yes },
            { value: 'off', label: printerWords.no },
          ]}
          chosen={byItself ? 'on' : 'off'}
          onChoose={(chosen) => {
            keepPrintsByItself(chosen === 'on')
            setByItself(chosen === 'on')
          }}
        />
      ) : null}
    </div>
  )
}

function hintFor(kind: PrinterKind, kinds: readonly PrinterKind[], name: string | undefined): string {
  if (kind !== 'browser') return name === undefined ? printerWords.notChosen : printerWords.chosen(name)
  return kinds.length === 1 ? printerWords.unsupported : printerWords.browserHint
}

function wordsForTest(test: Test): string {
  if (test === 'idle' || test === 'busy') return ''
  return test === 'sent' ? printerWords.tested : printerFaultWords[test]
}
