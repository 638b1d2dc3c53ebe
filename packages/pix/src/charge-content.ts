import { invalidRequest } from './errors.ts'
import { checkChave, checkInteger, checkLocId, checkText } from './path.ts'
import { readElements, readOptionalText } from './reading.ts'
import { attempt } from './reply.ts'
import { isObject, type Wire } from './wire.ts'

/** What an immediate charge and one with a due date have in common (API Pix 2.9.0, CobBase and `loc`). */
export type ChargeContent = {
  /** The key that receives the money, at most 77 characters. */
  chave: string
  /** A location made by POST /loc, of the kind of this charge and in use by no other. */
  locId?: number | undefined
  /** `solicitacaoPagador`, shown to the payer, 1 to 140 characters. */
  description?: string | undefined
  /** At most 50; name to 50 characters, value to 200. */
  additionalInfo?: readonly AdditionalInfo[] | undefined
}

/** Any part of it, as a change names it. */
export type PartOf<Whole> = { [Field in keyof Whole]?: Whole[Field] | undefined }

export type AdditionalInfo = { name: string; value: string }

/** An empty list is no list when a charge is made; in a change it takes away what was there. */
export function writeContent(content: PartOf<ChargeContent>, keepsEmptyList = false): Wire {
  const { chave, locId, description, additionalInfo } = content
  const isListed = additionalInfo !== undefined && (keepsEmptyList || additionalInfo.length > 0)
  return {
    loc: locId === undefined ? undefined : { id: checkLocId(locId) },
    chave: chave === undefined ? undefined : checkChave(chave),
    solicitacaoPagador: description === undefined ? undefined : checkText('description', description, 140),
    infoAdicionais: isListed ? writeInfo(additionalInfo) : undefined,
  }
}

function writeInfo(additionalInfo: readonly AdditionalInfo[]): Wire[] {
  // The standard's limit on the list; more is refused and not cut, since it would be the payer who misses it.
  checkInteger('additionalInfo.length', additionalInfo.length, 0, 50)
  return additionalInfo.map(({ name, value }, index) => ({
    nome: checkText(`additionalInfo[${index}].name`, name, 50),
    valor: checkText(`additionalInfo[${index}].value`, value, 200),
  }))
}

/** What a new charge must have and a change need not; the types say so too, to those who heed them. */
export function checkGiven<Whole extends object>(whole: Whole, ...fields: (keyof Whole & string)[]): void {
  const missing = fields.find((field) => whole[field] === undefined)
  if (missing !== undefined) throw invalidRequest(missing, 'must be given')
}

/** A change that changes nothing is a mistake of the caller, and so is a removal that changes something else. */
export function checkChange(change: { remove?: unknown }): 'removal' | 'change' {
  const named = Object.entries(change).filter(([, value]) => value !== undefined)
  const isRemoval = change.remove !== undefined
  if (isRemoval && (change.remove !== true || named.length > 1)) {
    throw invalidRequest('change', 'a removal is true and comes alone')
  }
  if (named.length === 0) throw invalidRequest('change', 'at least one field')
  return isRemoval ? 'removal' : 'change'
}

/** Without what cannot be read: the payer's bank shows it, and no rule of ours stands on it. */
export function readAdditionalInfo(value: unknown): AdditionalInfo[] {
  const elements = attempt(() => readElements(value, 'infoAdicionais'))
  if (!Array.isArray(elements)) return []
  return elements.flatMap((element) => {
    if (!isObject(element)) return []
    const name = readOptionalText(element.nome)
    const text = readOptionalText(element.valor)
    return name === undefined || text === undefined ? [] : [{ name, value: text }]
  })
}
