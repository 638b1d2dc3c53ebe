import { isDay } from '../days.ts'
import type { Violation } from '../problem.ts'
import { compact, isAmount, isObject, length, matches, person, violation } from '../request.ts'
import { frequencies, type RecFields, retryPolicies } from './model.ts'

/** The parts of RecSolicitada and RecRevisada that are there and well formed. */
export type RecRequest = {
  vinculo?: RecFields['vinculo']
  calendario?: Partial<RecFields['calendario']>
  valor?: RecFields['valor']
  politicaRetentativa?: RecFields['politicaRetentativa']
  convenio?: string
  loc?: number
  firstTxid?: string
  status?: 'CANCELADA'
  /** Of a revision: all that may change of the debtor. */
  debtorName?: string
}

const txidPattern = /^[a-zA-Z0-9]{26,35}$/

/** Reads the body of POST /rec and notes everything that is wrong with it (API Pix 2.9.0, RecOperacaoInvalida). */
export function readRecRequest(body: unknown, violations: Violation[]): RecRequest {
  const rec = isObject(body) ? body : {}
  const part = reader(violations)
  const calendar = isObject(rec.calendario) ? rec.calendario : {}
  return compact({
    ...common(rec, violations),
    vinculo: part('vinculo', 'objeto', rec.vinculo ?? null, readContract),
    calendario: compact({
      dataInicial: part('calendario.dataInicial', 'campo', calendar.dataInicial ?? null, readDay),
      dataFinal: part('calendario.dataFinal', 'campo', calendar.dataFinal, readDay),
      periodicidade: part('calendario.periodicidade', 'campo', calendar.periodicidade ?? null, (value) =>
        frequencies.find((one) => one === value),
      ),
    }),
    valor: readAmounts(rec.valor, part, violations),
    politicaRetentativa: part('politicaRetentativa', 'campo', rec.politicaRetentativa ?? null, (value) =>
      retryPolicies.find((one) => one === value),
    ),
    convenio: part('recebedor', 'objeto', rec.recebedor, readAgreement),
  })
}

/** Reads the body of PATCH /rec/{idRec}: what it does not name there cannot be changed, and is ignored. */
export function readRecRevision(body: unknown, violations: Violation[]): RecRequest {
  const rec = isObject(body) ? body : {}
  const part = reader(violations)
  const calendar = isObject(rec.calendario) ? rec.calendario : {}
  return compact({
    ...common(rec, violations),
    status: part('status', 'campo', rec.status, (value) => (value === 'CANCELADA' ? value : undefined)),
    calendario: compact({
      dataInicial: part('calendario.dataInicial', 'campo', calendar.dataInicial, readDay),
    }),
    debtorName: part('vinculo', 'objeto', rec.vinculo, (value) => {
      const name = Object(Object(value).devedor).nome
      return isText(name, 1, 140) ? name : undefined
    }),
  })
}

function common(rec: Record<string, unknown>, violations: Violation[]) {
  const part = reader(violations)
  const txid = Object(Object(rec.ativacao).dadosJornada).txid
  return {
    loc: part('loc', 'campo', rec.loc, (value) => (Number.isSafeInteger(value) ? Number(value) : undefined)),
    firstTxid: part('ativacao.dadosJornada.txid', 'campo', txid, (value) =>
      matches(value, txidPattern) ? value : undefined,
    ),
  }
}

/** Reads one part, or notes in the standard's words that it is not of its schema. Absent is not wrong; `null` stands for absent and required. */
const reader =
  (violations: Violation[]) =>
  <T>(name: string, kind: 'campo' | 'objeto', value: unknown, read: (value: unknown) => T | undefined) => {
    if (value === undefined) return undefined
    const found = read(value)
    if (found === undefined)
      violations.push(violation(`rec.${name}`, `O ${kind} rec.${name} não respeita o schema.`, value))
    return found
  }

function readContract(value: unknown): RecFields['vinculo'] | undefined {
  const { contrato, objeto, devedor } = Object(value)
  const debtor = person(devedor)
  if (!isText(contrato, 1, 35) || !debtor || length(debtor.nome) > 140) return undefined
  if (objeto !== undefined && !isText(objeto, 0, 35)) return undefined
  return { contrato, ...(objeto !== undefined && { objeto }), devedor: debtor }
}

function readAmounts(value: unknown, part: ReturnType<typeof reader>, violations: Violation[]) {
  const both = part('valor', 'objeto', value, (found) => (isObject(found) ? found : undefined))
  if (!both) return undefined
  const amount = (found: unknown) => (isAmount(found) ? found : undefined)
  const valorRec = part('valor.valorRec', 'campo', both.valorRec, amount)
  const valorMinimoRecebedor = part('valor.valorMinimoRecebedor', 'campo', both.valorMinimoRecebedor, amount)
  if (both.valorRec !== undefined && both.valorMinimoRecebedor !== undefined) {
    const razao = 'Ambos os campos rec.valor.valorRec e rec.valor.valorMinimoRecebedor estão preenchidos.'
    violations.push(violation('rec.valor', razao))
  }
  return compact({ valorRec, valorMinimoRecebedor })
}

function readAgreement(value: unknown): string | undefined {
  if (!isObject(value)) return undefined
  // An object without agreement says nothing; empty is how that is remembered.
  if (value.convenio === undefined) return ''
  return isText(value.convenio, 1, 60) ? value.convenio : undefined
}

const readDay = (value: unknown) => (isDay(value) ? value : undefined)
export const isText = (value: unknown, least: number, most: number): value is string =>
  typeof value === 'string' && length(value) >= least && length(value) <= most
