/** How long a screen waits for its stream, and why. */
export interface StreamTimes {
  /** A server that is well sends its first snapshot within milliseconds. */
  readonly firstSnapshotMs: number
  /** Heartbeats come every 10 s: after two lost ones the connection is dead, whatever TCP thinks. */
  readonly silentMs: number
  /** A restarted server meets all its screens in the same instant: the first return is spread over this. */
  readonly firstReturnMs: number
  /** After the first return the screens are spread already; a customer who has paid waits at most this long for the news. */
  readonly againMs: number
  /** A server that was away for so many attempts is switched off: nobody waits for it. */
  readonly patientAttempts: number
  readonly laterMs: number
}

export interface SharingTimes extends StreamTimes {
  /** The leading tab says so this often. */
  readonly hereMs: number
  /** A visible tab that has not heard the leading one for so long takes the lead: a hidden tab may be frozen. */
  readonly leaderSilentMs: number
  /** The same where somebody has just come to look. */
  readonly answerMs: number
  /** Silence after which a waking screen opens its stream again without waiting for the watchdog: one heartbeat missed. */
  readonly wakeSilentMs: number
}

export const sharingTimes: SharingTimes = {
  firstSnapshotMs: 10_000,
  silentMs: 25_000,
  firstReturnMs: 3_000,
  againMs: 1_500,
  patientAttempts: 80,
  laterMs: 5_000,
  hereMs: 5_000,
  leaderSilentMs: 15_000,
  answerMs: 1_000,
  wakeSilentMs: 12_000,
}
