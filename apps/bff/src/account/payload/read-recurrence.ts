import type { RecurrenceTerms } from '@balcao/contracts'
import * as z from 'zod/mini'
import { CodeFault } from './fault.ts'
import { cents, parse } from './read-charge.ts'

const Money = z.string().check(z.regex(/^\d{1,10}\.\d{2}$/))

/** API Pix 2.9.0, RecPayload. */
const Payload = z.object({
  idRec: z.string().check(z.regex(/^R[RN]\d{16}[a-zA-Z0-9]{11}$/)),
  vinculo: z.object({ contrato: z.string(), objeto: z.optional(z.string()) }),
  calendario: z.object({
    dataInicial: z.iso.date(),
    dataFinal: z.optional(z.iso.date()),
    periodicidade: z.enum(['SEMANAL', 'MENSAL', 'TRIMESTRAL', 'SEMESTRAL', 'ANUAL']),
  }),
  valor: z.optional(z.object({ valorRec: z.optional(Money), valorMinimoRecebedor: z.optional(Money) })),
  politicaRetentativa: z.enum(['NAO_PERMITE', 'PERMITE_3R_7D']),
  recebedor: z.object({ cnpj: z.string(), nome: z.string(), ispbParticipante: z.optional(z.string()) }),
  atualizacao: z.array(z.object({ status: z.string(), data: z.string() })).check(z.minLength(1)),
})

const frequencies = {
  SEMANAL: 'weekly',
  MENSAL: 'monthly',
  TRIMESTRAL: 'quarterly',
  SEMESTRAL: 'semiannual',
  ANUAL: 'annual',
} as const

/** A recurrence as its receiver's bank has signed it. */
export type SignedRecurrence = {
  recurrenceId: string
  terms: RecurrenceTerms
  receiver: { name: string; document: string; ispb: string | null }
  /** The latest of `atualizacao`. */
  status: string
}

export function readSignedRecurrence(claims: Record<string, unknown>): SignedRecurrence {
  const {
    idRec,
    vinculo,
    calendario,
    valor = {},
    politicaRetentativa,
    recebedor,
    atualizacao,
  } = parse(Payload, claims)
  if (valor.valorRec !== undefined && valor.valorMinimoRecebedor !== undefined)
    throw new CodeFault('payload', 'has a fixed amount and a lowest one, which exclude each other')
  const latest = atualizacao.toSorted((one, other) => Date.parse(one.data) - Date.parse(other.data)).at(-1)
  return {
    recurrenceId: idRec,
    terms: {
      object: vinculo.objeto ?? null,
      contract: vinculo.contrato,
      frequency: frequencies[calendario.periodicidade],
      firstDay: calendario.dataInicial,
      lastDay: calendario.dataFinal ?? null,
      fixedCents: valor.valorRec === undefined ? null : cents(valor.valorRec),
      minimumCents: valor.valorMinimoRecebedor === undefined ? null : cents(valor.valorMinimoRecebedor),
      retryPolicy: politicaRetentativa === 'NAO_PERMITE' ? 'none' : 'three-in-seven-days',
    },
    receiver: { name: recebedor.nome, document: recebedor.cnpj, ispb: recebedor.ispbParticipante ?? null },
    status: latest?.status ?? '',
  }
}
