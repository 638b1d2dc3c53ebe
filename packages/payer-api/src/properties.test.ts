import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  PayerApiError,
  type PayerReply,
  readAcknowledgement,
  readBillingList,
  readDecodedQrCode,
  readEvent,
  readHistoryList,
  readRecurrence,
  readRecurrenceList,
  readRequest,
  readToken,
  readWebhookRegistration,
  readWithdrawal,
} from './index.ts'
import { approved, proposed, reply } from './testing/samples.ts'

const readers: [string, (reply: PayerReply) => unknown][] = [
  ['readAcknowledgement', readAcknowledgement],
  ['readBillingList', readBillingList],
  ['readDecodedQrCode', readDecodedQrCode],
  ['readHistoryList', readHistoryList],
  ['readRecurrence', readRecurrence],
  ['readRecurrenceList', readRecurrenceList],
  ['readRequest', readRequest],
  ['readToken', readToken],
  ['readWebhookRegistration', readWebhookRegistration],
  ['readWithdrawal', readWithdrawal],
]

/** Bodies near to good ones: a field of a sample is something else, or the text is cut. */
const nearMiss = fc
  .tuple(
    fc.constantFrom(
      approved(),
      proposed(),
      { data: [approved()] },
      { payment: { type: 'COB' }, recurrence: approved() },
    ),
    fc.constantFrom(
      'recId',
      'calendar',
      'value',
      'status',
      'createdAt',
      'limits',
      'recPayload',
      'payer',
      'data',
      'payment',
    ),
    fc.jsonValue({ maxDepth: 3 }),
  )
  .map(([content, field, value]) => JSON.stringify({ ...content, [field]: value }))
const deep = fc.constantFrom('[', '{"data":').map((open) => open.repeat(100_000))
const body = fc.oneof(
  fc.string(),
  fc.json(),
  nearMiss,
  nearMiss.map((text) => text.slice(0, -7)),
  deep,
)
const status = fc.oneof(fc.constantFrom(200, 201, 202, 204), fc.integer({ min: 100, max: 599 }))

describe('whatever the provider answers', () => {
  it.each(readers)('%s throws its own error or none', (_name, read) => {
    fc.assert(
      fc.property(body, status, (text, code) => {
        try {
          read(reply(text, code))
        } catch (error) {
          expect(error).toBeInstanceOf(PayerApiError)
        }
      }),
    )
  })

  it('is an event of a known kind, without a throw', () => {
    fc.assert(
      fc.property(body, (text) => {
        expect(['test', 'request', 'recurrence', 'billing', 'unknown']).toContain(readEvent(text).kind)
      }),
    )
  })
})
