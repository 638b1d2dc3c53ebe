import { describe, expect, it } from 'vitest'
import {
  type Activation,
  activateRecurrence,
  type DecodedPayment,
  type DecodedQrCode,
  decodeQrCode,
  type NewWithdrawal,
  type OfferedRecurrence,
  putWebhook,
  readBillingList,
  readDecodedQrCode,
  readHistoryList,
  readWebhookRegistration,
  readWithdrawal,
  withdraw,
} from '../index.ts'
import { account, proposed, recId, reply, txid } from '../testing/samples.ts'

/** The bodies that the guide does not show: docs/pix-automatico.md has one table of them. */

const terms = JSON.parse(String(proposed().recPayload))
const receiver = { name: 'Receiver Store', cnpj: '50547282000110', participantIspb: '35210410' }
const cob = { type: 'COB', txid, amount: 29.5, receiver, pspid: '35210410', location: 'bank.example/qr/v2/1' }
const refused = (field: string) => expect.objectContaining({ code: 'invalid-request', field })
const decoded = (content: unknown) => readDecodedQrCode(reply(content))
const bodyOf = ({ body = '' }: { body?: string }) => JSON.parse(body)

describe('a QR Code to decode', () => {
  it('is sent as it was read, without the blanks around it', () => {
    expect(decodeQrCode(' 000201…6304ABCD\n')).toMatchObject({
      method: 'POST',
      path: '/v1/qrcode/decoding',
      body: '{"qrCode":"000201…6304ABCD"}',
    })
  })

  it.each(['', ' ', 'x'.repeat(513), 'a\u0000b'])('is refused before the wire: %j', (qrCode) => {
    expect(() => decodeQrCode(qrCode)).toThrow(refused('qrCode'))
  })
})

describe('a decoded QR Code', () => {
  const fits = (type: string) => ({ ...cob, type })

  it.each<[string, unknown, DecodedQrCode['kind'], string | undefined]>([
    ['a charge', { payment: cob, recurrence: null }, 'payment', undefined],
    ['a recurrence', { payment: null, recurrence: terms }, 'recurrence', 'JOURNEY_2'],
    ['an immediate charge and a recurrence', { payment: cob, recurrence: terms }, 'both', 'JOURNEY_3'],
    ['a due charge and a recurrence', { payment: fits('COBV'), recurrence: terms }, 'both', 'JOURNEY_4'],
    ['a static code and a recurrence', { payment: fits('STATIC'), recurrence: terms }, 'both', 'JOURNEY_4'],
  ])('may hold %s', (_what, content, kind, journey) => {
    const code = decoded(content)
    expect([code.kind, 'recurrence' in code ? code.recurrence.journey : undefined]).toEqual([kind, journey])
  })

  it('has the parts of both', () => {
    const dueDate = '2025-08-01'
    const location = 'bank.example/qr/v2/rec/2'
    const code = decoded({
      payment: { ...cob, type: 'cobv', dueDate, alias: 'a@b.com', endToEndId: 'E1' },
      recurrence: { ...terms, journey: 'JOURNEY_4', location },
    })
    expect(code).toMatchObject({
      kind: 'both',
      payment: {
        type: 'cobv',
        txid,
        amountCents: 2950,
        dueDate,
        receiver: { taxDocument: { type: 'CNPJ', number: '50547282000110' } },
        pspid: '35210410',
        alias: 'a@b.com',
        endToEndId: 'E1',
        location: cob.location,
      },
      recurrence: { recId: terms.recId, value: { recValueCents: 2950 }, location },
    })
  })

  it.each<[string, unknown]>([
    ['with nothing in it', {}],
    ['with a payment of no known type', { payment: fits('CARD') }],
    ['of an amount that is none', { payment: { ...cob, amount: 'R$ 29,50' } }],
    ['that says journey 3 where nothing is paid', { recurrence: { ...terms, journey: 'JOURNEY_3' } }],
    [
      'that says journey 4 where it is paid at once',
      { payment: cob, recurrence: { ...terms, journey: 'JOURNEY_4' } },
    ],
    ['whose recurrence has no calendar', { recurrence: { ...terms, calendar: {} } }],
  ])('is refused %s', (_what, content) => {
    expect(() => decoded(content)).toThrow(expect.objectContaining({ code: 'malformed-reply', status: 200 }))
  })
})

const offer = (content: unknown): OfferedRecurrence => {
  const code = decoded(content)
  if (code.kind === 'payment') throw new Error('no recurrence')
  return code.recurrence
}
const agreed: Activation = {
  recurrence: offer({ recurrence: terms }),
  useAccountLimit: false,
  maximumValueCents: null,
}

