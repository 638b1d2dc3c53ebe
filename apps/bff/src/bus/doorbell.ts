import type { Client } from 'pg'
import type { Bus, Whom } from './bus.ts'

/** A connection that says nothing for so long is one whose other end is gone: it is made again. */
export const answerTimeoutMs = 3_000
/** How often that is looked at, and how soon a lost connection is made again. */
export const lookEveryMs = 1_000

/** The door that every BFF with a screen listens at, whatever its terminals are. */
const everywhere = '*'
const channelOf = (door: string) => `balcao ${door}`
const ring = {
  name: 'ring',
  text: `SELECT pg_notify('balcao ' || door, $1 || ' ' || whom) FROM unnest($2::text[], $3::text[]) AS rung (door, whom)`,
}

/**
 * The same for one terminal, sent together with the commit that it tells of and right behind it, so that it waits for nobody. It is a
 * transaction of its own all the same, and the only one that may be lost: it waits for no disk.
 */
export const ringFrom = (name: string) => (terminalId: string) => ({
  name: 'ring behind',
  text: "SELECT pg_notify('balcao ' || $1::text, $2), set_config('synchronous_commit', 'off', true)",
  values: [terminalId, `${name} all`],
})

export type Doorbell = ReturnType<typeof createDoorbell>
/** A connection, and the doors that it listens at. */
type Line = { client: Client; heard: Set<string> }

/**
 * Lets the rings of one BFF be heard by the others, with NOTIFY: after the commit and outside of it, since PostgreSQL commits one after
 * another whatever notifies. Each terminal has a channel of its own, which a BFF listens to for as long as it has a screen there: nobody
 * is woken by what concerns others. What was rung before somebody listened is lost, so whoever begins to listen rings at his own door once.
 * Every listener hears itself too, and knows itself by `name`.
 */
export function createDoorbell(local: Bus, connect: () => Client, name: string) {
  /** How many listen here, by terminal. */
  const listeners = new Map<string, number>()
  let line: Line | undefined
  let isClosed = false
  const unsent = new Map<string, [door: string, whom: Whom]>()
  let isSending = false
  let isTuning = false

  const doors = () => (listeners.size === 0 ? [] : [everywhere, ...listeners.keys()])

  async function send() {
    if (isSending) return
    isSending = true
    try {
      // What rings while one is on its way goes together with the next.
      while (unsent.size > 0 && line !== undefined) {
        const rings = [...unsent.values()]
        unsent.clear()
        const values = [name, rings.map(([door]) => door), rings.map(([, whom]) => whom)]
        await line.client.query({ ...ring, values })
      }
    } catch {
      // A lost ring costs a moment, and the next look says why.
    } finally {
      isSending = false
    }
  }

  function tell(door: string, whom: Whom) {
    if (line === undefined) return
    unsent.set(`${door} ${whom}`, [door, whom])
    void send()
  }

  /** Begins to listen where somebody does, and rings there. Whoever comes while that is on its way goes together with the next. */
  async function tune() {
    if (isTuning) return
    isTuning = true
    try {
      for (;;) {
        const now = line
        const fresh = doors().filter((door) => now?.heard.has(door) === false)
        if (now === undefined || fresh.length === 0) return
        await listenAt(now, fresh)
        for (const door of fresh) local.ring(door)
      }
    } catch {
      // The line is gone, and the next one listens at all doors.
    } finally {
      isTuning = false
    }
  }

  async function open() {
    const client = connect()
    const mine: Line = { client, heard: new Set() }
    const forget = () => {
      if (line === mine) line = undefined
    }
    client.on('error', forget)
    client.on('end', forget)
    client.on('notification', ({ channel, payload = '' }) => {
      const [from, whom] = payload.split(' ', 2)
      if (from === name) return
      const door = channel.slice(channelOf('').length)
      if (door === everywhere) local.ringAll()
      else local.ring(door, whom === 'tills' ? 'tills' : 'all')
    })
    try {
      await client.connect()
      // A ring is a commit of its own, and the only one that may be lost: it waits for no disk.
      await client.query('SET synchronous_commit = off')
      await listenAt(mine, doors())
    } catch (error) {
      end(client)
      throw error
    }
    if (isClosed) return end(client)
    unsent.clear()
    line = mine
    local.ringAll()
    void tune()
  }

  return {
    bus: {
      ...local,
      ring(terminalId: string, whom: Whom = 'all') {
        local.ring(terminalId, whom)
        tell(terminalId, whom)
      },
      ringEverywhere() {
        local.ringAll()
        tell(everywhere, 'all')
      },
      listen(terminalId: string, listener: (whom: Whom) => void) {
        const stop = local.listen(terminalId, listener)
        listeners.set(terminalId, (listeners.get(terminalId) ?? 0) + 1)
        void tune()
        return () => {
          stop()
          const left = (listeners.get(terminalId) ?? 1) - 1
          if (left > 0) listeners.set(terminalId, left)
          else listeners.delete(terminalId)
        }
      },
    } satisfies Bus,

    /** Sees to it that we hear the others, and only what concerns us. Throws why not. */
    async look(): Promise<void> {
      const now = line
      if (now === undefined) return open()
      try {
        await leave(now, new Set(doors()))
      } catch (error) {
        if (line === now) line = undefined
        end(now.client)
        throw error
      }
    },

    close() {
      isClosed = true
      if (line !== undefined) end(line.client)
      line = undefined
    },
  }
}

async function listenAt({ client, heard }: Line, doors: readonly string[]): Promise<void> {
  if (doors.length === 0) return
  await client.query(doors.map((door) => `LISTEN "${channelOf(door)}"`).join('; '))
  for (const door of doors) heard.add(door)
}

/** Where nobody has gone the question is whether the other end is there. */
async function leave({ client, heard }: Line, wanted: ReadonlySet<string>): Promise<void> {
  const left = [...heard].filter((door) => !wanted.has(door))
  // Before the answer: whoever comes back meanwhile listens anew, behind this.
  for (const door of left) heard.delete(door)
  await client.query(left.map((door) => `UNLISTEN "${channelOf(door)}"`).join('; ') || 'SELECT 1')
}

/** Also where nobody answers any more. */
function end(client: Client) {
  client.end().catch(() => {})
}
