import type { BrCode, Target } from './brcode.ts'
import { BrCodeError } from './errors.ts'
import { checkLocation, isCobv } from './location.ts'
import { readFields, readText } from './read-fields.ts'
import { type Survey, surveyText } from './survey.ts'
import { findPixTemplates, type PixTemplates } from './templates.ts'
import { type Elements, fieldOf, readElements } from './tlv.ts'

/**
 * Reads a BR Code of any kind: the text of a QR Code or a *copia e cola*, with white space around it or not.
 *
 * Lenient where issuers differ and nothing is at stake: order of the ids, form of the amount, accents, txid, postal
 * code, templates of other arrangements. Never about where the money goes, nor about the CRC, which must be there
 * and right (bacen/pix-api#444).
 *
 * @throws {BrCodeError} and nothing else, whatever the text, in a time bounded by a cap on its length.
 */
export function readBrCode(pasted: string): BrCode {
  const survey = surveyText(pasted)
  const { text, wide } = survey
  const payload = readElements(text, wide, '')
  checkFrame(payload, survey)
  const templates = findPixTemplates(payload, wide)
  const target = readTarget(templates)
  return Object.assign(readFields(payload, templates, wide), target)
}

/** 00 first, 63 last, and the CRC over everything before its own four digits (Manual de Padrões, BR Code). */
function checkFrame(payload: Elements, survey: Survey): void {
  if (payload.values[0] === undefined) throw new BrCodeError('missing', '00')
  if (payload.first !== 0) throw new BrCodeError('out-of-order', '00')
  const crc = payload.values[63]
  if (crc === undefined) throw new BrCodeError('missing', '63')
  if (payload.last !== 63) throw new BrCodeError('out-of-order', '63')
  if (!isCrc(crc)) throw new BrCodeError('malformed-crc', '63')
  if (Number.parseInt(crc, 16) !== survey.crc) throw new BrCodeError('wrong-crc', '63')
  if (payload.values[0] !== '01') throw new BrCodeError('wrong-value', '00')
}

/** Upper case only: were `a` as good as `A`, a code with that one character changed would pass. */
function isCrc(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (!((unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 70))) return false
  }
  return text.length === 4
}

/** What the code points at decides its kind; field 01 does not: codes of a key with `12` exist. An empty element is an absent one. */
function readTarget({ id, pix, recurrence }: PixTemplates): Target {
  const chave = pix.values[1]
  const url = pix.values[25]
  if (chave && url) throw new BrCodeError('key-and-url', fieldOf(id, 25))
  if (url) checkLocation(url, fieldOf(id, 25))
  if (recurrence) checkLocation(recurrence.url, fieldOf(recurrence.id, 25))

  if (!recurrence) {
    if (chave) return { kind: 'static', chave: readText(chave, fieldOf(id, 1)) }
    if (url) return { kind: isCobv(url) ? 'cobv' : 'dynamic', url }
    throw new BrCodeError('no-key-or-url', id)
  }
  const recurrenceUrl = recurrence.url
  if (chave) return { kind: 'static+recurrence', chave: readText(chave, fieldOf(id, 1)), recurrenceUrl }
  if (url) return { kind: isCobv(url) ? 'cobv+recurrence' : 'dynamic+recurrence', url, recurrenceUrl }
  return { kind: 'recurrence', recurrenceUrl }
}
