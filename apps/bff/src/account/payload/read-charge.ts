import * as z from 'zod/mini'
import { CodeFault } from './fault.ts'

const Money = z.string().check(z.regex(/^\d{1,10}\.\d{2}$/))
const Day = z.iso.date()
const Person = z.object({
  nome: z.optional(z.string()),
  nomeFantasia: z.optional(z.string()),
  cpf: z.optional(z.string()),
  cnpj: z.optional(z.string()),
})
const Common = {
  txid: z.string().check(z.regex(/^[a-zA-Z0-9]{26,35}$/)),
  revisao: z.int().check(z.gte(0)),
  status: z.string(),
  chave: z.string().check(z.minLength(1), z.maxLength(77)),
  solicitacaoPagador: z.optional(z.string()),
}
/** API Pix 2.9.0, CobPayload. */
const Immediate = z.object({
  ...Common,
  calendario: z.object({ criacao: z.iso.datetime({ offset: true }), expiracao: z.optional(z.int()) }),
  valor: z.object({ original: Money, modalidadeAlteracao: z.optional(z.int()) }),
})
/** API Pix 2.9.0, CobVPayload. */
const Due = z.object({
  ...Common,
  calendario: z.object({ dataDeVencimento: Day, validadeAposVencimento: z.optional(z.int()) }),
  valor: z.object({ final: Money }),
  recebedor: z.optional(Person),
})

/** A charge as its receiver's bank has signed it. */
export type SignedCharge = {
  kind: 'immediate' | 'due'
  txid: string
  revision: number
  status: string
  chave: string
  message: string | null
  /** What is to be paid today; null where the payer chooses (`modalidadeAlteracao`). */
  amountCents: number | null
  /** Of an immediate charge. */
  expiresAtMs: number | null
  /** Of one with a due date. */
  dueDay: string | null
  /** Of a charge with a due date, where it says so. */
  receiver: { document: string | null } | null
}

/** "default: 86400" (API Pix 2.9.0, CobExpiracao). */
const defaultExpirationSeconds = 86_400

/** Throws CodeFault `revision` or `payload`, with the field. */
export function readSignedCharge(claims: Record<string, unknown>, kind: SignedCharge['kind']): SignedCharge {
  if (kind === 'immediate') {
    const { calendario, valor, ...charge } = parse(Immediate, claims)
    const lifeMs = (calendario.expiracao ?? defaultExpirationSeconds) * 1000
    return {
      ...common(charge),
      kind,
      amountCents: valor.modalidadeAlteracao === 1 ? null : cents(valor.original),
      expiresAtMs: Date.parse(calendario.criacao) + lifeMs,
      dueDay: null,
      receiver: null,
    }
  }
  const { calendario, valor, recebedor, ...charge } = parse(Due, claims)
  return {
    ...common(charge),
    kind,
    amountCents: cents(valor.final),
    expiresAtMs: null,
    dueDay: calendario.dataDeVencimento,
    receiver: recebedor === undefined ? null : { document: recebedor.cnpj ?? recebedor.cpf ?? null },
  }
}

const common = ({
  txid,
  revisao,
  status,
  chave,
  solicitacaoPagador,
}: Pick<z.output<typeof Immediate>, keyof typeof Common>) => ({
  txid,
  revision: revisao,
  status,
  chave,
  message: solicitacaoPagador ?? null,
})

/** The digits are read, nothing is multiplied. */
export const cents = (money: string): number => Number(money.replace('.', ''))

export function parse<Schema extends z.ZodMiniType>(
  schema: Schema,
  claims: Record<string, unknown>,
): z.output<Schema> {
  const result = schema.safeParse(claims)
  if (result.success) return result.data
  const fields = result.error.issues.map(({ path }) => path.join('.'))
  const check = fields.includes('revisao') ? 'revision' : 'payload'
  throw new CodeFault(check, `has a payload that is not in order (${fields.join(', ')})`)
}
