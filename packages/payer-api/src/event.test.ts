import { describe, expect, it } from 'vitest'
import {
  isFinal,
  isNewer,
  type PayerEvent,
  type Recurrence,
  readAcknowledgement,
  readEvent,
} from './index.ts'
import { approved, proposed, recId, reply, requestRecId, sample, txid } from './testing/samples.ts'

const recurrenceIn = (event: PayerEvent): Recurrence => {
  if (event.kind !== 'recurrence') throw new Error(`a ${event.kind}`)
  return event.recurrence
}
const read = (content: unknown) => readEvent(JSON.stringify(content))
const payload = (changes: object) =>
  JSON.stringify({ ...JSON.parse(String(proposed().recPayload)), ...changes })

describe('the messages of the guide', () => {
  it('hold a test', () => {
    expect(readEvent(sample('webhook-test'))).toEqual({
      kind: 'test',
      message: 'This is a webhook configuration test',
    })
  })

  it('hold a proposal, whose terms are JSON inside a JSON string', () => {
    expect(readEvent(sample('recurrence-request-received'))).toEqual({
      kind: 'request',
      request: {
        requestRecId,
        recId: 'RN3521041020250711TEsG8Fr7t7d',
        status: 'RECEIVED',
        rawStatus: 'RECEIVED',
        integrationStatus: 'SENDING_RECEIVING_CONFIRMATION',
        createdAtMs: 1752261932016,
        updatedAtMs: 1752261932016,
        expirationDateMs: 1752322631926,
        accountId: '{{accountId}}',
        recipient: {
          account: { branch: '1', number: '487031' },
          taxDocument: { type: 'CNPJ', number: '{{CNPJ}}' },
          participantIspb: '23114447',
        },
        statusAckId: 'IS23114447202507116zBqc82DTr3',
        terms: {
          recId: 'RN3521041020250711TEsG8Fr7t7d',
          contractLink: { contract: '1752261889', object: 'streaming' },
          calendar: { initialDate: '2025-07-13', frequencyType: 'MNTH' },
          value: { recValueCents: 2950 },
          receiver: {
            taxDocument: { type: 'CNPJ', number: '50547282000110' },
            name: 'Receiver Store',
            participantIspb: '35210410',
          },
          retryPolicy: 'NOT_ALLOWED',
          creationDateTimeMs: Date.UTC(2025, 6, 11, 19, 24, 49, 218),
          flags: [],
        },
      },
    })
  })

  it('hold a recurrence on its way, with all its oddities', () => {
    expect(readEvent(sample('recurrence-sending-approval'))).toEqual({
      kind: 'recurrence',
      recurrence: {
        recId,
        status: 'APPROVED',
        rawStatus: 'APPROVED',
        integrationStatus: 'SENDING_APPROVAL',
        createdAtMs: 1752244242890,
        updatedAtMs: 1752244242890,
        // Older than everything else in it: whoever made the sample typed it.
        creationDateTimeMs: Date.UTC(2024, 1, 1),
        contractLink: {
          debtor: { name: 'Directa Bet', taxDocument: { type: 'CPF', number: '{{CPF}}' } },
          contract: 'RR1234595456',
          object: 'streaming',
        },
        calendar: { initialDate: '2025-04-25', frequencyType: 'MIAN' },
        value: { recValueCents: 2000 },
        retryPolicy: 'ALLOWED_3R_7D',
        flags: ['retry-policy-contradicts-id'],
        accountId: '{{accountId}}',
        payer: {
          taxDocument: { type: 'CNPJ', number: '{{CNPJ}}' },
          participantIspb: '23114447',
          account: { number: '990', branch: '1' },
          municipalityCode: '1200344',
          name: 'fdfsdf',
        },
        receiver: {
          taxDocument: { type: 'CNPJ', number: '{{CNPJ}}' },
          name: 'Receiver',
          participantIspb: '35210410',
        },
        activation: { journey: 'JOURNEY_2', journeyDateTimeMs: 1752244242889 },
        authorization: {
          // The ISPB in it is the receiver's.
          id: 'IS3521041020250711UAo7DM7iDna',
          createdAtMs: 1752244242890,
          updatedAtMs: 1752244242890,
          acceptance: true,
        },
        limits: { useAccountLimit: false },
      },
    })
  })

  it('hold the same recurrence approved at last', () => {
    const first = recurrenceIn(readEvent(sample('recurrence-sending-approval')))
    const last = recurrenceIn(readEvent(sample('recurrence-approved')))
    expect(last.authorization).toMatchObject({
      statusAckId: 'IS3521041020250711FctUXVpDyDo',
      elapsedTime: '26414',
      flow: 'EXTERNAL',
    })
    expect([isFinal(first), isFinal(last)]).toEqual([false, true])
    expect([isNewer(last, first), isNewer(first, last), isNewer(last, last)]).toEqual([true, false, false])
  })
})

