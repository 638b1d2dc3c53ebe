import { Button } from '@balcao/ui'
import Link from 'lucide-react/icons/link'
import { useState } from 'react'
import { devicesWords as words } from '../../checkout/words/devices.ts'
import { officeWords } from '../../checkout/words/office.ts'
import { useHealth } from '../bank/bank-api.ts'
import { ForManagers } from '../for-managers.tsx'
import { OfficePage } from '../office-page.tsx'
import { ReadState } from '../read-state.tsx'
import { DeviceDoing, type Doing } from './device-doing.tsx'
import styles from './devices.module.css'
import { useDevices } from './devices-api.ts'
import { DevicesTable, RevokedTable } from './devices-table.tsx'
import { groupDevices } from './group-devices.ts'

/** The shop's screens, by the terminal that they belong to. */
export const DevicesPage = () => (
  <OfficePage title={officeWords.pages.aparelhos}>
    <ForManagers>{({ device }) => <Devices here={device?.deviceId} />}</ForManagers>
  </OfficePage>
)

function Devices({ here }: { here: string | undefined }) {
  const devices = useDevices()
  const { data: health } = useHealth()
  const [doing, setDoing] = useState<Doing>()
  const [said, setSaid] = useState('')
  const { terminals, revoked } = groupDevices(devices.data?.devices ?? [])
  const close = () => setDoing(undefined)
  const say = (done: string) => {
    setSaid(done)
    close()
  }
  return (
    <div className={styles.devices}>
      <div className={styles.bar}>
        <Button kind="primary" icon={<Link aria-hidden />} onClick={pair}>
          {words.pair}
        </Button>
        <p role="status" className={styles.said}>
          {said}
        </p>
      </div>
      <ReadState query={devices} loading={words.loading} failed={words.failed} />
      {devices.data && terminals.length === 0 ? <p className={styles.muted}>{words.empty}</p> : null}
      {terminals.map(({ terminalId, devices: own }) => (
        <section key={terminalId} className={styles.terminal}>
          <h2 className={styles.heading}>{words.terminal(terminalId)}</h2>
          <DevicesTable
            caption={words.terminal(terminalId)}
            devices={own}
            here={here}
            build={health?.build}
            readAtMs={devices.dataUpdatedAt}
            onDo={setDoing}
          />
        </section>
      ))}
      {revoked.length === 0 ? null : (
        <details>
          <summary className={styles.summary}>{words.revoked(revoked.length)}</summary>
          <RevokedTable devices={revoked} />
        </details>
      )}
      {doing === undefined ? null : <DeviceDoing doing={doing} here={here} onDone={say} onClose={close} />}
    </div>
  )
}

/** In the entrance, where every device is paired, and back here when that is done. */
const pair = () =>
  location.assign(
    `/entrar/?${new URLSearchParams({ codigo: '', para: location.pathname + location.search })}`,
  )
