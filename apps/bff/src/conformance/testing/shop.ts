import { writeBrCode } from '@balcao/brcode'
import { newTxid, type Stranger } from './stranger.ts'

export type Shop = ReturnType<typeof openShop>

export const removed = { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }
export const cpf = { cpf: '12345678909', nome: 'Ana' }
export const cnpj = { cnpj: '12345678000195', nome: 'Loja' }
export const agent = { modalidadeAgente: 'AGTEC', prestadorDoServicoDeSaque: '12345678' }

/** What a stranger sells: charges as the document has them, and the Pix that pay them. */
export function openShop(bank: Stranger) {
  const cob = (fields: object = {}) => ({
    calendario: { expiracao: 3600 },
    valor: { original: '23.50' },
    chave: bank.chave,
    ...fields,
  })
  const cobv = (fields: object = {}) => ({
    calendario: { dataDeVencimento: '2026-03-17', validadeAposVencimento: 10 },
    devedor: cpf,
    valor: { original: '100.00' },
    chave: bank.chave,
    ...fields,
  })

  /** A charge as the bank answers it, and where it is. */
  async function made(kind: 'cob' | 'cobv', fields: object = {}) {
    const path = `/${kind}/${newTxid()}`
    const { json } = await bank.does('PUT', path, kind === 'cob' ? cob(fields) : cobv(fields))
    return { path, ...json }
  }

  const pay = (pixCopiaECola: string, more: object = {}) =>
    bank.control('POST', '/pay', { pixCopiaECola, ...more })

  /** The endToEndId of a Pix for an immediate charge. */
  async function received(fields: object = {}, more: object = {}): Promise<string> {
    const { pixCopiaECola } = await made('cob', fields)
    return (await pay(pixCopiaECola, more)).endToEndId
  }

  return { cob, made, pay, received }
}

/** A code of the key alone, that no charge is behind. */
export const staticCode = (chave: string, txid: string) =>
  writeBrCode({ kind: 'static', chave, merchantName: 'LOJA', merchantCity: 'RECIFE', txid })
