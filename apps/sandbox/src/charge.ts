/** Of the registration: neither the deadline nor the money changes it (API Pix 2.9.0, CobrancaStatus). */
export type ChargeStatus = 'ATIVA' | 'CONCLUIDA' | 'REMOVIDA_PELO_USUARIO_RECEBEDOR' | 'REMOVIDA_PELO_PSP'

export type Debtor = { cpf: string; nome: string } | { cnpj: string; nome: string }
export type Agent = { modalidadeAgente: string; prestadorDoServicoDeSaque: string }
type Withdrawal = Agent & { valor: string; modalidadeAlteracao: number }

/** What the merchant decides about any charge. */
type CommonFields = {
  chave: string
  solicitacaoPagador?: string
  infoAdicionais?: { nome: string; valor: string }[]
}

/** Of an immediate charge, in one order of keys: two equal requests are equal as text. */
export type CobFields = CommonFields & {
  calendario: { expiracao: number }
  devedor?: Debtor
  valor: {
    original: string
    modalidadeAlteracao?: number
    retirada?: { saque: Withdrawal } | { troco: Withdrawal }
  }
}

/** Of a charge with due date, in one order of keys too. */
export type CobVFields = CommonFields & {
  /** Days as YYYY-MM-DD; `validadeAposVencimento` in days. */
  calendario: { dataDeVencimento: string; validadeAposVencimento: number }
  devedor: Debtor & Address & { email?: string }
  valor: CobVAmount
}
export type Address = { logradouro?: string; cidade?: string; uf?: string; cep?: string }

/** `valorPerc` is reais or a percentage, as `modalidade` says; two decimals either way. */
export type Rate = { modalidade: number; valorPerc: string }
export type Discount = Rate | { modalidade: number; descontoDataFixa: { data: string; valorPerc: string }[] }
export type CobVAmount = {
  original: string
  multa?: Rate
  juros?: Rate
  abatimento?: Rate
  desconto?: Discount
}

type Registration<Tipo extends 'cob' | 'cobv', Fields> = {
  tipoCob: Tipo
  txid: string
  createdAt: number
  revisao: number
  status: ChargeStatus
  fields: Fields
  /** Absent once DELETE /loc/{id}/txid has taken the charge off its location; then there is no code either. */
  locId?: number
  pixCopiaECola?: string
  /** endToEndId of every Pix received for it, oldest first. */
  pix: string[]
  /** Revision 0 first; the present one is not in it. */
  past: { status: ChargeStatus; fields: Fields }[]
}
export type Cob = Registration<'cob', CobFields>
export type CobV = Registration<'cobv', CobVFields>
export type Charge = Cob | CobV

/** `location` is host and path without scheme (API Pix 2.9.0); `token` is its last segment. */
export type Loc = {
  id: number
  token: string
  location: string
  tipoCob: 'cob' | 'cobv'
  createdAt: number
  txid?: string
}
