import type { Device } from '@balcao/contracts'

/** In the order in which a sale meets them. */
const kindOrder: readonly Device['kind'][] = ['till', 'display', 'kiosk']
const byKind = (one: Device, other: Device) =>
  kindOrder.indexOf(one.kind) - kindOrder.indexOf(other.kind) || one.name.localeCompare(other.name, 'pt-BR')

/** `caixa-2` before `caixa-10`. */
const byNumber = new Intl.Collator('pt-BR', { numeric: true })

/** The devices in use by their terminals, and those that were revoked, the latest first. */
export function groupDevices(devices: readonly Device[]) {
  const inUse = devices.filter(({ revokedAt }) => revokedAt === null)
  const terminals = [...new Set(inUse.map(({ terminalId }) => terminalId))].sort(byNumber.compare)
  return {
    terminals: terminals.map((terminalId) => ({
      terminalId,
      devices: inUse.filter((device) => device.terminalId === terminalId).toSorted(byKind),
    })),
    revoked: devices
      .filter(({ revokedAt }) => revokedAt !== null)
      .toSorted((one, other) => Date.parse(other.revokedAt ?? '') - Date.parse(one.revokedAt ?? '')),
  }
}
