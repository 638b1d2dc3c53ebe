import { audit, type Deed } from './audit.ts'
import { type Change, type Database, inBatches } from './database.ts'

export type DeviceKind = 'till' | 'display' | 'kiosk'
export type Device = {
  deviceId: string
  kind: DeviceKind
  name: string
  terminalId: string
  pairedAtMs: number
  seenAtMs: number | null
  build: string | null
  revokedAtMs: number | null
}
export type Pairing = {
  pairingId: string
  secretHash: string
  code: string
  kind: DeviceKind
  expiresAtMs: number
  /** What whoever has claimed it said of it; null until then. */
  name: string | null
  terminalId: string | null
  checkDigits: string | null
  deviceId: string | null
}

const deviceColumns = `device_id AS "deviceId", kind, name, terminal_id AS "terminalId", paired_at_ms AS "pairedAtMs",
  seen_at_ms AS "seenAtMs", build, revoked_at_ms AS "revokedAtMs"`
const pairingColumns = `pairing_id AS "pairingId", secret_hash AS "secretHash", code, kind, expires_at_ms AS "expiresAtMs", name,
  terminal_id AS "terminalId", check_digits AS "checkDigits", device_id AS "deviceId"`

/** Codes that nobody has typed, each with its place among those of its address: the youngest is the first. */
const waiting = `SELECT pairing_id, expires_at_ms,
  row_number() OVER (PARTITION BY address ORDER BY expires_at_ms DESC, pairing_id) AS of_address
  FROM pairing WHERE check_digits IS NULL`

/** The screens that belong to this shop, and those that are about to. */
export function createDevices(db: Database) {
  const change = async (...changes: Change[]): Promise<boolean> =>
    (await db.write(changes)).kind === 'written'

  return {
    devices: () =>
      db.all<Device>(`SELECT ${deviceColumns} FROM device ORDER BY terminal_id, paired_at_ms, device_id`),
    async device(deviceId: string): Promise<Device | undefined> {
      const [device] = await db.all<Device>(
        `SELECT ${deviceColumns} FROM device WHERE device_id = ?`,
        deviceId,
      )
      return device
    },
    /** The one that has this secret and was not revoked. */
    async deviceWith(secretHash: string): Promise<Device | undefined> {
      const [device] = await db.all<Device>(
        `SELECT ${deviceColumns} FROM device WHERE secret_hash = ? AND revoked_at_ms IS NULL`,
        secretHash,
      )
      return device
    },
    async revokedAmong(deviceIds: readonly string[]): Promise<Set<string>> {
      const rows = await inBatches(deviceIds, ({ marks, values }) =>
        db.all<{ deviceId: string }>(
          `SELECT device_id AS "deviceId" FROM device WHERE device_id IN ${marks} AND revoked_at_ms IS NOT NULL`,
          ...values,
        ),
      )
      return new Set(rows.map(({ deviceId }) => deviceId))
    },
    noteSeen: (deviceId: string, nowMs: number) =>
      change({ text: 'UPDATE device SET seen_at_ms = ? WHERE device_id = ?', values: [nowMs, deviceId] }),
    noteBuild: (deviceId: string, build: string) =>
      change({ text: 'UPDATE device SET build = ? WHERE device_id = ?', values: [build, deviceId] }),

    /** Also forgets those whose time is over, and makes room among those whose code nobody has typed. */
    beginPairing: (
      { pairingId, secretHash, code, kind, expiresAtMs }: Pairing,
      {
        address,
        mostWaiting,
        nowMs,
      }: { address: string; mostWaiting: { ofAddress: number; inAll: number }; nowMs: number },
    ) =>
      change(
        { text: 'DELETE FROM pairing WHERE expires_at_ms <= ?', values: [nowMs] },
        {
          text: 'INSERT INTO pairing (pairing_id, secret_hash, code, kind, expires_at_ms, address) VALUES (?, ?, ?, ?, ?, ?)',
          values: [pairingId, secretHash, code, kind, expiresAtMs, address],
        },
        {
          text: `DELETE FROM pairing WHERE pairing_id IN (SELECT pairing_id FROM (${waiting}) ranked WHERE of_address > ?)`,
          values: [mostWaiting.ofAddress],
        },
        {
          text: `DELETE FROM pairing WHERE pairing_id IN
                   (SELECT pairing_id FROM (${waiting}) ranked ORDER BY of_address, expires_at_ms DESC, pairing_id LIMIT 1000000 OFFSET ?)`,
          values: [mostWaiting.inAll],
        },
      ),
    async pairing(pairingId: string): Promise<Pairing | undefined> {
      const [pairing] = await db.all<Pairing>(
        `SELECT ${pairingColumns} FROM pairing WHERE pairing_id = ?`,
        pairingId,
      )
      return pairing
    },
    async pairingWithCode(code: string, nowMs: number): Promise<Pairing | undefined> {
      const [pairing] = await db.all<Pairing>(
        `SELECT ${pairingColumns} FROM pairing WHERE code = ? AND expires_at_ms > ?`,
        code,
        nowMs,
      )
      return pairing
    },
    /** Answers false where somebody else was faster: a code is for one use. */
    claimPairing: (pairingId: string, name: string, terminalId: string, checkDigits: string) =>
      change({
        text: 'UPDATE pairing SET name = ?, terminal_id = ?, check_digits = ? WHERE pairing_id = ? AND check_digits IS NULL',
        values: [name, terminalId, checkDigits, pairingId],
        expects: 1,
      }),
    /** Whoever claimed it has seen other digits on the device before them. Answers false where it was over before, or is paired. */
    dropPairing: (pairingId: string, deed: Deed, nowMs: number) =>
      change(
        {
          text: 'UPDATE pairing SET expires_at_ms = ? WHERE pairing_id = ? AND device_id IS NULL AND check_digits IS NOT NULL AND expires_at_ms > ?',
          values: [nowMs, pairingId, nowMs],
          expects: 1,
        },
        audit(deed, nowMs),
      ),
    /** From here on the device's secret opens doors. Answers false where the pairing was ended before, or its time is over. */
    pair: (pairingId: string, device: Device, secretHash: string, deed: Deed, nowMs: number) =>
      change(
        {
          text: 'UPDATE pairing SET device_id = ? WHERE pairing_id = ? AND device_id IS NULL AND check_digits IS NOT NULL AND expires_at_ms > ?',
          values: [device.deviceId, pairingId, nowMs],
          expects: 1,
        },
        putDevice(device, secretHash),
        audit(deed, nowMs),
      ),
    rename: (deviceId: string, name: string, deed: Deed, nowMs: number) =>
      change(
        { text: 'UPDATE device SET name = ? WHERE device_id = ?', values: [name, deviceId], expects: 1 },
        audit(deed, nowMs),
      ),
    /** Answers false where it was revoked before. */
    revoke: (deviceId: string, deed: Deed, nowMs: number) =>
      change(
        {
          text: 'UPDATE device SET revoked_at_ms = ? WHERE device_id = ? AND revoked_at_ms IS NULL',
          values: [nowMs, deviceId],
          expects: 1,
        },
        audit(deed, nowMs),
      ),
  }
}

export const putDevice = (device: Device, secretHash: string): Change => ({
  text: 'INSERT INTO device (device_id, secret_hash, kind, name, terminal_id, paired_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
  values: [device.deviceId, secretHash, device.kind, device.name, device.terminalId, device.pairedAtMs],
})
