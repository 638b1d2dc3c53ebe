import { describe, expect, test, vi } from 'vitest'
import { type PrinterChoice, sendTo } from './printer.ts'
import type { Serial, SerialPort, Usb, UsbDevice } from './printer-devices.ts'

const bytes = new Uint8Array([27, 64, 10])
/** A busy machine is slow, and a printer that takes nothing is given up soon. */
const patientMs = 15_000
const soonMs = 20
const error = (name: string) => Object.assign(new Error(name), { name })
const nothing = { usb: undefined, serial: undefined }

/** A printer as WebUSB shows it: an interface of another kind before the one for printing. */
function usbPrinter(change: Partial<UsbDevice> = {}) {
  const taken: number[] = []
  const endpoint = (endpointNumber: number, direction: string) => ({
    endpointNumber,
    direction,
    type: 'bulk',
  })
  const part = (interfaceNumber: number, interfaceClass: number, first: number) => ({
    interfaceNumber,
    alternates: [{ interfaceClass, endpoints: [endpoint(first, 'in'), endpoint(first + 1, 'out')] }],
  })
  const configuration = { configurationValue: 1, interfaces: [part(0, 3, 1), part(1, 7, 3)] }
  const calls: string[] = []
  const device = {
    ...{ vendorId: 1208, productId: 514, serialNumber: 'A1', productName: 'TM-T20', opened: false },
    ...{ configuration, configurations: [configuration] },
    open: async () => void Object.assign(device, { opened: true }),
    close: async () => void Object.assign(device, { opened: false }),
    selectConfiguration: async () => {},
    claimInterface: async (number: number) => void calls.push(`claim ${number}`),
    transferOut: async (endpointNumber: number, data: Uint8Array) => {
      calls.push(`out ${endpointNumber}`)
      taken.push(...data)
      return { status: 'ok' }
    },
    ...change,
  }
  const usb: Usb = { getDevices: async () => [device], requestDevice: async () => device }
  return { usb, device, taken, calls }
}
const chosen: PrinterChoice = {
  kind: 'usb',
  name: 'TM-T20',
  vendorId: 1208,
  productId: 514,
  serialNumber: 'A1',
}
const byUsb = (usb: Usb, withinMs = patientMs) => sendTo(chosen, { usb, serial: undefined }, bytes, withinMs)

describe('a printer on USB', () => {
  test('gets the bytes at the endpoint of its interface for printing, and is let go of', async () => {
    const { usb, device, taken, calls } = usbPrinter()
    expect(await byUsb(usb)).toBeUndefined()
    expect(taken).toEqual([...bytes])
    expect(calls).toEqual(['claim 1', 'out 4'])
    expect(device.opened).toBe(false)
  })

  const rejecting = (name: string) => async () => Promise.reject(error(name))
  const rows: [name: string, change: Partial<UsbDevice>, fault: string][] = [
    ['that is another than the chosen', { serialNumber: 'B2' }, 'unplugged'],
    ['that was pulled out', { open: rejecting('NotFoundError') }, 'unplugged'],
    ['that is pulled out in the middle', { transferOut: rejecting('NetworkError') }, 'unplugged'],
    ['that the system keeps', { open: rejecting('SecurityError') }, 'busy'],
    ['that another tab prints on', { claimInterface: rejecting('NetworkError') }, 'busy'],
    ['that stalls', { transferOut: async () => ({ status: 'stall' }) }, 'silent'],
    ['that is no printer after all', { configuration: { configurationValue: 1, interfaces: [] } }, 'silent'],
  ]
  test.each(rows)('%s says so', async (_, change, fault) => {
    const { usb, device } = usbPrinter(change)
    expect(await byUsb(usb)).toBe(fault)
    await vi.waitFor(() => expect(device.opened).toBe(false))
  })
})

test('a printer on USB that is out of paper takes nothing, is given up and let go of', async () => {
  const { usb, device } = usbPrinter({ transferOut: () => new Promise(() => {}) })
  expect(await byUsb(usb, soonMs)).toBe('silent')
  await vi.waitFor(() => expect(device.opened).toBe(false))
})

/** A port as Web Serial shows it. */
function serialPrinter(change: Partial<SerialPort> = {}, write: (chunk: Uint8Array) => unknown = () => {}) {
  const taken: number[] = []
  const calls: string[] = []
  const sink = {
    write: async (chunk: Uint8Array) => {
      await write(chunk)
      taken.push(...chunk)
    },
  }
  const port: SerialPort = {
    writable: new WritableStream<Uint8Array>(sink),
    getInfo: () => ({ usbVendorId: 1208, usbProductId: 515 }),
    open: async ({ baudRate }) => void calls.push(`open ${baudRate}`),
    close: async () => void calls.push('close'),
    ...change,
  }
  const serial: Serial = { getPorts: async () => [port], requestPort: async () => port }
  return { serial, taken, calls }
}
const bySerial = (serial: Serial, vendorId = 1208, withinMs = patientMs) =>
  sendTo(
    { kind: 'serial', name: '04b8:0203', vendorId, productId: 515 },
    { usb: undefined, serial },
    bytes,
    withinMs,
  )

describe('a printer on a serial port', () => {
  test('gets the bytes, and is let go of', async () => {
    const { serial, taken, calls } = serialPrinter()
    expect(await bySerial(serial)).toBeUndefined()
    expect(taken).toEqual([...bytes])
    expect(calls).toEqual(['open 9600', 'close'])
  })
  test('that is another than the chosen is not there', async () => {
    expect(await bySerial(serialPrinter().serial, 99)).toBe('unplugged')
  })
  test.each([
    ['InvalidStateError', 'busy'],
    ['NetworkError', 'unplugged'],
  ])('that refuses to open with %s is %s', async (name, fault) => {
    expect(await bySerial(serialPrinter({ open: () => Promise.reject(error(name)) }).serial)).toBe(fault)
  })
  test('that is pulled out in the middle says so', async () => {
    const { serial } = serialPrinter({}, () => Promise.reject(error('NetworkError')))
    expect(await bySerial(serial)).toBe('unplugged')
  })
  test('that takes nothing is given up', async () => {
    const { serial, calls } = serialPrinter({}, () => new Promise(() => {}))
    expect(await bySerial(serial, 1208, soonMs)).toBe('silent')
    expect(calls).toContain('open 9600')
  })
})

test('without a printer there is nothing to send to', async () => {
  expect(await sendTo({ kind: 'browser' }, nothing, bytes, patientMs)).toBe('no-printer')
  expect(await sendTo(chosen, nothing, bytes, patientMs)).toBe('no-printer')
})
