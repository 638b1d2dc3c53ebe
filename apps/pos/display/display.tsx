import { useFullscreen, useWakeLock } from '@balcao/shell'
import { Screen } from '@balcao/ui'
import { useState } from 'react'
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
import { useAnnouncePaid } from '../checkout/voice/use-announce-paid.ts'
import { firstTill, readTerminalId } from '../shell/device.ts'
import { useLater } from '../shell/use-later.ts'
import { useSound } from '../shell/use-sound.ts'
import { DisplayHeader } from './display-header.tsx'

/** What few shops offer comes after the first picture. */
const loadOfferStage = () => import('./offer/offer-stage.tsx').then(({ OfferStage }) => OfferStage)

/** The screen that the customer looks at. It asks for nothing and decides nothing. */
export function Display() {
  const [terminalId] = useState(() => readTerminalId('terminal', firstTill))
  const { feed, snapshot, connection } = useTerminal(terminalId, 'display', readSnapshot)
  const nowMs = useServerNow(feed.clock)
  const wakeLock = useWakeLock()
  const sound = useSound('display')
  const Code = useQrCode()
  const OfferStage = useLater(loadOfferStage)
  useUpdates(feed)
  useFullscreen()

  const charge = currentCharge(snapshot)
  const face = charge && nowMs !== undefined ? faceOf(charge, nowMs) : 'none'
  const shownForMs = useShownFor(`${charge?.txid} ${face}`, nowMs)
  const receiptUrl = snapshot?.receiptUrl ?? null
  const scene = sceneOf({ charge, nowMs, connection, shownForMs, hasReceipt: receiptUrl !== null })
  const shown = scene.kind === 'charge' ? scene.charge : undefined
  const isPaid = scene.kind === 'charge' && scene.face === 'paid'
  // Nothing has been painted that says a code while there is no code.
  const painted = Code ? shown : undefined
  usePainted(terminalId, painted?.txid, painted?.version)
  useAnnouncePaid('display', isPaid ? shown : undefined)

  const stage = (
    <Stage
      scene={scene}
      connection={connection}
      shopName={snapshot?.shopName}
      nowMs={nowMs ?? 0}
      isPspDown={snapshot?.psp.status === 'down'}
      isSilent={sound === 'blocked'}
      receiptUrl={receiptUrl}
      Code={Code}
    />
  )
  const offer = snapshot?.recurrences?.offer
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
      {OfferStage && offer ? (
        <OfferStage {...{ offer, scene, charge, nowMs: nowMs ?? 0, Code }}>{stage}</OfferStage>
      ) : (
        stage
      )}
      <Whisper message={isWaiting ? wordsForTimeLeft(remainingMs(scene.charge, nowMs)) : ''} />
    </Screen>
  )
}
