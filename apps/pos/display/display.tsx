import { useFullscreen, useWakeLock } from '@balcao/shell'
import { playChime, Screen } from '@balcao/ui'
import { useEffect, useState } from 'react'
import { faceOf, remainingMs } from '../checkout/charge-face.ts'
import { readSnapshot } from '../checkout/read-snapshot.ts'
import { sceneOf } from '../checkout/scene.ts'
import { Stage } from '../checkout/stage.tsx'
import { Whisper, wordsForTimeLeft } from '../checkout/time-left.tsx'
import { usePainted } from '../checkout/use-painted.ts'
import { useQrCode } from '../checkout/use-qr-code.ts'
import { useServerNow } from '../checkout/use-server-now.ts'
import { useShownFor } from '../checkout/use-shown-for.ts'
import { currentCharge, useTerminal } from '../checkout/use-terminal.ts'
import { useUpdates } from '../checkout/use-updates.ts'
import { firstTill, readTerminalId } from '../shell/device.ts'
import { ring } from '../shell/sound.ts'
import { useSound } from '../shell/use-sound.ts'
import { DisplayHeader } from './display-header.tsx'

/** The screen that the customer looks at. It asks for nothing and decides nothing. */
export function Display() {
  const [terminalId] = useState(() => readTerminalId('terminal', firstTill))
  const { feed, snapshot, connection } = useTerminal(terminalId, 'display', readSnapshot)
  const nowMs = useServerNow(feed.clock)
  const wakeLock = useWakeLock()
  const sound = useSound()
  const Code = useQrCode()
  useUpdates(feed)
  useFullscreen()

  const charge = currentCharge(snapshot)
  const face = charge && nowMs !== undefined ? faceOf(charge, nowMs) : 'none'
  const shownForMs = useShownFor(`${charge?.txid} ${face}`, nowMs)
  const scene = sceneOf({ charge, nowMs, connection, shownForMs })
  const shown = scene.kind === 'charge' ? scene.charge : undefined
  const isPaid = scene.kind === 'charge' && scene.face === 'paid'
  // Nothing has been painted that says a code while there is no code.
  const painted = Code ? shown : undefined
  usePainted(terminalId, painted?.txid, painted?.version)
  useChime(isPaid)

  const isWaiting = scene.kind === 'charge' && scene.face === 'awaiting' && nowMs !== undefined
  return (
    <Screen
      fit="screen"
      tone={isPaid ? 'paid' : 'calm'}
      header={
        <DisplayHeader
          shopName={snapshot?.shopName}
          nowMs={nowMs}
          wakeLock={wakeLock}
          isIdle={scene.kind === 'idle'}
        />
      }
    >
      <Stage
        scene={scene}
        connection={connection}
        shopName={snapshot?.shopName}
        nowMs={nowMs ?? 0}
        isPspDown={snapshot?.psp.status === 'down'}
        isSilent={sound === 'blocked'}
        Code={Code}
      />
      <Whisper message={isWaiting ? wordsForTimeLeft(remainingMs(scene.charge, nowMs)) : ''} />
    </Screen>
  )
}

/** Rings when money has come. */
function useChime(isPaid: boolean) {
  useEffect(() => {
    if (isPaid) ring(playChime)
  }, [isPaid])
}
