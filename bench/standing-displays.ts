import type { Program } from '../rigs/processes.ts'
import { listenTo, type SseClient } from './sse-client.ts'

/** A BFF ends each stream after this at the earliest, and the screen opens the next: so it goes on all day. */
const lifeMs = 40_000
const opensAtOnce = 20

/** Displays that stand at their tills, spread over the BFFs, each renewing its stream in its turn. */
export async function holdDisplays(bffs: readonly Program[], count: number) {
  const streams: SseClient[] = []
  const portOf = (index: number) => bffs[index % bffs.length]?.port ?? 0
  const open = async (index: number) => {
    streams[index] = await listenTo(portOf(index), `/api/terminals/caixa-${index + 1}/events?view=display`)
  }
  let next = 0
  await Promise.all(
    Array.from({ length: opensAtOnce }, async () => {
      while (next < count) await open(next++)
    }),
  )

  let failure: unknown
  let turn = 0
  const renewals = new Set<Promise<void>>()
  const renewing = setInterval(() => {
    const index = turn++ % count
    const before = streams[index]
    const renewal = open(index)
      .then(() => before?.close())
      .catch((error: unknown) => {
        failure = error
      })
      .finally(() => renewals.delete(renewal))
    renewals.add(renewal)
  }, lifeMs / count)

  return {
    /** Throws where one could not come back. */
    check() {
      if (failure !== undefined) throw failure
    },
    async close() {
      clearInterval(renewing)
      await Promise.all(renewals)
      await Promise.all(streams.map((stream) => stream.close()))
    },
  }
}
