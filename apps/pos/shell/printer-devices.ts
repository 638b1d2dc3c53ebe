/**
 * What we use of WebUSB (wicg.github.io/webusb) and Web Serial (wicg.github.io/serial): TypeScript's own library has neither, since not every
 * browser does.
 */
export interface UsbDevice {
  readonly vendorId: number
  readonly productId: number
  readonly serialNumber?: string
  readonly productName?: string
  readonly opened: boolean
  readonly configuration: UsbConfiguration | null
  readonly configurations: readonly UsbConfiguration[]
  open(): Promise<void>
  close(): Promise<void>
  selectConfiguration(value: number): Promise<void>
  claimInterface(interfaceNumber: number): Promise<void>
  transferOut(endpointNumber: number, data: Uint8Array): Promise<{ readonly status: string }>
}
interface UsbConfiguration {
  readonly configurationValue: number
  readonly interfaces: readonly UsbInterface[]
}
interface UsbInterface {
  readonly interfaceNumber: number
  readonly alternates: readonly {
    readonly interfaceClass: number
    readonly endpoints: readonly {
      readonly endpointNumber: number
      readonly direction: string
      readonly type: string
    }[]
  }[]
}
export interface Usb {
  getDevices(): Promise<UsbDevice[]>
  requestDevice(options: { filters: readonly { classCode: number }[] }): Promise<UsbDevice>
}

export interface SerialPort {
  readonly writable: WritableStream<Uint8Array> | null
  getInfo(): { readonly usbVendorId?: number; readonly usbProductId?: number }
  open(options: { baudRate: number }): Promise<void>
  close(): Promise<void>
}
export interface Serial {
  getPorts(): Promise<SerialPort[]>
  requestPort(): Promise<SerialPort>
}

type Devices = { readonly usb?: Usb; readonly serial?: Serial }
/** Undefined where the browser has none, or the page is not to have it (plain http, a Permissions Policy). */
export const usbOf = () => (navigator as Devices).usb
export const serialOf = () => (navigator as Devices).serial
