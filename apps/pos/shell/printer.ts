import { keep, recall } from '@balcao/shell'
import { inTurn } from './in-turn.ts'
import { type Serial, serialOf, type Usb, usbOf } from './printer-devices.ts'
import { PrinterError, type PrinterFault } from './printer-error.ts'
import { chooseSerialPrinter, type SerialChoice, sendBySerial } from './printer-serial.ts'
import { chooseUsbPrinter, sendByUsb, type UsbChoice } from './printer-usb.ts'

/** How this device prints: by the browser's own dialog, or by bytes to a printer that somebody chose once. */
export type PrinterChoice = { readonly kind: 'browser' } | UsbChoice | SerialChoice
export type PrinterKind = PrinterChoice['kind']
export const paperWidths = [58, 80] as const
/** Millimetres. */
export type PaperWidth = (typeof paperWidths)[number]

/** What this browser can print by. */
export const printerKinds = (): PrinterKind[] => [
  'browser',
  ...(usbOf() ? (['usb'] as const) : []),
  ...(serialOf() ? (['serial'] as const) : []),
]

const browser: PrinterChoice = { kind: 'browser' }

export function readPrinter(): PrinterChoice {
  try {
    const choice = JSON.parse(recall('printer') ?? 'null') as PrinterChoice | null
    return choice !== null && printerKinds().includes(choice.kind) ? choice : browser
  } catch {
    return browser
  }
}
export const keepPrinter = (choice: PrinterChoice) => keep('printer', JSON.stringify(choice))

export const readPaperWidth = (): PaperWidth => (recall('paper') === '58' ? 58 : 80)
export const keepPaperWidth = (width: PaperWidth) => keep('paper', `${width}`)

/** Only to a printer of one's own: the browser's dialog would stand in the way of the next sale. */
export const printsByItself = () => recall('print-by-itself') === 'on' && readPrinter().kind !== 'browser'
export const keepPrintsByItself = (does: boolean) => keep('print-by-itself', does ? 'on' : 'off')

/** Has somebody choose a printer of this kind, and keeps it. Needs a gesture. Undefined where they chose none. */
export async function choosePrinter(kind: 'usb' | 'serial'): Promise<PrinterChoice | undefined> {
  const [usb, serial] = [usbOf(), serialOf()]
  const choice =
    kind === 'usb' ? usb && (await chooseUsbPrinter(usb)) : serial && (await chooseSerialPrinter(serial))
  if (choice) keepPrinter(choice)
  return choice
}

/** A receipt is through in a second or two; a printer without paper takes its bytes never. */
const longestMs = 10_000

/** Sends bytes to the chosen printer: undefined when it has taken them all, and otherwise what is wrong. */
export function sendToPrinter(bytes: Uint8Array): Promise<PrinterFault | undefined> {
  return inTurn('printer', () =>
    sendTo(readPrinter(), { usb: usbOf(), serial: serialOf() }, bytes, longestMs),
  )
}

type Devices = { usb: Usb | undefined; serial: Serial | undefined }

export async function sendTo(
  choice: PrinterChoice,
  { usb, serial }: Devices,
  bytes: Uint8Array,
  withinMs: number,
): Promise<PrinterFault | undefined> {
  const patience = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      patience.abort()
      reject(new PrinterError('silent'))
    }, withinMs)
  })
  try {
    await Promise.race([silence, send()])
    return undefined
  } catch (error) {
    if (error instanceof PrinterError) return error.code
    throw error
  } finally {
    clearTimeout(timer)
  }

  function send(): Promise<void> {
    if (choice.kind === 'usb' && usb) return sendByUsb(usb, choice, bytes, patience.signal)
    if (choice.kind === 'serial' && serial) return sendBySerial(serial, choice, bytes, patience.signal)
    return Promise.reject(new PrinterError('no-printer'))
  }
}
