import { Agent, type ClientRequest, get } from 'node:http'
import { paths, Snapshot } from '@balcao/contracts'
import { withKey } from '../processes.ts'

/** A display that lost its stream is back after this: not all of them in the same moment. */
const againMs = { least: 500, most: 1_500 }

type Wanted = { count: number; terminals: readonly string[]; port: () => number; random: { whole: Whole } }
type Whole = (from: number, to: number) => number
export type Displays = ReturnType<typeof openDisplays>

/** Screens that come back by themselves whenever their stream ends, and hold each snapshot against the one before. */
export function openDisplays({ count, terminals, port, random }: Wanted) {
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
  const open = new Map<number, ClientRequest>()
  const returning = new Set<NodeJS.Timeout>()
  const wentBack: string[] = []
  let isClosing = false
  let connected = 0
  let heard = 0

  function connect(index: number, before: ReadonlyMap<string, number>) {
    let versions = before
    const terminalId = terminals[index % terminals.length] ?? ''
    const request = get(
      { agent, port: port(), path: `${paths.events(terminalId)}?view=display`, headers: withKey },
      (stream) => {
        connected += 1
        stream.once('close', () => {
          connected -= 1
        })
        let unread = ''
        stream.setEncoding('utf8').on('data', (text: string) => {
          const events = `${unread}${text}`.split('\n\n')
          unread = events.pop() ?? ''
          for (const event of events) {
            const data = /^data: (.*)$/m.exec(event)?.[1]
            if (data === undefined) continue
            heard += 1
            versions = compare(index, versions, Snapshot.parse(JSON.parse(data)))
          }
        })
        // Cut off in the middle: it comes back like any other.
        stream.on('error', () => {})
      },
    )
    open.set(index, request)
    request.on('error', () => {})
    request.once('close', () => {
      open.delete(index)
      if (isClosing) return
      const timer = setTimeout(
        () => {
          returning.delete(timer)
          connect(index, versions)
        },
        random.whole(againMs.least, againMs.most),
      )
      returning.add(timer)
    })
  }

  /** Whatever was shown is shown as it was or later, also after the BFF was killed. */
  function compare(index: number, before: ReadonlyMap<string, number>, { charges, terminalId }: Snapshot) {
    for (const { txid, version } of charges)
      if (version < (before.get(txid) ?? 0))
        wentBack.push(`display ${index} of ${terminalId} went back to version ${version} of ${txid}`)
    return new Map(charges.map(({ txid, version }) => [txid, version]))
  }

  for (let index = 0; index < count; index++) connect(index, new Map())
  return {
    connected: () => connected,
    heard: () => heard,
    /** In what a display was told something older than before. */
    wentBack,
    close() {
      isClosing = true
      for (const timer of returning) clearTimeout(timer)
      for (const request of open.values()) request.destroy()
      agent.destroy()
    },
  }
}
