import { Snapshot } from '@balcao/contracts'
import { withKey } from './shop-key.ts'

/** What one screen of a terminal hears, in the order in which it heard it. */
export type Screen = {
  /** The stream's own text, byte for byte. */
  readonly text: () => string
  readonly snapshots: readonly Snapshot[]
  readonly latest: () => Snapshot
  /** The first snapshot that fits, among those already heard and those to come. Fails after the patience is over. */
  until: (fits: (snapshot: Snapshot) => boolean, patienceMs?: number) => Promise<Snapshot>
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>
  close: () => void
}

/** Reads the stream as a browser does. Every event has to be one whole snapshot in one line. */
export async function openScreen(url: string, open: Set<Screen>): Promise<Screen> {
  const abort = new AbortController()
  const reply = await fetch(url, { signal: abort.signal, headers: withKey })
  if (reply.status !== 200 || reply.body === null)
    throw new Error(`${url} answered ${reply.status}: ${await reply.text()}`)
  const snapshots: Snapshot[] = []
  const waiting = new Set<() => void>()
  let text = ''
  let unread = ''
  let failure: unknown

  function feed(chunk: string) {
    text += chunk
    unread += chunk
    for (let end = unread.indexOf('\n\n'); end >= 0; end = unread.indexOf('\n\n')) {
      readEvent(unread.slice(0, end))
      unread = unread.slice(end + 2)
    }
    for (const look of [...waiting]) look()
  }
  function readEvent(event: string) {
    if (event.startsWith(':') || event.startsWith('retry:')) return
    const [name, data, ...more] = event.split('\n')
    if (name !== 'event: snapshot' || data === undefined || more.length > 0)
      throw new Error(`not one snapshot in one line: ${event.slice(0, 200)}`)
    snapshots.push(Snapshot.parse(JSON.parse(data.slice('data: '.length))))
  }
  const ended = (async () => {
    try {
      const decoder = new TextDecoder()
      for await (const chunk of reply.body as AsyncIterable<Uint8Array>)
        feed(decoder.decode(chunk, { stream: true }))
    } catch (error) {
      if (!abort.signal.aborted) failure = error
    }
    for (const look of [...waiting]) look()
  })()

  const screen: Screen = {
    text: () => text,
    snapshots,
    latest: () => {
      const snapshot = snapshots.at(-1)
      if (snapshot === undefined) throw new Error('nothing heard yet')
      return snapshot
    },
    until: (fits, patienceMs = 15_000) =>
      new Promise((resolve, reject) => {
        const giveUp = (why: string) => {
          done()
          reject(new Error(`${why}; heard last: ${JSON.stringify(snapshots.at(-1))}`, { cause: failure }))
        }
        const timer = setTimeout(() => giveUp(`not seen within ${patienceMs} ms`), patienceMs)
        const done = () => {
          clearTimeout(timer)
          waiting.delete(look)
        }
        const look = () => {
          const found = snapshots.find(fits)
          if (failure !== undefined) giveUp('the stream broke')
          else if (found !== undefined) {
            done()
            resolve(found)
          }
        }
        waiting.add(look)
        look()
      }),
    ended,
    close: () => {
      open.delete(screen)
      abort.abort()
    },
  }
  open.add(screen)
  return screen
}
