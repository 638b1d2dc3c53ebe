import type { Snapshot } from '@balcao/contracts'
import type { Connection } from '@balcao/shell'
import { Button } from '@balcao/ui'
import Volume2 from 'lucide-react/icons/volume-2'
import VolumeX from 'lucide-react/icons/volume-x'
import { useSettled } from '../checkout/use-settled.ts'
import { barWords } from '../checkout/words/cashier.ts'
import { unlockSound } from '../shell/sound.ts'
import { useSound } from '../shell/use-sound.ts'
import { bankHealth } from './bank-health.ts'
import { displayHealth } from './display-health.ts'
import { Mark } from './mark.tsx'
import styles from './status-bar.module.css'

interface StatusBarProps {
  terminalId: string
  snapshot: Snapshot | undefined
  connection: Connection
}

/** A display paints within two frames and says so over the network: only what lasts longer is late. */
const graceMs = 2_000

const { unknown } = barWords
const displayWords = {
  ok: barWords.displayOk,
  late: barWords.displayLate,
  none: barWords.displayNone,
  unknown,
}
const bankWords = { ok: barWords.pspOk, down: barWords.pspDown, unknown }

/** Whether everything around the till works, in a word each; a shape and a colour only where something does not. */
export function StatusBar({ terminalId, snapshot, connection }: StatusBarProps) {
  const sound = useSound('till')
  const painted = useSettled(snapshot ? displayHealth(snapshot) : 'none', 'late', graceMs, 'ok')
  // Of the others nothing is known without a connection: what came last may not hold any more.
  const health = connection.state === 'live' ? painted : 'unknown'
  const bank = bankHealth(snapshot, connection)?.status ?? 'unknown'
  return (
    <ul className={styles.bar}>
      <Mark label={barWords.till} word={terminalId} />
      {snapshot ? (
        <>
          <Mark
            label={barWords.display}
            word={displayWords[health]}
            isWrong={health === 'late' || health === 'none'}
          />
          <Mark label={barWords.psp} word={bankWords[bank]} isWrong={bank === 'down'} />
        </>
      ) : null}
      <Mark
        label={barWords.connection}
        word={barWords[connection.state]}
        isWrong={connection.state === 'stale'}
      />
      <li className={styles.sound}>
        {sound === 'blocked' ? (
          <Button size="compact" icon={<VolumeX aria-hidden />} onClick={() => void unlockSound()}>
            {barWords.turnSoundOn}
          </Button>
        ) : (
          <span className={styles.mark}>
            {sound === 'ready' ? <Volume2 aria-hidden /> : <VolumeX aria-hidden />}
            {barWords.sound}: {sound === 'ready' ? barWords.soundReady : barWords.soundOff}
          </span>
        )}
      </li>
    </ul>
  )
}
