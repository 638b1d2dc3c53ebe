import type { Device } from '@balcao/contracts'
import { Badge, type Column, DataTable } from '@balcao/ui'
import Check from 'lucide-react/icons/check'
import { useState } from 'react'
import { devicesWords as words } from '../../checkout/words/devices.ts'
import { officeWords } from '../../checkout/words/office.ts'
import { formatWhen } from '../format-when.ts'
import { DeviceBelow } from './device-below.tsx'
import type { Doing } from './device-doing.tsx'
import styles from './devices.module.css'
import { lastSeen } from './last-seen.ts'

type DevicesTableProps = {
  caption: string
  devices: readonly Device[]
  /** The device of whoever looks. */
  here: string | undefined
  /** The build of the screens that the server serves; undefined until it has said so. */
  build: string | undefined
  /** When the list was read. */
  readAtMs: number
  onDo: (doing: Doing) => void
}

/** The devices of one terminal. */
export function DevicesTable({ caption, devices, here, build, readAtMs, onDo }: DevicesTableProps) {
  const [chosen, setChosen] = useState<string>()
  return (
    <DataTable
      caption={caption}
      columns={[
        {
          heading: words.columns.name,
          cell: ({ deviceId, name }) => (
            <span className={styles.name}>
              <bdi>{name}</bdi>
              {deviceId === here ? <span className={styles.muted}>{words.here}</span> : null}
            </span>
          ),
        },
        kind,
        { heading: words.columns.seen, cell: ({ seenAt }) => lastSeen(seenAt, readAtMs) },
        { heading: words.columns.version, cell: (device) => <Version {...device} served={build} /> },
        { heading: words.columns.paired, cell: ({ pairedAt }) => formatWhen(pairedAt), room: 'wide' },
      ]}
      rows={devices}
      keyOf={({ deviceId }) => deviceId}
      chosen={chosen}
      onChoose={(deviceId) => setChosen(deviceId === chosen ? undefined : deviceId)}
      detail={(device) =>
        device.deviceId === chosen ? (
          <DeviceBelow device={device} isOld={isOld(device.build, build)} onDo={onDo} />
        ) : null
      }
    />
  )
}

/** Devices that open nothing any more: there is nothing to do about them. */
export const RevokedTable = ({ devices }: Pick<DevicesTableProps, 'devices'>) => (
  <DataTable
    caption={words.revoked(devices.length)}
    columns={[
      { heading: words.columns.name, cell: ({ name }) => <bdi className={styles.name}>{name}</bdi> },
      { ...kind, room: 'wide' },
      { heading: words.terminalColumn, cell: ({ terminalId }) => terminalId },
      {
        heading: words.revokedAt,
        cell: ({ revokedAt }) => (revokedAt === null ? officeWords.none : formatWhen(revokedAt)),
      },
    ]}
    rows={devices}
    keyOf={({ deviceId }) => deviceId}
  />
)

const kind: Column<Device> = { heading: words.columns.kind, cell: (device) => words.kinds[device.kind] }

const isOld = (build: string | null, served: string | undefined): boolean =>
  build !== null && served !== undefined && build !== served

function Version({ build, served }: Pick<Device, 'build'> & { served: string | undefined }) {
  if (build === null || served === undefined) return officeWords.none
  if (isOld(build, served)) return <Badge tone="attention">{words.versions.old}</Badge>
  return (
    <Badge tone="accent" icon={<Check aria-hidden />}>
      {words.versions.current}
    </Badge>
  )
}
