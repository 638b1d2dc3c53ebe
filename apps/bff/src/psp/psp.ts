import type { PspTruth, Refund } from '@balcao/domain'
import * as pix from '@balcao/pix'
import type { TlsMaterial } from '../wire/credentials.ts'
import { createFarClock, type KeptOffset } from '../wire/far-clock.ts'
import { type ChargeKind, chargeKinds, type Due, dueChargeBody } from './charge-kinds.ts'
import type { Credentials } from './credentials.ts'
import { createPspRecurrences, type ReceivingAccount, withRecurrenceScopes } from './recurrences.ts'
import { createTokens } from './token.ts'
import {
  aboutAnother,
  type CobTruth,
  type ListedCharge,
  type ListedPix,
  listedCharge,
  listedPix,
  type Page,
  pageOf,
  refundOf,
} from './translate.ts'
import type { Transport } from './transport.ts'
import { createWeather } from './weather.ts'

/** A person waits for the first; the second is asked again anyway; the third is a page of a thousand. */
const deadlineMs = { create: 8_000, ask: 5_000, list: 10_000 } as const
/** The largest page of the standard. */
const largestPage = 1000

export type PspSettings = {
  profile: pix.PspProfile
  /** What the profile needs. */
  settings: Readonly<Record<string, string>>
  expirationSeconds: number
  shopName: string
  /** Where the money of Pix Automático goes; absent where nothing is charged by it. */
  account?: ReceivingAccount | undefined
}
export type PspPorts = {
  now: () => number
  /** Milliseconds from anywhere. No correction of the calendar moves them, so deadlines go by them. */
  monotonicMs: () => number
  connect: (material: TlsMaterial) => Transport
  clockOffset: KeptOffset
}
export type Psp = ReturnType<typeof createPsp>

/**
 * The PSP in our own words. Every method throws PixError; isOutcomeUnknown tells whether a change may have been applied.
 * "absent" is an answer, given by a problem that says so and by nothing else.
 */
