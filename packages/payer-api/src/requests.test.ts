import { describe, expect, it } from 'vitest'
import {
  type Account,
  answerRequest,
  asWritten,
  cancelBilling,
  cancelRecurrence,
  configureRecurrence,
  deleteWebhook,
  getRecurrence,
  getRequest,
  getWebhook,
  listBillings,
  listHistories,
  listRecurrences,
  listRequests,
  type PayerRequest,
  type RequestAnswer,
} from './index.ts'
import { account, recId, requestRecId, txid } from './testing/samples.ts'

const base = `/v1/accounts/${account.accountId}`
const yes: RequestAnswer = { acceptance: true, useAccountLimit: true, maximumValueCents: 10_000 }
const limits = { useAccountLimit: true, maximumValueCents: 10_000 }
const refused = (field: string) =>
  expect.objectContaining({ name: 'PayerApiError', code: 'invalid-request', field })

describe('every call of the guide', () => {
  it.each<[string, string, PayerRequest]>([
    [
      'POST',
      `${base}/recurrences-requests/${requestRecId}/authorization`,
      answerRequest(account, requestRecId, yes),
    ],
    ['GET', `${base}/recurrencesrequests/${requestRecId}`, getRequest(account, requestRecId)],
    ['GET', `${base}/recurrencesrequests`, listRequests(account)],
    ['PATCH', `${base}/recurrences/${recId}/configure`, configureRecurrence(account, recId, limits)],
    ['POST', `${base}/recurrences/${recId}/cancel`, cancelRecurrence(account, recId)],
    ['GET', `${base}/recurrences/${recId}`, getRecurrence(account, recId)],
    ['GET', `${base}/recurrences`, listRecurrences(account)],
    ['GET', `${base}/recurrences/${recId}/histories`, listHistories(account, recId)],
    ['GET', `${base}/billings`, listBillings(account)],
    ['POST', `${base}/billings/${txid}/cancel`, cancelBilling(account, txid)],
    ['GET', '/v1/autopix/webhook', getWebhook()],
    ['DELETE', '/v1/autopix/webhook', deleteWebhook()],
  ])('is %s %s', (method, path, request) => {
    expect([request.method, request.path]).toEqual([method, path])
    expect('content-type' in request.headers).toBe(request.body !== undefined)
  })
})

describe('a provider that spells otherwise', () => {
  const other: Account = {
    ...account,
    spelling: {
      answer: 'recurrencesrequests',
      requests: 'recurrences-requests',
      activation: 'recurrences',
      recurrences: 'recurrence',
    },
  }
  it.each<[string, PayerRequest]>([
    [`/recurrencesrequests/${requestRecId}/authorization`, answerRequest(other, requestRecId, yes)],
    [`/recurrences-requests/${requestRecId}`, getRequest(other, requestRecId)],
    ['/recurrences-requests', listRequests(other)],
    [`/recurrence/${recId}/cancel`, cancelRecurrence(other, recId)],
    ['/recurrence', listRecurrences(other)],
  ])('is asked at %s', (path, request) => {
    expect(request.path).toBe(base + path)
  })

  it('has one of the two words', () => {
    const spelling = { ...asWritten, requests: '../billings' as 'recurrencesrequests' }
    expect(() => listRequests({ ...account, spelling })).toThrow(refused('spelling.requests'))
  })
})

describe('an answer to a proposal', () => {
  it.each<[string, RequestAnswer, object]>([
    [
      'yes, up to an amount',
      { ...yes, municipalityCode: '1200344' },
      { acceptance: true, useAccountLimit: true, maximumValue: 100, municipalityCode: '1200344' },
    ],
    [
      'yes, without a maximum',
      { ...yes, useAccountLimit: false, maximumValueCents: null },
      { acceptance: true, useAccountLimit: false, maximumValue: null },
    ],
    ['no', { acceptance: false, rejectionCode: 'AP13' }, { acceptance: false, rejectionCode: 'AP13' }],
  ])('is %s', (_what, answer, body) => {
    expect(JSON.parse(answerRequest(account, requestRecId, answer).body ?? '')).toEqual(body)
  })

  it.each<[string, object]>([
    ['acceptance', { ...yes, acceptance: 'true' }],
    ['useAccountLimit', { ...yes, useAccountLimit: undefined }],
    ['maximumValueCents', { ...yes, maximumValueCents: 10.5 }],
    ['maximumValueCents', { ...yes, maximumValueCents: undefined }],
    ['municipalityCode', { ...yes, municipalityCode: 'Rio Branco' }],
    ['rejectionCode', { acceptance: false }],
    ['rejectionCode', { acceptance: false, rejectionCode: 'no' }],
  ])('is not sent with a wrong %s', (field, answer) => {
    expect(() => answerRequest(account, requestRecId, answer as RequestAnswer)).toThrow(refused(field))
  })
})

describe('a configuration', () => {
  it('is sent whole, so that a maximum is taken away by saying so', () => {
    const bodyOf = (request: PayerRequest) => JSON.parse(request.body ?? '')
    expect(bodyOf(configureRecurrence(account, recId, limits))).toEqual({
      useAccountLimit: true,
      maximumValue: 100,
    })
    expect(bodyOf(configureRecurrence(account, recId, { ...limits, maximumValueCents: null }))).toEqual({
      useAccountLimit: true,
      maximumValue: null,
    })
    expect(
      bodyOf(configureRecurrence(account, recId, { ...limits, maximumValueCents: 0 })).maximumValue,
    ).toBe(0)
  })
})

describe('an identifier', () => {
  const bad = [
    '',
    '..',
    '../x',
    'RN',
    `${recId}/cancel`,
    `${recId}x`,
    `RX${recId.slice(2)}`,
    recId.toLowerCase(),
  ]
  it.each(bad)('that makes no path is refused before the wire: %s', (id) => {
    expect(() => getRecurrence(account, id)).toThrow(refused('recId'))
    expect(() => getRequest(account, id)).toThrow(refused('requestRecId'))
    expect(() => getRecurrence({ accountId: id.replace(/\w/g, '%') }, recId)).toThrow(refused('accountId'))
  })

  it('of a billing is a txid', () => {
    for (const id of ['short', `${txid}_`, 'x'.repeat(36)]) {
      expect(() => cancelBilling(account, id)).toThrow(refused('txid'))
    }
  })
})
