import { isDay } from '../days.ts'
import type { Violation } from '../problem.ts'
import { isAmount, isObject, violation } from '../request.ts'
import { cents } from '../wire-values.ts'
import type { CobRFields } from './model.ts'
import { isText } from './rec-request.ts'

const accountTypes = ['CORRENTE', 'POUPANCA', 'PAGAMENTO'] as const
/** Beside each, `maxLength` of the document. */
const debtorFields = { email: 254, logradouro: 200, cidade: 200, uf: 2, cep: 8 }

/** Reads the body of PUT and POST /cobr, and notes what is wrong in the standard's words (API Pix 2.9.0, CobROperacaoInvalida). */
export function readCobRRequest(body: unknown, violations: Violation[]): CobRFields | undefined {
  const cobr = isObject(body) ? body : {}
  const refuse = (kind: 'campo' | 'objeto', name: string, value?: unknown) =>
    void violations.push(violation(`cobr.${name}`, `O ${kind} cobr.${name} não respeita o schema.`, value))
  const due = Object(cobr.calendario).dataDeVencimento
  if (!isDay(due)) refuse('objeto', 'calendario', due)
  const original = Object(cobr.valor).original
  const paid = isAmount(original) && cents(original) > 0
  if (!paid) refuse('campo', 'valor', original)
  const adjusts = cobr.ajusteDiaUtil ?? true
  if (typeof adjusts !== 'boolean') refuse('campo', 'ajusteDiaUtil', cobr.ajusteDiaUtil)
  const recebedor = readReceiver(cobr.recebedor)
  if (!recebedor) refuse('objeto', 'recebedor')
  const { infoAdicional } = cobr
  const described = infoAdicional === undefined || isText(infoAdicional, 0, 140)
  if (!described) refuse('campo', 'infoAdicional', infoAdicional)
  const devedor = readDebtor(cobr.devedor)
  if (!devedor) refuse('objeto', 'devedor')
  if (!isDay(due) || !paid || typeof adjusts !== 'boolean' || !recebedor || !described || !devedor)
    return undefined
  return {
    calendario: { dataDeVencimento: due },
    valor: { original },
    ajusteDiaUtil: adjusts,
    recebedor,
    ...(infoAdicional !== undefined && { infoAdicional }),
    ...(Object.keys(devedor).length > 0 && { devedor }),
  }
}

function readReceiver(value: unknown): CobRFields['recebedor'] | undefined {
  if (!isObject(value)) return undefined
  const { conta, agencia } = value
  const tipoConta = accountTypes.find((one) => one === value.tipoConta)
  if (!isText(conta, 1, 20) || !tipoConta) return undefined
  if (agencia !== undefined && !isText(agencia, 0, 4)) return undefined
  return { conta, tipoConta, ...(agencia !== undefined && { agencia }) }
}

/** Empty where nothing is said of the debtor. */
function readDebtor(value: unknown): NonNullable<CobRFields['devedor']> | undefined {
  if (value === undefined) return {}
  if (!isObject(value)) return undefined
  const said = Object.entries(debtorFields).flatMap(([name, most]) => {
    const part = value[name]
    return part === undefined ? [] : [{ name, part, fits: isText(part, 0, most) }]
  })
  if (!said.every(({ fits }) => fits)) return undefined
  return Object.fromEntries(said.map(({ name, part }) => [name, part]))
}
