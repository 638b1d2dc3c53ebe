import type { Credentials } from '../../apps/bff/src/psp/credentials.ts'
import type { Psp } from '../../apps/bff/src/psp/psp.ts'
import { createPspClock } from '../../apps/bff/src/psp/psp-clock.ts'
import type { createTokens } from '../../apps/bff/src/psp/token.ts'
import { listedCharge, listedPix, pageOf, refundOf, truthOf } from '../../apps/bff/src/psp/translate.ts'
import type { Transport } from '../../apps/bff/src/psp/transport.ts'
import { createWeather } from '../../apps/bff/src/psp/weather.ts'
import * as pix from '../../packages/pix/src/index.ts'

const deadlineMs = { create: 8_000, ask: 5_000, list: 10_000 } as const
const pageSize = 1000

/**
 * The BFF's client of the PSP over a simulated wire: its own tokens, weather, builders, readers and translator. What stands here
 * is the loop between them, because createPsp makes its transport itself and measures its deadlines by `performance.now`.
 */
export function createPspClient(
  transport: Pick<Transport, 'call'>,
  credentials: Credentials,
  { now }: { now: () => number },
  onWeather: () => void,
  profile: pix.PspProfile,
  expirationSeconds: number,
  tokens: ReturnType<typeof createTokens>,
): Psp {
  const weather = createWeather(now, onWeather)
  const clock = createPspClock(now, onWeather)

  async function send(request: pix.PixRequest, deadline: number) {
    const token = await tokens.get(transport as Transport, credentials)
    const sentAtMs = now()
    const reply = await transport.call(pix.toHttp(profile, request, token), Math.max(1, deadline - now()))
    if (reply.status === 401) tokens.evict(token)
    else tokens.accepted(token)
    return { reply, sentAtMs }
  }

  const call = <T>(request: pix.PixRequest, limitMs: number, read: (reply: pix.PixReply) => T): Promise<T> =>
    weather.attempt(async () => {
      const deadline = now() + limitMs
      let sent = await send(request, deadline)
      if (sent.reply.status === 401) sent = await send(request, deadline)
      const result = read(sent.reply)
      clock.hear(sent.reply.headers.date, sent.sentAtMs)
      return result
    })

  const readTruth = (txid: string) => (reply: pix.PixReply) => {
    const cob = pix.readCob(reply, profile)
    if (cob.txid !== txid) throw new pix.PixError('malformed-reply', 'The answer is about another charge')
    return truthOf(cob, 'Loja', now())
  }
  const readOneRefund = (endToEndId: string) => (reply: pix.PixReply) =>
    refundOf(endToEndId, pix.readRefund(reply, profile), now())
  const pixPage = (fromMs: number, toMs: number, page: number) =>
    call(pix.listPix({ ...windowOf(fromMs, toMs), page, pageSize }), deadlineMs.list, (reply) =>
      pageOf(pix.readPixList(reply, profile), listedPix),
    )

  return {
    status: weather.status,
    nowMs: clock.nowMs,
    newChargeBody: (txid, amountCents, description) =>
      pix.putCob(txid, {
        amountCents,
        expirationSeconds,
        chave: credentials.chave,
        ...(description === null || description === '' ? {} : { description }),
      }).body ?? '',
    createCharge: (txid, body) => call(pix.putCobBytes(txid, body), deadlineMs.create, readTruth(txid)),
    readCharge: (txid) => orAbsent(call(pix.getCob(txid), deadlineMs.ask, readTruth(txid))),
    removeCharge: (txid) =>
      orAbsent(call(pix.patchCob(txid, { remove: true }), deadlineMs.ask, readTruth(txid))),
    extendCharge: (txid, untilMs) =>
      orAbsent(
        call(pix.getCob(txid), deadlineMs.ask, (reply) => pix.readCob(reply, profile)).then((cob) => {
          const seconds = Math.round((untilMs - Date.parse(cob.createdAt)) / 1000)
          return call(pix.patchCob(txid, { expirationSeconds: seconds }), deadlineMs.ask, readTruth(txid))
        }),
      ),
    readPix: (endToEndId) =>
      orAbsent(
        call(pix.getPix(endToEndId), deadlineMs.ask, (reply) => listedPix(pix.readPix(reply, profile))),
      ),
    async listPix(fromMs, toMs) {
      const { items, unreadable } = await pixPage(fromMs, toMs, 0)
      return { received: items, unreadable }
    },
    pixPage,
    chargePage: (fromMs, toMs, page) =>
      call(pix.listCobs({ ...windowOf(fromMs, toMs), page, pageSize }), deadlineMs.list, (reply) =>
        pageOf(pix.readCobList(reply, profile), listedCharge),
      ),
    refund: (endToEndId, id, amountCents, description) =>
      call(
        pix.putRefund(endToEndId, id, { amountCents, description }),
        deadlineMs.create,
        readOneRefund(endToEndId),
      ),
    readRefund: (endToEndId, id) =>
      orAbsent(call(pix.getRefund(endToEndId, id), deadlineMs.ask, readOneRefund(endToEndId))),
    registerWebhook: (url) =>
      call(pix.putWebhook(credentials.chave, url), deadlineMs.create, (reply) =>
        pix.readWebhook(reply, profile),
      ),
    readWebhook: () =>
      orAbsent(
        call(pix.getWebhook(credentials.chave), deadlineMs.ask, (reply) => pix.readWebhook(reply, profile)),
      ),
    certificateEndMs: () => null,
    reloadCredentials: () => {},
    close: async () => {},
  }
}

async function orAbsent<T>(asked: Promise<T>): Promise<T | 'absent'> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof pix.PixError && (error.code === 'not-found' || error.code === 'gone'))
      return 'absent'
    throw error
  }
}

const windowOf = (fromMs: number, toMs: number) => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
})
