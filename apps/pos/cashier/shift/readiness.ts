import type { Health, ReadinessItem } from '@balcao/contracts'
import type { WakeLockState } from '@balcao/shell'
import { readinessWords as words } from '../../checkout/words/shifts.ts'
import type { Sound } from '../../shell/sound.ts'
import type { DisplayHealth } from '../display-health.ts'

/** What the server and this device know. Undefined: not known yet. */
export interface ReadinessFacts {
  health: Health | 'silent' | undefined
  /** How far this device's calendar is ahead of the bank's; negative where it is behind. */
  clockAheadMs: number | undefined
  nowMs: number
  sound: Sound
  wakeLock: WakeLockState
  display: DisplayHealth
  printer: 'browser' | 'there' | 'missing' | undefined
}
export interface ReadinessLine {
  item: ReadinessItem
  state: 'ok' | 'attention' | 'checking'
  sentence: string
  /** What to do; absent where there is nothing to do. */
  advice?: string
}

/** What is written on a receipt is off by no more than this. */
const clockToleranceMs = 60_000
/** Long enough to order a certificate, and short enough for a till: the office warns earlier. */
const certificateDays = 30
const dayMs = 86_400_000

/** What a till looks at before a shift. A line warns; none of them forbids to sell. */
export function readinessOf(facts: ReadinessFacts): ReadinessLine[] {
  return [
    ...ofServer(facts),
    ofClock(facts.clockAheadMs),
    ofSound(facts.sound),
    ofWakeLock(facts.wakeLock),
    ofDisplay(facts.display),
    ofPrinter(facts.printer),
  ]
}

const ok = (item: ReadinessItem, sentence: string): ReadinessLine => ({ item, state: 'ok', sentence })
const attention = (item: ReadinessItem, sentence: string, advice: string): ReadinessLine => ({
  ...{ item, state: 'attention', sentence, advice },
})
const checking = (item: ReadinessItem): ReadinessLine => ({ item, state: 'checking', sentence: '' })

function ofServer({ health, nowMs }: ReadinessFacts): ReadinessLine[] {
  if (health === undefined) return [checking('psp'), checking('certificate'), checking('webhook')]
  // One sentence for what is one cause: the other two would only repeat it.
  if (health === 'silent') return [attention('psp', words.serverSilent, words.serverAdvice)]
  const { psp, webhook } = health
  return [
    psp.status === 'ok' ? ok('psp', words.pspOk) : attention('psp', words.pspDown, words.pspAdvice),
    ofCertificate(psp.certificateEndsAt, nowMs),
    webhook.status === 'ok'
      ? ok('webhook', words.webhookOk)
      : attention('webhook', words.webhookDown, words.webhookAdvice),
  ]
}

function ofCertificate(endsAt: string | null, nowMs: number): ReadinessLine {
  if (endsAt === null) return ok('certificate', words.certificateNone)
  const days = Math.floor((Date.parse(endsAt) - nowMs) / dayMs)
  return days > certificateDays
    ? ok('certificate', words.certificateDays(days))
    : attention('certificate', words.certificateSoon(days), words.certificateAdvice)
}

function ofClock(aheadMs: number | undefined): ReadinessLine {
  if (aheadMs === undefined) return checking('clock')
  const minutes = Math.round(Math.abs(aheadMs) / 60_000)
  if (Math.abs(aheadMs) <= clockToleranceMs) return ok('clock', words.clockOk)
  const sentence = aheadMs > 0 ? words.clockAhead(minutes) : words.clockBehind(minutes)
  return attention('clock', sentence, words.clockAdvice)
}

function ofSound(sound: Sound): ReadinessLine {
  switch (sound) {
    case 'ready':
      return ok('sound', words.soundOk)
    case 'off':
      return attention('sound', words.soundOff, words.soundOffAdvice)
    case 'blocked':
      return attention('sound', words.soundBlocked, words.soundBlockedAdvice)
  }
}

function ofWakeLock(state: WakeLockState): ReadinessLine {
  switch (state) {
    case 'asking':
      return checking('wake-lock')
    case 'held':
      return ok('wake-lock', words.wakeOk)
    case 'refused':
      return attention('wake-lock', words.wakeRefused, words.wakeAdvice)
  }
}

function ofDisplay(display: DisplayHealth): ReadinessLine {
  switch (display) {
    case 'ok':
      return ok('display', words.displayOk)
    case 'late':
      return attention('display', words.displayLate, words.displayLateAdvice)
    case 'none':
      return attention('display', words.displayNone, words.displayNoneAdvice)
  }
}

function ofPrinter(printer: ReadinessFacts['printer']): ReadinessLine {
  switch (printer) {
    case undefined:
      return checking('printer')
    case 'browser':
      return ok('printer', words.printerBrowser)
    case 'there':
      return ok('printer', words.printerThere)
    case 'missing':
      return attention('printer', words.printerMissing, words.printerAdvice)
  }
}
