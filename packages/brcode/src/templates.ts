import { BrCodeError } from './errors.ts'
import { type Elements, fieldOf, findElement, readElements } from './tlv.ts'

export type PixTemplates = {
  /** Id (26 to 51) of the template that says who is paid. */
  id: string
  pix: Elements
  /** Id (80 to 99) of the template that says where the recurrence is, and its URL. */
  recurrence: { id: string; url: string } | undefined
  /** Ids of templates of other arrangements, ignored. */
  others: string[]
}

/**
 * Finds the templates of Pix among those of any arrangement (manual's example AD38: 27 and 80 are of another).
 * Two of the same role are refused: two readers could pay two people.
 */
export function findPixTemplates(payload: Elements, wide: boolean): PixTemplates {
  const others: string[] = []
  let found: { id: string; pix: Elements } | undefined
  for (let id = 26; id <= 51; id++) {
    const template = payload.values[id]
    if (template === undefined) continue
    if (!isPix(template, wide)) {
      others.push(fieldOf('', id))
    } else if (found) {
      throw new BrCodeError('two-pix-templates', fieldOf('', id))
    } else {
      found = { id: fieldOf('', id), pix: readElements(template, wide, fieldOf('', id)) }
    }
  }
  if (!found) throw new BrCodeError('no-pix-template', '26')
  return { id: found.id, pix: found.pix, recurrence: findRecurrence(payload, wide, others), others }
}

/**
 * Pix Automático is the unreserved template of Pix that has a URL. One without it is another use of the arrangement
 * (vector ABE9 has one from before Pix Automático), so it is ignored like the others.
 */
function findRecurrence(payload: Elements, wide: boolean, others: string[]): PixTemplates['recurrence'] {
  let recurrence: PixTemplates['recurrence']
  for (let id = 80; id <= 99; id++) {
    const template = payload.values[id]
    if (template === undefined) continue
    const path = fieldOf('', id)
    const url = isPix(template, wide) ? readElements(template, wide, path).values[25] : undefined
    if (!url) {
      others.push(path)
    } else if (recurrence) {
      throw new BrCodeError('two-pix-templates', path)
    } else {
      recurrence = { id: path, url }
    }
  }
  return recurrence
}

/** The name is compared in any case: issuers write it in both. */
function isPix(template: string, wide: boolean): boolean {
  return findElement(template, wide, 0)?.toLowerCase() === 'br.gov.bcb.pix'
}
