import type { Liveness } from './liveness.ts'
import type { SharingTimes } from './times.ts'

/** What the tabs of one device tell each other. */
export type Message =
  /** Where do things stand? Whoever asks trusts nothing until the answer with its number has come. */
  | { readonly kind: 'hello'; readonly nonce: number }
  | ({ readonly kind: 'answer'; readonly nonce: number } & Standing)
  | { readonly kind: 'snapshot'; readonly data: string }
  | { readonly kind: 'heard' | 'lost' | 'here' }
type Sent = Message & { readonly from: number }

export interface Standing {
  readonly latest: { readonly data: string; readonly ageMs: number } | null
  readonly isLive: boolean
}

export interface Tab {
  readonly liveness: Liveness
  readonly onSnapshot: (data: string, ageMs: number) => boolean
  /** This tab leads now: it reads the stream, and tells. */
  readonly read: (tell: (message: Message) => void) => void
  readonly stopReading: () => void
  readonly standing: () => Standing
}

export interface Tabs {
  readonly ask: () => void
  readonly leave: () => void
}

/** Joins the tabs that want the same stream: a lock says who leads. Undefined where the browser has no locks. */
export function joinTabs(name: string, tab: Tab, times: SharingTimes): Tabs | undefined {
  if (!('locks' in navigator) || typeof BroadcastChannel !== 'function') return undefined
  const channel = new BroadcastChannel(name)
  const me = Math.random()
  let leading: (() => void) | undefined
  let waiting = new AbortController()
  let hasLeft = false
  let nonce = 0
  let askedAt = 0
  /** The tab that has answered: what another one says is no news. */
  let leader: number | undefined
  let leaderHeardAt = performance.now()
  const tell = (message: Message) => {
    const sent: Sent = { ...message, from: me }
    if (!hasLeft) channel.postMessage(sent)
  }

  const lead = async () => {
    tab.read(tell)
    const beat = setInterval(() => tell({ kind: 'here' }), times.hereMs)
    // A lock is held for as long as this promise is open.
    await new Promise<void>((resolve) => {
      leading = resolve
    })
    clearInterval(beat)
  }
  const stepDown = () => {
    leading?.()
    leading = undefined
    tab.stopReading()
  }
  const request = (options: LockOptions) => {
    navigator.locks.request(name, options, lead).catch(() => {
      // Rejected: given up by ourselves, or another tab took the lead.
      if (hasLeft || options.signal?.aborted) return
      stepDown()
      ask()
      standInLine()
    })
  }
  const standInLine = () => {
    waiting = new AbortController()
    request({ signal: waiting.signal })
  }
  const takeLeadIfSilent = (limitMs: number) => {
    const isSilent = performance.now() - leaderHeardAt >= limitMs
    if (hasLeft || leading || !isSilent || document.visibilityState !== 'visible') return
    leaderHeardAt = performance.now()
    waiting.abort()
    request({ steal: true })
  }
  const ask = () => {
    const now = performance.now()
    askedAt = now
    nonce = Math.random()
    leader = undefined
    tell({ kind: 'hello', nonce })
    setTimeout(() => {
      if (leaderHeardAt < now) takeLeadIfSilent(0)
    }, times.answerMs)
  }

  channel.onmessage = ({ data: message }: MessageEvent<Sent>) => {
    if (message.kind === 'hello') {
      if (leading) tell({ kind: 'answer', nonce: message.nonce, ...tab.standing() })
    } else if (!leading) {
      leaderHeardAt = performance.now()
      follow(message)
    }
  }
  const follow = (message: Exclude<Sent, { kind: 'hello' }>) => {
    if (message.kind === 'answer') {
      if (message.nonce !== nonce) return
      leader = message.from
      const { latest, isLive } = message
      if (latest && tab.onSnapshot(latest.data, latest.ageMs) && isLive) tab.liveness.heard()
      return
    }
    // What lay in the queue of a tab that slept is old; only what follows an answer is news. A tab that has not answered leads since,
    // or it has just woken up with old bytes and does not know yet that it leads no more: the one that leads will answer.
    if (message.from !== leader) {
      if (performance.now() - askedAt > times.answerMs) ask()
      return
    }
    if (message.kind === 'snapshot' && tab.onSnapshot(message.data, 0)) tab.liveness.heard()
    if (message.kind === 'heard' && tab.liveness.connection().state !== 'connecting') tab.liveness.heard()
    if (message.kind === 'lost') tab.liveness.lost()
  }

  const watch = setInterval(() => takeLeadIfSilent(times.leaderSilentMs), times.hereMs)
  standInLine()
  ask()
  return {
    ask,
    leave: () => {
      hasLeft = true
      clearInterval(watch)
      waiting.abort()
      stepDown()
      channel.close()
    },
  }
}
