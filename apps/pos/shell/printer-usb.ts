import type { Usb, UsbDevice } from './printer-devices.ts'
import { PrinterError, type PrinterFault } from './printer-error.ts'

/** USB-IF, Defined Class Codes: printers. */
const printerClass = 7

/** By what a printer is known again: two of the same make differ in their serial number, where they have one. */
export interface UsbChoice {
  readonly kind: 'usb'
  readonly name: string
  readonly vendorId: number
  readonly productId: number
  readonly serialNumber: string | null
}

/** Has somebody choose. Needs a gesture. Undefined where they chose nothing. */
export async function chooseUsbPrinter(usb: Usb): Promise<UsbChoice | undefined> {
  const device = await usb.requestDevice({ filters: [{ classCode: printerClass }] }).catch(() => undefined)
  return device && choiceOf(device)
}

const choiceOf = ({ vendorId, productId, serialNumber, productName }: UsbDevice): UsbChoice => ({
  kind: 'usb',
  name: productName?.trim() || 'USB',
  vendorId,
  productId,
  serialNumber: serialNumber ?? null,
})

/** Sends the bytes as they are. Throws PrinterError. */
export async function sendByUsb(
  usb: Usb,
  choice: UsbChoice,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  const device = (await usb.getDevices()).find((known) => isSame(choiceOf(known), choice))
  if (device === undefined) throw new PrinterError('unplugged')
  // What waits for paper is let go of: closing the device ends the transfer.
  signal.addEventListener('abort', () => void device.close().catch(() => {}))
  try {
    const endpoint = await claim(device)
    const { status } = await device
      .transferOut(endpoint, bytes)
      .catch((cause: unknown) => throwFault(signal.aborted ? 'silent' : 'unplugged', cause))
    // A stalled endpoint: the printer takes no more.
    if (status !== 'ok') throw new PrinterError('silent')
  } finally {
    if (device.opened) await device.close().catch(() => {})
  }
}

const isSame = (one: UsbChoice, other: UsbChoice) =>
  one.vendorId === other.vendorId &&
  one.productId === other.productId &&
  one.serialNumber === other.serialNumber

/** Takes the printer for us alone, and answers with where its bytes go. */
async function claim(device: UsbDevice): Promise<number> {
  try {
    await device.open()
    if (device.configuration === null) await device.selectConfiguration(1)
    const { interfaceNumber, endpointNumber } = outOf(device)
    await device.claimInterface(interfaceNumber)
    return endpointNumber
  } catch (cause) {
    if (cause instanceof PrinterError) throw cause
    // Whatever else goes wrong here, something else holds it: another program, another tab, the system's own driver.
    const isGone = cause instanceof Error && cause.name === 'NotFoundError'
    throw new PrinterError(isGone ? 'unplugged' : 'busy', { cause })
  }
}

/** Where a printer takes its bytes: the bulk endpoint out of its interface for printing. */
function outOf(device: UsbDevice): { interfaceNumber: number; endpointNumber: number } {
  for (const { interfaceNumber, alternates } of device.configuration?.interfaces ?? [])
    for (const { interfaceClass, endpoints } of alternates) {
      const out = endpoints.find(({ direction, type }) => direction === 'out' && type === 'bulk')
      if (interfaceClass === printerClass && out !== undefined)
        return { interfaceNumber, endpointNumber: out.endpointNumber }
    }
  throw new PrinterError('silent')
}

function throwFault(code: PrinterFault, cause: unknown): never {
  throw new PrinterError(code, { cause })
}