describe('two messages with one time', () => {
  it('are put in order by the approval that is final', () => {
    const last = recurrenceIn(readEvent(sample('recurrence-approved')))
    const first: Recurrence = { ...last, integrationStatus: 'SENDING_APPROVAL' }
    expect([isNewer(last, first), isNewer(first, last)]).toEqual([true, false])
  })
})

describe('an approval', () => {
  it.each<[unknown, unknown, boolean]>([
    ['APPROVED', 'APPROVED', true],
    ['APROVED', 'APPROVED', true],
    ['APPROVED', 'SENDING_APPROVAL', false],
    ['APPROVED', null, false],
    ['APPROVED', 'SOMETHING_NEW', false],
    ['REJECTED', 'APPROVED', false],
    ['CANCELED', 'APPROVED', false],
    ['SOMETHING_NEW', 'APPROVED', false],
  ])('with status %s and integrationStatus %s is final: %s', (status, integrationStatus, final) => {
    expect(isFinal(recurrenceIn(read({ ...approved(), status, integrationStatus })))).toBe(final)
  })
})

describe('a retry policy', () => {
  it.each<[string, string, string[]]>([
    ['RN', 'NOT_ALLOWED', []],
    ['RR', 'ALLOWED_3R_7D', []],
    ['RN', 'ALLOWED_3R_7D', ['retry-policy-contradicts-id']],
    ['RR', 'NOT_ALLOWED', ['retry-policy-contradicts-id']],
    ['RN', 'ALLOWED_9R_9D', []],
  ])('of an %s id that says %s has the flags %j, and is what counts', (letters, retryPolicy, flags) => {
    const terms = recurrenceIn(read({ ...approved(), recId: letters + recId.slice(2), retryPolicy }))
    expect(terms.flags).toEqual(flags)
    expect(terms.retryPolicy).toBe(retryPolicy === 'ALLOWED_9R_9D' ? 'undetermined' : retryPolicy)
  })
})

describe('a message', () => {
  it('about a request need not repeat the terms', () => {
    const { recPayload: _, ...answered } = proposed()
    const event = read({ ...answered, status: 'ACCEPTED', updatedAt: 1752261999000 })
    expect(event).toMatchObject({
      kind: 'request',
      request: { status: 'ACCEPTED', updatedAtMs: 1752261999000 },
    })
    expect(event).not.toHaveProperty('request.terms')
  })

  it('about a request may hold the terms as an object', () => {
    const recPayload = JSON.parse(String(proposed().recPayload))
    expect(read({ ...proposed(), recPayload })).toEqual(readEvent(sample('recurrence-request-received')))
  })

  it('about a billing is told by its txid', () => {
    const billing = {
      txid,
      recId,
      status: 'CANCELED',
      value: 29.5,
      dueDate: '2025-08-13',
      createdAt: 1752244242890,
    }
    expect(read(billing)).toMatchObject({ kind: 'billing', billing: { txid, amountCents: 2950 } })
  })

  it('may hold words that nobody here knows', () => {
    const calendar = { initialDate: '2025-04-25', finalDate: null, frequencyType: 'DAIL' }
    expect(
      read({ ...approved(), calendar, status: 'PAUSED', activation: { journey: 'JOURNEY_9' } }),
    ).toMatchObject({
      kind: 'recurrence',
      recurrence: {
        status: 'undetermined',
        rawStatus: 'PAUSED',
        calendar: { frequencyType: 'undetermined' },
        activation: { journey: 'undetermined' },
      },
    })
  })

  it('may leave out, or leave empty, what nothing stands on', () => {
    const { recId: id, status, createdAt, calendar } = approved()
    expect(
      read({ recId: id, status, createdAt, calendar, payer: null, limits: [], authorization: 7 }),
    ).toEqual({
      kind: 'recurrence',
      recurrence: {
        recId,
        status: 'APPROVED',
        rawStatus: 'APPROVED',
        createdAtMs: 1752244242890,
        updatedAtMs: 1752244242890,
        contractLink: {},
        calendar: { initialDate: '2025-04-25', frequencyType: 'MIAN' },
        value: {},
        retryPolicy: 'undetermined',
        flags: [],
        limits: { useAccountLimit: false },
      },
    })
  })
})

