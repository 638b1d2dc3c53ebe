import type { Serial, SerialPort } from './printer-devices.ts'
import { PrinterError } from './printer-error.ts'

/** What receipt printers leave the factory with. One behind USB or Bluetooth does not look at it. */
const baudRate = 9_600

/** A serial port has no name. Behind USB it has numbers; others are told apart by nothing, and there is one of them at a till. */
export interface SerialChoice {
  readonly kind: 'serial'
  readonly name: string
  readonly vendorId: number | null
  readonly productId: number | null
}

/** Has somebody choose. Needs a gesture. Undefined where they chose nothing. */
export async function chooseSerialPrinter(serial: Serial): Promise<SerialChoice | undefined> {
  const port = await serial.requestPort().catch(() => undefined)
  return port && choiceOf(port)
}

function choiceOf(port: SerialPort): SerialChoice {
  const { usbVendorId, usbProductId } = port.getInfo()
  const hex = (number: number) => number.toString(16).padStart(4, '0')
  const name = usbVendorId === undefined ? 'serial' : `${hex(usbVendorId)}:${hex(usbProductId ?? 0)}`
  return { kind: 'serial', name, vendorId: usbVendorId ?? null, productId: usbProductId ?? null }
}

/** Sends the bytes as they are. Throws PrinterError. */
export async function sendBySerial(
  serial: Serial,
  choice: SerialChoice,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  const port = (await serial.getPorts()).find((known) => {
    const { vendorId, productId } = choiceOf(known)
    return vendorId === choice.vendorId && productId === choice.productId
  })
  if (port === undefined) throw new PrinterError('unplugged')
  try {
    await port.open({ baudRate })
  } catch (cause) {
    // InvalidStateError: it is open already, in this tab. NetworkError: something else has it, or it is switched off.
    const isOurs = cause instanceof Error && cause.name === 'InvalidStateError'
    throw new PrinterError(isOurs ? 'busy' : 'unplugged', { cause })
  }
  try {
    const writer = port.writable?.getWriter()
    if (writer === undefined) throw new PrinterError('unplugged')
    signal.addEventListener('abort', () => void writer.abort().catch(() => {}))
    try {
      await writer.write(bytes)
      await writer.close()
    } finally {
      writer.releaseLock()
    }
  } catch (cause) {
    if (cause instanceof PrinterError) throw cause
    const isGone = !signal.aborted && cause instanceof Error && cause.name === 'NetworkError'
    throw new PrinterError(isGone ? 'unplugged' : 'silent', { cause })
  } finally {
    await port.close().catch(() => {})
  }
}
