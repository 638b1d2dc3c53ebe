import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import type { ReceiptLine } from '../../checkout/receipt/receipt-lines.ts'
import type { PaperWidth } from '../../shell/printer.ts'

/** Letters of a line in a printer's common font (12 dots wide, 8 dots a millimetre, on 48 and 72 mm that can be printed). */
const columns: Record<PaperWidth, number> = { 58: 32, 80: 48 }
/** Latin 1 as the PC had it: every letter of Portuguese, ª and º. It is number 2 of Epson's pages, among the first that a printer learns. */
const codePage = 'cp850'
/** Between the head and the knife, so that the last line is not cut off. */
const linesBeforeCut = 4

/** Typographic signs that are on no code page, as the signs that stand for them on a typewriter. */
const plain: readonly [signs: RegExp, as: string][] = [
  [/[“”„]/g, '"'],
  [/[‘’]/g, "'"],
  [/[–—−]/g, '-'],
  [/…/g, '...'],
  [/[\u00a0\u202f]/g, ' '],
]

const printable = (text: string) =>
  plain.reduce((written, [signs, as]) => written.replace(signs, as), text.normalize('NFC'))

/** A receipt as ESC/POS: the bytes that a printer takes, paper cut at the end. What the code page lacks becomes a question mark. */
export function receiptBytes(lines: readonly ReceiptLine[], width: PaperWidth): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: columns[width],
    codepageMapping: 'epson',
    newline: '\n',
    feedBeforeCut: linesBeforeCut,
  })
  encoder.initialize().codepage(codePage)
  for (const line of lines) write(encoder, line, columns[width])
  return encoder.cut('partial').encode()
}

function write(encoder: ReceiptPrinterEncoder, line: ReceiptLine, across: number): void {
  switch (line.kind) {
    case 'shop':
      return void encoder
        .align('center')
        .bold(true)
        .height(2)
        .line(printable(line.text))
        .height(1)
        .bold(false)
        .align('left')
    case 'title':
    case 'note':
      return void encoder.align('center').line(printable(line.text)).align('left')
    case 'notice':
      return void encoder.align('center').bold(true).line(printable(line.text)).bold(false).align('left')
    // Hyphens are on every code page; the lines that draw boxes are not.
    case 'rule':
      return void encoder.line('-'.repeat(across))
    case 'fact': {
      const [label, value] = [printable(line.label), printable(line.value)]
      const gap = across - label.length - value.length
      // What does not fit on one line stands on two: nothing of an amount is ever left out.
      const text = gap > 0 ? label + ' '.repeat(gap) + value : `${label}\n${value.padStart(across)}`
      if (line.isMain) encoder.bold(true)
      for (const part of text.split('\n')) encoder.line(part)
      if (line.isMain) encoder.bold(false)
    }
  }
}
