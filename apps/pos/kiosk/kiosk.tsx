import { useFullscreen, useWakeLock } from '@balcao/shell'
import { QrCode, Screen } from '@balcao/ui'
import { useEffect, useState } from 'react'
import { faceOf, remainingMs } from '../checkout/charge-face.ts'
import { createChargeStore } from '../checkout/charge-store.ts'
import { wordsForProblem } from '../checkout/problem-words.ts'
import { readContract } from '../checkout/read-contract.ts'
import { sceneOf } from '../checkout/scene.ts'
import { Stage } from '../checkout/stage.tsx'
import { Whisper, wordsForTimeLeft } from '../checkout/time-left.tsx'
import { useOutgoing } from '../checkout/use-outgoing.ts'
import { usePainted } from '../checkout/use-painted.ts'
import { useServerNow } from '../checkout/use-server-now.ts'
import { useShownFor } from '../checkout/use-shown-for.ts'
import { currentCharge, useTerminal } from '../checkout/use-terminal.ts'
import { useUpdates } from '../checkout/use-updates.ts'
import { useAnnouncePaid } from '../checkout/voice/use-announce-paid.ts'
import { readTerminalId } from '../shell/device.ts'
import { useSound } from '../shell/use-sound.ts'
import { Attract } from './attract.tsx'
import { Choose } from './choose.tsx'
import { IdleWarning } from './idle-warning.tsx'
import styles from './kiosk.module.css'
import { KioskHeader } from './kiosk-header.tsx'
import { readOffer } from './offer.ts'
import { useAbandon } from './use-abandon.ts'
import { useFollowed } from './use-followed.ts'
import { useIdle } from './use-idle.ts'
import { useLockedIn } from './use-locked-in.ts'
import { Waiting } from './waiting.tsx'

const firstKiosk = 'totem-1'
/** To choose takes one touch. */
const idleChoosingMs = 60_000
/** To pay, a customer finds the phone, opens the bank and types a password, and touches nothing here meanwhile. */
const idlePayingMs = 120_000

/** Attract, choose or confirm, pay, thanks, attract. Nothing on it leads anywhere else, and it resets itself. */
export function Kiosk() {
  const [terminalId] = useState(() => readTerminalId('kiosk-terminal', firstKiosk))
  const [offer] = useState(() => readOffer(location.search))
  const [useStore] = useState(() => createChargeStore(`balcao kiosk ${terminalId}`))
  const { feed, snapshot, connection } = useTerminal(terminalId, 'display', readContract)
  const nowMs = useServerNow(feed.clock)
  const outgoing = useStore((store) => store.outgoing)
  const { refusal, forget } = useOutgoing(useStore, feed)
  // Taken back because somebody began again: that is no failure.
  const failure = refusal === 'withdrawn' ? undefined : refusal
  const [isChoosing, setChoosing] = useState(false)
  const followed = useFollowed(currentCharge(snapshot), outgoing?.txid)
  const abandon = useAbandon(feed)
  useSound('kiosk')
  useWakeLock()
  useLockedIn()
  useFullscreen()
  useUpdates(feed, useStore)

  const { charge } = followed
  const face = charge && nowMs !== undefined ? faceOf(charge, nowMs) : 'none'
  const shownForMs = useShownFor(`${charge?.txid} ${face}`, nowMs)
  // What is followed here may not be what the server shows any more.
  const receiptUrl = charge?.txid === snapshot?.currentTxid ? (snapshot?.receiptUrl ?? null) : null
  const scene = sceneOf({ charge, nowMs, connection, shownForMs, hasReceipt: receiptUrl !== null })
  const isPaid = scene.kind === 'charge' && scene.face === 'paid'
  useAnnouncePaid('kiosk', isPaid ? scene.charge : undefined)
  const isSending = scene.kind === 'idle' && outgoing !== null && !outgoing.isGivenUp
  const isAttracting = scene.kind === 'idle' && !isSending && !isChoosing && failure === undefined
  const shown = scene.kind === 'charge' ? scene.charge : undefined
  usePainted(terminalId, shown?.txid, shown?.version)
  useEffect(() => {
    // A kiosk keeps no amount for later: the next customer chooses anew.
    if (!outgoing) useStore.getState().clearDraft()
  }, [outgoing, useStore])

  const restart = () => {
    setChoosing(false)
    forget()
    useStore.getState().giveUp()
    followed.dismiss()
    if (charge && !isPaid) abandon(charge.txid)
  }
  const isPaying = scene.kind === 'charge' || isSending
  const idle = useIdle(isAttracting || isPaid ? undefined : isPaying ? idlePayingMs : idleChoosingMs, restart)
  const pay = (cents: number) => {
    forget()
    setChoosing(false)
    useStore.getState().setAmount(cents)
    useStore.getState().charge(terminalId)
  }

  return (
    <div className={styles.kiosk}>
      <Screen
        fit="screen"
        tone={isPaid ? 'paid' : 'calm'}
        header={<KioskHeader shopName={snapshot?.shopName} onRestart={isAttracting ? undefined : restart} />}
      >
        {isAttracting ? (
          <Attract
            offer={offer}
            isPspDown={snapshot?.psp.status === 'down'}
            onStart={() => setChoosing(true)}
          />
        ) : isSending ? (
          <Waiting amountCents={outgoing.amountCents} />
        ) : scene.kind === 'idle' ? (
          <Choose
            offer={offer}
            failure={failure && wordsForProblem(failure)}
            isBusy={outgoing !== null}
            onChoose={pay}
          />
        ) : (
          <Stage
            scene={scene}
            connection={connection}
            shopName={snapshot?.shopName}
            nowMs={nowMs ?? 0}
            isPspDown={snapshot?.psp.status === 'down'}
            isSilent={false}
            receiptUrl={receiptUrl}
            Code={QrCode}
          />
        )}
      </Screen>
      <IdleWarning secondsLeft={idle.secondsLeft} onStay={idle.stay} onRestart={restart} />
      <Whisper message={shown && nowMs !== undefined ? wordsForTimeLeft(remainingMs(shown, nowMs)) : ''} />
    </div>
  )
}
