import type { Answer, Merchant } from '../merchant.ts'

/** A payer with an account at the sandbox's account provider, for tests: everything goes over the real wires. */
export type Payer = Awaited<ReturnType<typeof openPayer>>

const form = { 'content-type': 'application/x-www-form-urlencoded' }

export async function openPayer(merchant: Merchant) {
  const { clientId, clientSecret, accountId, companyAccountId, tokenPath } = merchant.sandbox.account
  let token = ''

  const askToken = (fields: Record<string, string> = {}): Promise<Answer> =>
    merchant.call('POST', tokenPath, {
      token: null,
      headers: form,
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        ...fields,
      }).toString(),
    })

  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    merchant.call(method, path, { token, headers, ...(body !== undefined && { body }) })

  const payer = {
    accountId,
    companyAccountId,
    askToken,
    async newToken(): Promise<void> {
      token = (await askToken()).body.access_token
    },
    /** Below the host. */
    call,
    /** Below the account. */
    at: (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
      call(method, `/v1/accounts/${accountId}${path}`, body, headers),
    decode: (qrCode: string) => call('POST', '/v1/qrcode/decoding', { qrCode }),
    /** Agrees to what the decoding has offered. */
    activate: (offered: { recId: string; journey: string }, more: object = {}) =>
      payer.at('POST', '/recurrence', {
        ...offered,
        activation: { journey: offered.journey },
        limits: { useAccountLimit: false, maximumValue: null },
        ...more,
      }),
    /** Pays what the decoding has asked for. */
    withdraw: (externalIdentifier: string, decoded: Decoded, more: object = {}) =>
      payer.at('POST', '/withdraw', {
        externalIdentifier,
        totalAmount: decoded.amount,
        currency: 'BRL',
        withdrawInfo: {
          withdrawType: 'InstantPayment',
          instantPayment: {
            recipient: {
              pspid: decoded.pspid,
              taxIdentifier: { taxId: decoded.receiver.cnpj, country: 'BRA' },
              alias: decoded.alias,
              endToEndIdQuery: decoded.endToEndId,
            },
            receiverReconciliationIdentifier: decoded.txid ?? undefined,
            qrcodeType: decoded.type === 'STATIC' ? 'STATIC' : 'DYNAMIC',
          },
        },
        ...more,
      }),
  }
  await payer.newToken()
  return payer
}

type Decoded = {
  type: string
  amount: number | null
  pspid: string
  receiver: { cnpj: string }
  alias: string
  endToEndId: string
  txid: string | null
}
