import type { Device } from '@balcao/contracts'
import { Button } from '@balcao/ui'
import { devicesWords as words } from '../../checkout/words/devices.ts'
import { formatWhen } from '../format-when.ts'
import type { Doing } from './device-doing.tsx'
import styles from './devices.module.css'

type DeviceBelowProps = { device: Device; isOld: boolean; onDo: (doing: Doing) => void }

/** What can be done about a device. */
export const DeviceBelow = ({ device, isOld, onDo }: DeviceBelowProps) => (
  <div className={styles.below}>
    {isOld ? <p>{words.oldAdvice}</p> : null}
    <p className={styles.muted}>
      {words.columns.paired} {formatWhen(device.pairedAt)}
    </p>
    <div className={styles.offers}>
      <Button size="compact" onClick={() => onDo({ kind: 'rename', device })}>
        {words.offers.rename}
      </Button>
      <Button size="compact" onClick={() => onDo({ kind: 'revoke', device })}>
        {words.offers.revoke}
      </Button>
    </div>
  </div>
)