export function createPsp(
  { profile, settings, expirationSeconds, shopName, account }: PspSettings,
  credentials: { current: () => Credentials; reload: () => boolean },
  { now, monotonicMs, connect, clockOffset }: PspPorts,
  /** What screens show has changed: whether the PSP answers, or what time it is there. */
  onChange: () => void,
) {
  const tokens = createTokens(withRecurrenceScopes(profile, account), now)
  const weather = createWeather(now, onChange)
  let transport = connect(credentials.current().tls)
  const clock = createFarClock(now, clockOffset, onChange)

  async function send(request: pix.PixRequest, remainingMs: () => number) {
    const token = await tokens.get(transport, credentials.current())
    const sentAtMs = now()
    const reply = await transport.call(pix.toHttp(profile, request, token, settings), remainingMs())
    if (reply.status === 401) tokens.evict(token)
    else tokens.accepted(token)
    return { reply, sentAtMs }
  }

  const call = <T>(
    request: pix.PixRequest,
    purpose: keyof typeof deadlineMs,
    read: (reply: pix.PixReply) => T,
  ): Promise<T> =>
    weather.attempt(purpose === 'list' ? 'lists' : 'sales', async () => {
      // One limit for everything that the caller waits for: a token, the call, the call again.
      const endsAtMs = monotonicMs() + deadlineMs[purpose]
      const remainingMs = () => Math.max(1, Math.ceil(endsAtMs - monotonicMs()))
      let sent = await send(request, remainingMs)
      // Once more with a new token: a PSP may take one back before its time. A second 401 is an answer.
      if (sent.reply.status === 401) sent = await send(request, remainingMs)
      const result = read(sent.reply)
      clock.hear(sent.reply.headers.date, sent.sentAtMs)
      return result
    })

  const readTruth = (txid: string, kind: ChargeKind) => (reply: pix.PixReply) =>
    chargeKinds[kind].read(reply, txid, { profile, shopName, nowMs: now() })

  const readOneRefund = (endToEndId: string, id: string) => (reply: pix.PixReply) => {
    const refund = pix.readRefund(reply, profile)
    if (refund.id !== id) throw aboutAnother('refund')
    return refundOf(endToEndId, refund, now())
  }

  const pixPage = (
    fromMs: number,
    toMs: number,
    page: number,
    pageSize = largestPage,
  ): Promise<Page<ListedPix>> =>
    call(pix.listPix({ ...windowOf(fromMs, toMs), page, pageSize }), 'list', (reply) =>
      pageOf(pix.readPixList(reply, profile), listedPix),
    )

  return {
    status: weather.status,
    /** The PSP's time: what it calls now is what its expiry and its lists are measured by. */
    nowMs: clock.nowMs,

    /** The bytes that will create this charge, now and at every retry. */
    newChargeBody(txid: string, amountCents: number, description: string | null): string {
      const request = pix.putCob(txid, {
        amountCents,
        expirationSeconds,
        chave: credentials.current().chave,
        ...(description === null || description === '' ? {} : { description }),
      })
      return request.body ?? ''
    },

    newDueChargeBody: (txid: string, amountCents: number, description: string | null, due: Due): string =>
      dueChargeBody(txid, { amountCents, description, due, chave: credentials.current().chave }),
    /** Whether the PSP has charges with a due date. */
    hasDueCharges: profile.supports.cobv,

    createCharge: (txid: string, body: string, kind: ChargeKind = 'immediate'): Promise<CobTruth> =>
      call(chargeKinds[kind].put(txid, body), 'create', readTruth(txid, kind)),

    readCharge: (txid: string, kind: ChargeKind = 'immediate'): Promise<CobTruth | 'absent'> =>
      orAbsent(call(chargeKinds[kind].get(txid), 'ask', readTruth(txid, kind))),

    removeCharge: (txid: string, kind: ChargeKind = 'immediate'): Promise<PspTruth | 'absent'> =>
      orAbsent(call(chargeKinds[kind].remove(txid), 'ask', readTruth(txid, kind))),

    /** Keeps the code alive until an instant, not for so much longer: a repeat after a lost answer changes nothing. */
    extendCharge: (txid: string, untilMs: number): Promise<PspTruth | 'absent'> =>
      orAbsent(
        call(pix.getCob(txid), 'ask', (reply) => pix.readCob(reply, profile)).then((cob) => {
          // The standard counts the expiration from the creation.
          const seconds = Math.round((untilMs - Date.parse(cob.createdAt)) / 1000)
          return call(pix.patchCob(txid, { expirationSeconds: seconds }), 'ask', readTruth(txid, 'immediate'))
        }),
      ),

    readPix: (endToEndId: string): Promise<ListedPix | 'absent'> =>
      orAbsent(
        call(pix.getPix(endToEndId), 'ask', (reply) => {
          const found = pix.readPix(reply, profile)
          if (found.endToEndId !== endToEndId) throw aboutAnother('Pix')
          return listedPix(found)
        }),
      ),

    /**
     * Every Pix settled inside the window, both ends included, whatever the number of charges. A page is asked for when the one before
     * has been taken in; there are as many as the PSP says, so whoever reads them needs a limit.
     */
    async *listPix(fromMs: number, toMs: number, pageSize?: number): AsyncGenerator<Page<ListedPix>> {
      for (let number = 0, pages = 1; number < pages; number++) {
        const page = await pixPage(fromMs, toMs, number, pageSize)
        yield page
        pages = page.pages
      }
    },

    /** One page of GET /pix, from 0. Oldest or newest first: that is the PSP's to choose. */
    pixPage,

    /** One page of GET /cob, from 0: charges by when they were created, both ends included. */
    chargePage: (fromMs: number, toMs: number, page: number): Promise<Page<ListedCharge>> =>
      call(pix.listCobs({ ...windowOf(fromMs, toMs), page, pageSize: largestPage }), 'list', (reply) =>
        pageOf(pix.readCobList(reply, profile), listedCharge),
      ),

    /** Throws PixError; after an unknown outcome the same id is read, never another one asked for. */
    refund: (endToEndId: string, id: string, amountCents: number, description?: string): Promise<Refund> =>
      call(
        pix.putRefund(endToEndId, id, { amountCents, description }),
        'create',
        readOneRefund(endToEndId, id),
      ),

    readRefund: (endToEndId: string, id: string): Promise<Refund | 'absent'> =>
      orAbsent(call(pix.getRefund(endToEndId, id), 'ask', readOneRefund(endToEndId, id))),

    registerWebhook: (url: string): Promise<pix.Webhook> =>
      call(pix.putWebhook(credentials.current().chave, url), 'create', (reply) =>
        pix.readWebhook(reply, profile),
      ),

    readWebhook: (): Promise<pix.Webhook | 'absent'> =>
      orAbsent(
        call(pix.getWebhook(credentials.current().chave), 'ask', (reply) => pix.readWebhook(reply, profile)),
      ),

    /** Pix Automático. */
    recurrences: createPspRecurrences(profile, call, account),

    /** Until when the PSP can know us by our certificate; null where it asks for none. */
    certificateEndMs: () => credentials.current().certificate?.validToDate.getTime() ?? null,

    /** Takes up a renewed certificate. Calls under way end on the old connections. */
    reloadCredentials() {
      if (!credentials.reload()) return
      const old = transport
      transport = connect(credentials.current().tls)
      setTimeout(() => void old.close(), deadlineMs.create).unref()
    },
    close: () => transport.close(),
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