describe('an activation', () => {
  it('says back what was decoded, and what the payer sets', () => {
    const request = activateRecurrence(account, { ...agreed, municipalityCode: '1200344' })
    expect(request).toMatchObject({ method: 'POST', path: `/v1/accounts/${account.accountId}/recurrence` })
    expect(bodyOf(request)).toEqual({
      recId: terms.recId,
      contractLink: terms.contractLink,
      calendar: terms.calendar,
      value: terms.value,
      receiver: terms.receiver,
      retryPolicy: terms.retryPolicy,
      creationDateTime: Date.UTC(2025, 6, 11, 19, 24, 49, 218),
      payer: { municipalityCode: '1200344' },
      activation: { journey: 'JOURNEY_2' },
      limits: { useAccountLimit: false, maximumValue: null },
    })
  })

  it('goes where the provider spells it', () => {
    const spelling = {
      answer: 'recurrencesrequests',
      requests: 'recurrencesrequests',
      activation: 'recurrences',
      recurrences: 'recurrences',
    } as const
    expect(activateRecurrence({ ...account, spelling }, agreed).path).toMatch(/\/recurrences$/)
  })

  it('names the payment that was made first', () => {
    const paid = { ...agreed, recurrence: offer({ payment: cob, recurrence: terms }), payment: { txid } }
    expect(bodyOf(activateRecurrence(account, paid)).payment).toEqual({ txid })
  })

  const { recurrence } = agreed
  it.each<[string, Partial<Activation>]>([
    ['payment.txid', { recurrence: { ...recurrence, journey: 'JOURNEY_3' } }],
    ['payment.endToEndId', { payment: { endToEndId: 'E1' } }],
    ['recurrence.journey', { recurrence: { ...recurrence, journey: 'JOURNEY_1' as 'JOURNEY_2' } }],
    [
      'recurrence.calendar.frequencyType',
      {
        recurrence: { ...recurrence, calendar: { initialDate: '2025-07-13', frequencyType: 'undetermined' } },
      },
    ],
    ['recurrence.retryPolicy', { recurrence: { ...recurrence, retryPolicy: 'undetermined' } }],
    ['recId', { recurrence: { ...recurrence, recId: 'RN1' } }],
    ['recurrence.value.recValueCents', { recurrence: { ...recurrence, value: { recValueCents: 0.5 } } }],
    ['maximumValueCents', { maximumValueCents: -1 }],
    ['municipalityCode', { municipalityCode: '12' }],
  ])('is not sent with a wrong %s', (field, wrong) => {
    expect(() => activateRecurrence(account, { ...agreed, ...wrong })).toThrow(refused(field))
  })
})

describe('a withdrawal', () => {
  const payment: DecodedPayment = {
    type: 'cob',
    txid,
    amountCents: 2399,
    pspid: '35210410',
    receiver: { taxDocument: { type: 'CNPJ', number: '50547282000110' } },
    endToEndId: 'E3521041020250711192400000000001',
  }
  const paid: NewWithdrawal = {
    externalIdentifier: 'acordo-1',
    amountCents: 2399,
    payment,
    comment: 'Mesa 12',
  }

  it('is addressed by what was decoded, and its hash is of whole reais', () => {
    const request = withdraw(account, paid)
    expect(request.path).toBe(`/v1/accounts/${account.accountId}/withdraw`)
    expect(request.hashText).toBe(`23${account.accountId}3521041050547282000110`)
    expect(bodyOf(request)).toEqual({
      externalIdentifier: 'acordo-1',
      totalAmount: 23.99,
      currency: 'BRL',
      withdrawInfo: {
        withdrawType: 'InstantPayment',
        senderComment: 'Mesa 12',
        instantPayment: {
          recipient: {
            pspid: '35210410',
            taxIdentifier: { taxId: '50547282000110', country: 'BRA' },
            endToEndIdQuery: payment.endToEndId,
          },
          receiverReconciliationIdentifier: txid,
          initiationForm: 'QRDN',
          qrcodeType: 'DYNAMIC',
        },
      },
    })
  })

  it('of a static code says that it is one', () => {
    const { withdrawInfo } = bodyOf(withdraw(account, { ...paid, payment: { ...payment, type: 'static' } }))
    expect(withdrawInfo.instantPayment).toMatchObject({ initiationForm: 'QRES', qrcodeType: 'STATIC' })
  })

  it.each<[string, Partial<NewWithdrawal>]>([
    ['externalIdentifier', { externalIdentifier: '' }],
    ['amountCents', { amountCents: 0 }],
    ['payment.pspid', { payment: { ...payment, pspid: '1' } }],
    ['payment.receiver.taxDocument', { payment: { type: 'cob', pspid: '35210410' } }],
    ['comment', { comment: 'x'.repeat(141) }],
  ])('is not sent with a wrong %s', (field, wrong) => {
    expect(() => withdraw(account, { ...paid, ...wrong })).toThrow(refused(field))
  })

  it.each<[unknown, string]>([
    ['APPROVED', 'APPROVED'],
    ['canceled', 'CANCELED'],
    ['AUTHORIZED', 'undetermined'],
    [null, 'undetermined'],
  ])('that is %j is read as %s', (status, read) => {
    expect(readWithdrawal(reply({ data: { transactionId: 't1', status } })).status).toBe(read)
  })

  it('without an id is not understood', () => {
    expect(() => readWithdrawal(reply({ status: 'APPROVED' }))).toThrow(
      expect.objectContaining({ code: 'malformed-reply' }),
    )
  })
})

