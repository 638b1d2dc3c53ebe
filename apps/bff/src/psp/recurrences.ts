import type { Recurrence, RecurrenceCharge } from '@balcao/domain'
import * as pix from '@balcao/pix'
import {
  chargeTruth,
  checkedCode,
  newRecOf,
  type RecurrenceChargeTruth,
  type RecurrenceTruth,
  recurrenceTruth,
} from './recurrence-truth.ts'

/** Where the money of a recurrence's charges goes (API Pix, CobR `recebedor`): the shop's own account. */
export type ReceivingAccount = pix.NewCobr['account']
type Call = <T>(
  request: pix.PixRequest,
  purpose: 'create' | 'ask',
  read: (reply: pix.PixReply) => T,
) => Promise<T>

/**
 * The PSP's Pix Automático in our own words. Every method throws PixError; `isOutcomeUnknown` tells whether a change may have been
 * applied.
 */
export function createPspRecurrences(
  profile: pix.PspProfile,
  call: Call,
  account: ReceivingAccount | undefined,
) {
  const rec = (request: pix.PixRequest, purpose: 'create' | 'ask') =>
    call(request, purpose, (reply) => pix.readRec(reply, profile))
  const cobr = async (
    request: pix.PixRequest,
    purpose: 'create' | 'ask',
    txid: string,
  ): Promise<RecurrenceChargeTruth> => {
    const found = await call(request, purpose, (reply) => pix.readCobr(reply, profile))
    if (found.txid !== txid) throw new pix.PixError('malformed-reply', 'The answer is about another charge')
    return chargeTruth(found)
  }
  const truth = async (request: pix.PixRequest, purpose: 'create' | 'ask'): Promise<RecurrenceTruth> =>
    recurrenceTruth(await rec(request, purpose))
  const webhooks = {
    rec: { get: pix.getRecWebhook, put: pix.putRecWebhook },
    cobr: { get: pix.getCobrWebhook, put: pix.putCobrWebhook },
  }

  return {
    /** Without an account of the shop's there is nowhere for the money to go, and nothing is offered. */
    isSupported: profile.supports.rec && account !== undefined,

    /** Throws `invalid-request`, which names the field, for what could never be sent. */
    check: (recurrence: Recurrence): void => void pix.postRec(newRecOf(recurrence, recurrence.txid)),

    makePlace: async (): Promise<number> =>
      (await call(pix.postLocRec(), 'create', (reply) => pix.readLocRec(reply, profile))).id,

    /** The recurrence that a place shows; undefined where it shows none. */
    atPlace: async (locId: number): Promise<string | undefined> =>
      (await call(pix.getLocRec(locId), 'ask', (reply) => pix.readLocRec(reply, profile))).idRec,

    /** `boundTxid` is of the charge that is paid with the same consent. */
    offer: (recurrence: Recurrence, boundTxid: string | null) =>
      truth(pix.postRec(newRecOf(recurrence, boundTxid)), 'create'),
    read: (idRec: string) => truth(pix.getRec(idRec), 'ask'),
    cancel: (idRec: string) => truth(pix.cancelRec(idRec), 'create'),

    /** The code of the recurrence alone, or with the charge of this txid, whose own code is `code`. Null while there is none. */
    async code(idRec: string, charge?: { txid: string; code: string }): Promise<string | null> {
      const { qr } = await rec(pix.getRec(idRec, charge?.txid), 'ask')
      return checkedCode(qr, charge?.code ?? null)
    },

    charge(
      { txid, amountCents, dueDay, info }: RecurrenceCharge,
      idRec: string,
    ): Promise<RecurrenceChargeTruth> {
      if (account === undefined) throw new pix.PixError('invalid-request', 'No account to receive in')
      const asked = { idRec, amountCents, dueDate: dueDay, movesToBusinessDay: true, account }
      return cobr(pix.putCobr(txid, { ...asked, info: info ?? undefined }), 'create', txid)
    },
    readCharge: (txid: string) => cobr(pix.getCobr(txid), 'ask', txid),
    cancelCharge: (txid: string) => cobr(pix.cancelCobr(txid), 'create', txid),
    retryCharge: (txid: string, day: string) => cobr(pix.retryCobr(txid, day), 'create', txid),

    propose: (request: pix.NewRecRequest): Promise<pix.RecRequest> =>
      call(pix.postRecRequest(request), 'create', (reply) => pix.readRecRequest(reply, profile)),

    /** Where the PSP tells of recurrences or of their charges; undefined where it tells nobody. */
    async webhook(topic: 'rec' | 'cobr'): Promise<string | undefined> {
      try {
        return (await call(webhooks[topic].get(), 'ask', (reply) => pix.readWebhook(reply, profile))).url
      } catch (error) {
        if (error instanceof pix.PixError && error.code === 'not-found') return undefined
        throw error
      }
    },
    registerWebhook: async (topic: 'rec' | 'cobr', url: string): Promise<void> =>
      void (await call(webhooks[topic].put(url), 'create', (reply) => pix.readWebhook(reply, profile))),
  }
}

/**
 * What the token of a PSP that wants its scopes named has to be asked for: whoever has not contracted Pix Automático would get no token
 * at all, so it is asked for where an account to receive in is given.
 */
export const withRecurrenceScopes = (
  profile: pix.PspProfile,
  account: ReceivingAccount | undefined,
): pix.PspProfile =>
  account === undefined || profile.scopes === undefined || !profile.supports.rec
    ? profile
    : {
        ...profile,
        scopes: [
          ...profile.scopes,
          ...pix.recurrenceScopes,
          ...(profile.supports.cobv ? pix.dueChargeScopes : []),
        ],
      }

const accountPattern = /^(?:([0-9A-Za-z-]{1,4})\/)?([0-9A-Za-z-]{1,20})\/(checking|savings|payment)$/
/** `0001/1234567/payment`, the branch left out where there is none. Undefined for anything else. */
export function readReceivingAccount(text: string): ReceivingAccount | undefined {
  const [, branch, number, type] = accountPattern.exec(text) ?? []
  if (number === undefined || type === undefined) return undefined
  return { number, type: type as ReceivingAccount['type'], ...(branch !== undefined && { branch }) }
}
