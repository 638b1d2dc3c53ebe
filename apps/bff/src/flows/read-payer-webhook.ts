import { createHash } from 'node:crypto'
import { PayerApiError, readEvent } from '@balcao/payer-api'
import type { PayerBody } from '../store/payer-inbox.ts'
import type { Mirror } from './mirror-account.ts'
import { type PayerDeps, payerBell } from './payer-deps.ts'

const batch = 100
/** What an older body hinted at, the round that asks has long found by itself. */
const keptMs = 48 * 3_600_000
const forgetEveryMs = 3_600_000

/**
 * What the account's provider posts: kept before anything else, and then a reason to ask. Nothing that a body says is believed, so it
 * does not matter in which order they come or how often. One that nobody can read is told as a notice, and asked after all the same.
 */
export function createPayerInbox(deps: PayerDeps & { mirror: Mirror }) {
  const { payer, clock, log, mirror, bus } = deps
  let forgottenAtMs = Number.NEGATIVE_INFINITY
  let running: Promise<void> | undefined

  async function readOpen(): Promise<void> {
    for (;;) {
      const bodies = await payer.openBodies(batch)
      if (bodies.length === 0) return
      for (const body of bodies) await flagUnknown(body)
      await mirror.refresh()
      await payer.closeBodies(
        bodies.map(({ id }) => id),
        clock.now(),
      )
    }
  }

  async function flagUnknown({ id, body, receivedAtMs }: PayerBody): Promise<void> {
    const event = readEvent(body)
    if (event.kind !== 'unknown') return
    log.warn({ id, reason: event.reason }, 'webhook of Pix Automático of an unknown shape')
    const { recId, requestRecId } = event.ids
    await payer.notify({
      // The same bytes twice are one message that came twice.
      occasion: `unknown ${createHash('sha256').update(body).digest('hex')}`,
      ...{ what: 'unknown', atMs: receivedAtMs, receiverName: null, amountCents: null, reason: null },
      recurrenceId: recId !== undefined && /^R[NR]\d{16}[a-zA-Z0-9]{11}$/.test(recId) ? recId : null,
      proposalId:
        requestRecId !== undefined && /^SC\d{16}[a-zA-Z0-9]{11}$/.test(requestRecId) ? requestRecId : null,
    })
    bus.ring(payerBell)
  }

  /** One reading at a time; a provider that does not answer is asked again by the next round. */
  function read(): Promise<void> {
    running ??= readOpen()
      .catch((error: unknown) => {
        if (!(error instanceof PayerApiError)) throw error
        log.warn({ code: error.code }, 'webhook of Pix Automático not followed yet')
      })
      .finally(() => {
        running = undefined
      })
    return running
  }

  return {
    /** Once this resolves the body survives the power. Nobody waits for what comes of it. */
    async keep(body: string): Promise<void> {
      await payer.putBody(body, clock.now())
      void read().catch((err: unknown) => log.error({ err }, 'webhook of Pix Automático not followed'))
    },
    /** The bodies that nobody has finished. */
    async readAgain(): Promise<void> {
      const nowMs = clock.now()
      if (nowMs - forgottenAtMs >= forgetEveryMs) {
        forgottenAtMs = nowMs
        await payer.forgetBodies(nowMs - keptMs)
      }
      if ((await payer.openBodies(1)).length > 0) await read()
    },
  }
}