describe('a billing', () => {
  const row = {
    txid,
    recId,
    status: 'SCHEDULED',
    value: 29.5,
    dueDate: '2025-08-13',
    scheduledDate: '2025-08-14',
    createdAt: 1752244242890,
    receiver,
  }

  it('is one charge of a recurrence', () => {
    expect(readBillingList(reply([row])).items).toEqual([
      {
        txid,
        recId,
        status: 'SCHEDULED',
        rawStatus: 'SCHEDULED',
        amountCents: 2950,
        dueDate: '2025-08-13',
        scheduledDate: '2025-08-14',
        createdAtMs: 1752244242890,
        updatedAtMs: 1752244242890,
        receiver: {
          name: 'Receiver Store',
          taxDocument: { type: 'CNPJ', number: '50547282000110' },
          participantIspb: '35210410',
        },
      },
    ])
  })

  it('says why it was not paid, or who cancelled it', () => {
    const over = { ...row, status: 'REJECTED', rejection: { code: 'AM02', description: null } }
    const off = {
      ...row,
      status: 'CANCELLED',
      rejection: {},
      cancellation: { code: 'SLDB', requester: null },
    }
    const { items } = readBillingList(reply({ billings: [over, off] }))
    expect(items).toMatchObject([
      { status: 'REJECTED', rejection: { code: 'AM02' } },
      { status: 'CANCELED', cancellation: { code: 'SLDB' } },
    ])
    expect(items[1]).not.toHaveProperty('rejection')
  })
})

describe('a history', () => {
  it('is a row for each thing that was done', () => {
    const limits = { useAccountLimit: true, maximumValue: 0 }
    const row = {
      type: 'configuration',
      createdAt: 1752244242890,
      status: 'APPROVED',
      integrationStatus: 'APPROVED',
      limits,
    }
    expect(readHistoryList(reply([row, { type: 'MERGE', createdAt: 1, limits: null }])).items).toEqual([
      {
        type: 'CONFIGURATION',
        createdAtMs: 1752244242890,
        status: 'APPROVED',
        integrationStatus: 'APPROVED',
        limits: { useAccountLimit: true, maximumValueCents: 0 },
      },
      { type: 'undetermined', createdAtMs: 1, status: 'undetermined' },
    ])
  })
})

describe('the registration of the webhook', () => {
  it('is an https address', () => {
    expect(putWebhook('https://loja.example/webhook/autopix?k=1')).toMatchObject({
      method: 'PUT',
      path: '/v1/autopix/webhook',
      body: '{"callbackAddress":"https://loja.example/webhook/autopix?k=1"}',
    })
    for (const url of [
      'http://loja.example',
      'loja.example',
      'https://u:p@loja.example',
      'https://loja.example/#x',
    ]) {
      expect(() => putWebhook(url)).toThrow(refused('url'))
    }
  })

  it.each<[string, object]>([
    ['', {}],
    ['{}', {}],
    [
      '{"callbackAddress":"https://a.example/","createdAt":1752244242890}',
      { url: 'https://a.example/', createdAtMs: 1752244242890 },
    ],
    ['{"data":{"webhookUrl":"https://b.example/"}}', { url: 'https://b.example/' }],
  ])('is answered with %s', (body, registration) => {
    expect(readWebhookRegistration(reply(body))).toEqual(registration)
  })
})
