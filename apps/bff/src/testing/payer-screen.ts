import { PayerSnapshot } from '@balcao/contracts'
import { vi } from 'vitest'
import { withKey } from './shop-key.ts'
import { patience, type World } from './world.ts'

/** What the payer's screen hears, in the order in which it heard it. */
export async function openPayerScreen(world: World) {
  const abort = new AbortController()
  const reply = await fetch(`${world.url}/api/payer/events`, { signal: abort.signal, headers: withKey })
  if (reply.status !== 200 || reply.body === null) throw new Error(`the stream answered ${reply.status}`)
  const snapshots: PayerSnapshot[] = []
  const ended = (async () => {
    const decoder = new TextDecoder()
    let unread = ''
    for await (const chunk of reply.body as AsyncIterable<Uint8Array>) {
      unread += decoder.decode(chunk, { stream: true })
      for (let end = unread.indexOf('\n\n'); end >= 0; end = unread.indexOf('\n\n')) {
        const data = /^event: snapshot\ndata: (.*)$/.exec(unread.slice(0, end))?.[1]
        if (data !== undefined) snapshots.push(PayerSnapshot.parse(JSON.parse(data)))
        unread = unread.slice(end + 2)
      }
    }
  })()
  // It is cut off in the middle, by whoever closes it.
  ended.catch(() => {})
  return {
    snapshots,
    until: (fits: (snapshot: PayerSnapshot) => boolean) =>
      vi.waitFor(() => {
        const found = snapshots.find(fits)
        if (found === undefined) throw new Error(`not heard; last: ${JSON.stringify(snapshots.at(-1))}`)
        return found
      }, patience),
    close: () => abort.abort(),
  }
}
