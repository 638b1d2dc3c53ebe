import { type Merchant, newTxid } from './merchant.ts'

/** A Tuesday, at nine in Brasília. */
export const start = Date.parse('2026-03-10T12:00:00.000Z')
export const devedor = { cpf: '12345678909', nome: 'Ana' }
export const removed = 'REMOVIDA_PELO_USUARIO_RECEBEDOR'
export const type = (name: string) => `https://pix.bcb.gov.br/api/v2/error/${name}`
export const fieldsOf = ({ body }: { body: { violacoes: { propriedade: string }[] } }) =>
  body.violacoes.map(({ propriedade }) => propriedade)

/** Moves the clock of a merchant's sandbox, and takes a token that holds then. */
export async function moveTo(merchant: Merchant, ms: number): Promise<void> {
  merchant.clock.at = ms
  await merchant.newToken()
}

/** What a merchant does with charges that are due a week after `start`, for tests. */
export function dueCharges(merchant: () => Merchant) {
  const cobv = (fields: object = {}) => merchant().cobv('2026-03-17', fields)
  const put = (txid: string, body: unknown) => merchant().api('PUT', `/cobv/${txid}`, body)
  return {
    cobv,
    put,
    at: (ms: number) => moveTo(merchant(), ms),
    patch: (txid: string, body: unknown) => merchant().api('PATCH', `/cobv/${txid}`, body),
    get: async (txid: string) => (await merchant().api('GET', `/cobv/${txid}`)).body,
    made: async (fields: object = {}) => (await put(newTxid(), cobv(fields))).body,
  }
}
