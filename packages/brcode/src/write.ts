import { formatAmount, maxAmountCents } from './amount.ts'
import type { BrCodeKind, NewBrCode } from './brcode.ts'
import { crc16 } from './crc.ts'
import { BrCodeError } from './errors.ts'
import { checkLocation, isCobv } from './location.ts'
import { element } from './tlv.ts'

/**
 * Writes a BR Code, with ids in ascending order save 63, which is last, and the Pix template in 26 (as in the Central
 * Bank's examples 1D3D, 62C9, 7741, A441). Strict: what some reader might stumble over is refused and not mended, so
 * accents are the caller's to remove. Reading the result gives the same fields back.
 *
 * @throws {BrCodeError} naming the field that cannot be written.
 */
export function writeBrCode(code: NewBrCode): string {
  const { kind, chave, url, recurrenceUrl, merchantName, merchantCity, postalCode } = code
  checkKind(kind, chave, url, recurrenceUrl)
  const text =
    (chave === undefined ? chargeElements(url) : keyElements(chave, code)) +
    moneyElements(code.mcc, code.amountCents) +
    element('59', printable(merchantName, '59', 25)) +
    element('60', printable(merchantCity, '60', 15)) +
    (postalCode === undefined ? '' : element('61', matching(postalCode, '61', /^\d{8}$/))) +
    txidElement(code.txid ?? '***') +
    (recurrenceUrl === undefined ? '' : element('80', gui + locationElement(recurrenceUrl, '80.25'))) +
    '6304'
  return text + crc16(text)
}

/** Elements that never change, as they are written: a text joined of pieces is taken apart again to be summed. */
const format = '000201'
const formatAndReusable = '000201010211'
const formatAndOnce = '000201010212'
const gui = '0014br.gov.bcb.pix'
const anyCategoryInReais = '520400005303986'
const guiAlone = '26180014br.gov.bcb.pix'

type Text = string | undefined

/** What is written as one kind and reads as another would be paid as that other. */
function checkKind(kind: BrCodeKind, chave: Text, url: Text, recurrenceUrl: Text): void {
  if (chave !== undefined && url !== undefined) throw new BrCodeError('key-and-url', '26.25')
  if (!pointsAs(kind, chave, url)) throw new BrCodeError('kind-mismatch', '26')
  const recurs = kind !== 'static' && kind !== 'dynamic' && kind !== 'cobv'
  if (recurs !== (recurrenceUrl !== undefined)) throw new BrCodeError('kind-mismatch', '80')
}

function pointsAs(kind: BrCodeKind, chave: Text, url: Text): boolean {
  switch (kind) {
    case 'static':
    case 'static+recurrence':
      return chave !== undefined
    case 'dynamic':
    case 'dynamic+recurrence':
      return url !== undefined && !isCobv(withoutScheme(url))
    case 'cobv':
    case 'cobv+recurrence':
      return url !== undefined && isCobv(withoutScheme(url))
    case 'recurrence':
      return chave === undefined && url === undefined
  }
}

/** 00, 01 and 26 of a code that points at a charge, which is paid once (Manual de Padrões, BR Code), or at a recurrence alone. */
function chargeElements(url: Text): string {
  if (url === undefined) return format + guiAlone
  return formatAndOnce + element('26', gui + locationElement(url, '26.25'))
}

/** 00, 01 and 26 of a code that points at a key, which nothing makes payable only once. */
function keyElements(chave: string, { infoAdicional, fss, initiation }: NewBrCode): string {
  if (initiation !== undefined && initiation !== '11') throw new BrCodeError('wrong-value', '01')
  const template =
    gui +
    element('01', printable(chave, '26.01', 77, keyForm)) +
    (infoAdicional === undefined ? '' : element('02', printable(infoAdicional, '26.02', 72))) +
    (fss === undefined ? '' : element('03', matching(fss, '26.03', /^[0-9A-Z]{8}$/)))
  if (template.length > 99) throw new BrCodeError('too-long', '26')
  return (initiation === undefined ? format : formatAndReusable) + element('26', template)
}

/** 52, 53, 54 and 58. */
function moneyElements(mcc: Text, amountCents: number | undefined): string {
  const category =
    mcc === undefined ? anyCategoryInReais : `${element('52', matching(mcc, '52', /^\d{4}$/))}5303986`
  return amountCents === undefined
    ? `${category}5802BR`
    : `${category}${element('54', amountOf(amountCents))}5802BR`
}

/** Of a dynamic code the txid is the payload's, and the code must say `***` (bacen/pix-api#231). */
function txidElement(txid: string): string {
  if (txid === '***') return '62070503***'
  return element('62', element('05', matching(txid, '62.05', /^[A-Za-z0-9]{1,25}$/)))
}

function amountOf(cents: number): string {
  if (!Number.isInteger(cents) || cents < 1) throw new BrCodeError('malformed-value', '54')
  if (cents > maxAmountCents) throw new BrCodeError('too-long', '54')
  return formatAmount(cents)
}

function locationElement(url: string, field: string): string {
  const location = withoutScheme(url)
  if (location.length > 77) throw new BrCodeError('too-long', field)
  checkLocation(location, field)
  if (!location.includes('/')) throw new BrCodeError('malformed-url', field)
  return element('25', location)
}

/** Some PSPs give a location with its scheme; the element has none. */
function withoutScheme(url: string): string {
  return url.startsWith('https://') ? url.slice(8) : url
}

/** EMVCo's alphanumeric special: the characters that every reader can show, whatever it takes the encoding to be. */
const shownForm = /^ *[\x21-\x7e][\x20-\x7e]*$/
const keyForm = /^[\x21-\x7e]+$/

function printable(value: string, field: string, most: number, form = shownForm): string {
  if (value && value.length <= most && form.test(value)) return value
  if (!value?.trim()) throw new BrCodeError('missing', field)
  throw new BrCodeError(value.length > most ? 'too-long' : 'malformed-value', field)
}

function matching(value: string, field: string, form: RegExp): string {
  if (!form.test(value)) throw new BrCodeError('malformed-value', field)
  return value
}
