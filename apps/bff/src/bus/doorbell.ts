import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import type { Bus, Whom } from './bus.ts'

const channel = 'balcao'
/** A connection that says nothing for so long is one whose other end is gone: it is made again. */
export const answerTimeoutMs = 3_000
/** How often that is looked at, and how soon a lost connection is made again. */
export const lookEveryMs = 1_000

export type Doorbell = ReturnType<typeof createDoorbell>

/**
 * Lets the rings of one BFF be heard by the others, with NOTIFY: after the commit and outside of it, since PostgreSQL commits one after
 * another whatever notifies. What was rung while nobody listened is lost, so every new connection rings at all doors once.
 */
export function createDoorbell(local: Bus, connect: () => Client) {
  // Every listener hears itself too.
  const name = randomUUID()
  let listening: Client | undefined
  let isClosed = false
  const unsent = new Set<string>()
  let isSending = false

  async function send() {
    if (isSending) return
    isSending = true
    try {
      // What rings while one is on its way goes together with the next.
      while (unsent.size > 0 && listening !== undefined) {
        const rings = [...unsent]
        unsent.clear()
        await listening.query('SELECT pg_notify($1, $2 || ring) FROM unnest($3::text[]) AS ring', [
          channel,
          `${name} `,
          rings,
        ])
      }
    } catch {
      // A lost ring costs a moment, and the next look says why.
    } finally {
      isSending = false
    }
  }

  async function listen() {
    const client = connect()
    const forget = () => {
      if (listening === client) listening = undefined
    }
    client.on('error', forget)
    client.on('end', forget)
    client.on('notification', ({ payload = '' }) => {
      const [from, terminalId, whom] = payload.split(' ', 3)
      if (terminalId === undefined || from === name) return
      local.ring(terminalId, whom === 'tills' ? 'tills' : 'all')
    })
    try {
      await client.connect()
      // A ring is a commit of its own, and the only one that may be lost: it waits for no disk.
      await client.query(`SET synchronous_commit = off; LISTEN ${channel}`)
    } catch (error) {
      end(client)
      throw error
    }
    if (isClosed) return end(client)
    unsent.clear()
    listening = client
    local.ringAll()
  }

  return {
    bus: {
      ...local,
      ring(terminalId: string, whom: Whom = 'all') {
        local.ring(terminalId, whom)
        if (listening === undefined) return
        unsent.add(`${terminalId} ${whom}`)
        void send()
      },
    } satisfies Bus,

    /** Sees to it that we hear the others. Throws why not. */
    async look(): Promise<void> {
      const client = listening
      if (client === undefined) return listen()
      try {
        await client.query('SELECT 1')
      } catch (error) {
        if (listening === client) listening = undefined
        end(client)
        throw error
      }
    },

    close() {
      isClosed = true
      if (listening !== undefined) end(listening)
      listening = undefined
    },
  }
}

/** Also where nobody answers any more. */
function end(client: Client) {
  client.end().catch(() => {})
}
