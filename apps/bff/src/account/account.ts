import * as api from '@balcao/payer-api'
import type { Source, TlsIdentity, TlsMaterial } from '../wire/credentials.ts'
import { createFarClock } from '../wire/far-clock.ts'
import { createTokens } from '../wire/tokens.ts'
import { type Reply, type Transport, WireError } from '../wire/transport.ts'
import { createWeather, judgedAs } from '../wire/weather.ts'

/** A person waits for the first; the second is looked up where it is lost; the third is all there is, since there are no pages. */
const deadlineMs = { ask: 8_000, change: 8_000, list: 10_000 } as const
const tokenDeadlineMs = 5_000

export type AccountCredentials = TlsIdentity & { clientId: string; clientSecret: string }
/** Whose account at which provider, and as whom. */
export type AccountConnection = Source<AccountCredentials> & {
  name: string
  provider: api.Provider
  account: api.Account
  /** The one host inside this machine that a code may lead to: the sandbox's. */
  ownHost?: string
}
type Ports = {
  now: () => number
  /** Milliseconds from anywhere. No correction of the calendar moves them, so deadlines go by them. */
  monotonicMs: () => number
  connect: (tls: TlsMaterial) => Transport
}
export type Account = ReturnType<typeof createAccount>

/**
 * The account that this shop pays from, at its provider. Every method throws PayerApiError; isOutcomeUnknown tells whether a change may
 * have been applied. "absent" is an answer of the provider's own.
 */
export function createAccount(
  { name, provider, account }: AccountConnection,
  credentials: { current: () => AccountCredentials; reload: () => boolean },
  { now, monotonicMs, connect }: Ports,
  /** What screens show has changed: whether the provider answers, or what time it is there. */
  onChange: () => void,
) {
  const tokens = createTokens<Transport, AccountCredentials>(
    {
      ask: async (via, { clientId, clientSecret }) =>
        api.readToken(
          await send(via, api.tokenRequest(provider, { clientId, clientSecret }), tokenDeadlineMs),
        ),
      isOutcomeUnknown: api.isOutcomeUnknown,
      notTaken: () =>
        new api.PayerApiError('unauthorized', 'The provider does not take the token that it gave', {
          status: 401,
        }),
    },
    now,
  )
  const weather = createWeather({ judge: judgedAs(api.PayerApiError), resting }, now, onChange)
  const clock = createFarClock(now, { ms: 0, keep: async () => {} }, onChange)
  let transport = connect(credentials.current().tls)

  async function attempt(request: api.PayerRequest, remainingMs: () => number) {
    const token = await tokens.get(transport, credentials.current())
    const sentAtMs = now()
    const reply = await send(transport, await api.toHttp(provider, request, token), remainingMs())
    if (reply.status === 401) tokens.evict(token)
    else tokens.accepted(token)
    return { reply, sentAtMs }
  }

  const call = <T>(
    request: api.PayerRequest,
    purpose: keyof typeof deadlineMs,
    read: (reply: Reply) => T,
  ): Promise<T> =>
    weather.attempt(purpose === 'list' ? 'lists' : 'sales', async () => {
      const endsAtMs = monotonicMs() + deadlineMs[purpose]
      const remainingMs = () => Math.max(1, Math.ceil(endsAtMs - monotonicMs()))
      let sent = await attempt(request, remainingMs)
      // Once more with a new token: it was refused before anything was done. A second 401 is an answer.
      if (sent.reply.status === 401) sent = await attempt(request, remainingMs)
      const result = read(sent.reply)
      clock.hear(sent.reply.headers.date, sent.sentAtMs)
      return result
    })
  const change = (request: api.PayerRequest) => call(request, 'change', api.readAcknowledgement)

  return {
    name,
    status: weather.status,
    /** The provider's time: what it calls today is what its deadlines are measured by. */
    nowMs: clock.nowMs,

    /** What the provider itself reads in a code, and what a payment or an activation has to give back to it. */
    decode: (copiaECola: string): Promise<api.DecodedQrCode> =>
      call(api.decodeQrCode(copiaECola), 'ask', api.readDecodedQrCode),

    /** Pays. Never sent twice for one consent: what became of a lost answer, no call of the guide's can tell. */
    withdraw: (payment: api.NewWithdrawal): Promise<api.Withdrawal> =>
      call(api.withdraw(account, payment), 'change', api.readWithdrawal),

    activate: (activation: api.Activation) => change(api.activateRecurrence(account, activation)),
    answer: (proposalId: string, answer: api.RequestAnswer) =>
      change(api.answerRequest(account, proposalId, answer)),
    configure: (recurrenceId: string, limits: api.Configuration) =>
      change(api.configureRecurrence(account, recurrenceId, limits)),
    cancelRecurrence: (recurrenceId: string) => change(api.cancelRecurrence(account, recurrenceId)),
    cancelBilling: (txid: string) => change(api.cancelBilling(account, txid)),

    requests: () => call(api.listRequests(account), 'list', api.readRequestList),
    recurrences: () => call(api.listRecurrences(account), 'list', api.readRecurrenceList),
    billings: () => call(api.listBillings(account), 'list', api.readBillingList),
    histories: (recurrenceId: string) =>
      call(api.listHistories(account, recurrenceId), 'ask', api.readHistoryList),
    recurrence: (recurrenceId: string): Promise<api.Recurrence | 'absent'> =>
      orAbsent(
        call(api.getRecurrence(account, recurrenceId), 'ask', (reply) => {
          const found = api.readRecurrence(reply)
          // An answer about another one would pass a stranger's consent for this one's.
          if (found.recId === recurrenceId) return found
          throw new api.PayerApiError('malformed-reply', 'The answer is about another recurrence')
        }),
      ),

    registerWebhook: (url: string) => call(api.putWebhook(url), 'change', api.readWebhookRegistration),
    readWebhook: (): Promise<api.WebhookRegistration | 'absent'> =>
      orAbsent(call(api.getWebhook(), 'ask', api.readWebhookRegistration)),

    /** Until when the provider can know us by our certificate. */
    certificateEndMs: () => credentials.current().certificate?.validToDate.getTime() ?? null,
    /** Takes up a renewed certificate. Calls under way end on the old connections. */
    reloadCredentials() {
      if (!credentials.reload()) return
      const old = transport
      transport = connect(credentials.current().tls)
      setTimeout(() => void old.close(), deadlineMs.list).unref()
    },
    close: () => transport.close(),
  }
}

const send = (via: Transport, request: api.HttpRequest, deadline: number): Promise<Reply> =>
  via.call(request, deadline).catch((cause: unknown) => {
    if (!(cause instanceof WireError)) throw cause
    const code = cause.code === 'too-long' ? 'malformed-reply' : 'unavailable'
    throw new api.PayerApiError(code, cause.message, { cause: cause.cause })
  })

async function orAbsent<T>(asked: Promise<T>): Promise<T | 'absent'> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof api.PayerApiError && error.code === 'not-found') return 'absent'
    throw error
  }
}

/** Nothing was sent, so nothing can have been applied. */
export class AccountResting extends api.PayerApiError {}
const resting = (why: 'down' | 'lists') =>
  why === 'lists'
    ? new AccountResting(
        'rate-limited',
        'The provider was asked for too many lists; it is asked again after a pause',
      )
    : new AccountResting('unavailable', 'The provider does not answer; it is asked again after a pause')