describe('a message that cannot be read', () => {
  it.each<[string, unknown, object]>([
    ['of no known shape', { event: 'PIX_RECEIVED' }, {}],
    ['a list', [approved()], {}],
    ['a number', 7, {}],
    ['a recurrence without a calendar', { ...approved(), calendar: null }, { recId }],
    ['an amount of three decimals', { ...approved(), value: { recValue: 20.005 } }, { recId }],
    ['a maximum below zero', { ...approved(), limits: { maximumValue: -1 } }, { recId }],
    ['a time without a day', { ...approved(), createdAt: '19:24' }, { recId }],
    [
      'a final date that no calendar has',
      { ...approved(), calendar: { initialDate: '2025-04-25', finalDate: '2025-02-30' } },
      { recId },
    ],
    ['an id that makes no path', { ...approved(), recId: '../webhook' }, {}],
    [
      'terms that are cut',
      { ...proposed(), recPayload: '{"recId":' },
      { requestRecId, recId: 'RN3521041020250711TEsG8Fr7t7d' },
    ],
    [
      'the terms of another recurrence',
      { ...proposed(), recPayload: payload({ recId }) },
      { requestRecId, recId: 'RN3521041020250711TEsG8Fr7t7d' },
    ],
    [
      'a billing of nothing',
      { txid, recId, status: 'PAID', value: 0, dueDate: '2025-08-13', createdAt: 1 },
      { recId, txid },
    ],
  ])('is kept as unknown with the ids that it names: %s', (_what, content, ids) => {
    expect(read(content)).toEqual({ kind: 'unknown', reason: expect.stringMatching(/^event/), ids })
  })

  it.each(['', '{', '<html>', 'null', '"text"', '{"recId":1,}'])('is kept as unknown: %s', (text) => {
    expect(readEvent(text)).toEqual({ kind: 'unknown', reason: expect.any(String), ids: {} })
  })

  it('does not repeat what it says about people', () => {
    const event = readEvent('{"payer":{"name":"Maria da Silva"')
    expect(JSON.stringify(event)).not.toContain('Maria')
  })
})

describe('the answer to a call that only starts something', () => {
  it.each<[string, string, number]>([
    ['no body', '', 202],
    ['an empty object', '{}', 200],
  ])('may be %s', (_what, body, status) => {
    expect(readAcknowledgement(reply(body, status))).toBeUndefined()
  })

  it('may be the object as it now stands', () => {
    expect(readAcknowledgement(reply(sample('recurrence-approved'), 202))).toEqual(
      readEvent(sample('recurrence-approved')),
    )
    expect(readAcknowledgement(reply({ data: approved() }))).toMatchObject({ kind: 'recurrence' })
  })

  it('may be a refusal', () => {
    expect(() => readAcknowledgement(reply({ code: 'REC-1', message: 'no' }, 422))).toThrow(
      expect.objectContaining({ code: 'invalid-operation', providerCode: 'REC-1', providerMessage: 'no' }),
    )
  })
})
