import { readAmount } from './amount.ts'
import type { BrCodeFields } from './brcode.ts'
import { BrCodeError } from './errors.ts'
import type { PixTemplates } from './templates.ts'
import { type Elements, fieldOf, lengthOf, readElements } from './tlv.ts'

/** Everything a code says besides what it points at. An optional element that is empty is an absent one. */
export function readFields({ values }: Elements, templates: PixTemplates, wide: boolean): BrCodeFields {
  const { id, pix, others } = templates
  const fields: BrCodeFields = {
    payloadFormat: '01',
    template: id,
    mcc: readMcc(values[52]),
    currency: readConstant(values[53], '986', '53'),
    country: readConstant(values[58], 'BR', '58'),
    merchantName: readName(values[59], '59', 25, wide),
    merchantCity: readName(values[60], '60', 15, wide),
    crc: values[63] ?? '',
  }
  if (values[1]) fields.initiation = readText(values[1], '01')
  if (pix.values[2]) fields.infoAdicional = readText(pix.values[2], fieldOf(id, 2))
  if (pix.values[3]) fields.fss = readText(pix.values[3], fieldOf(id, 3))
  if (others.length > 0) fields.otherTemplates = others
  if (values[54]) {
    fields.amount = values[54]
    fields.amountCents = readCents(values[54])
  }
  // Nine digits are seen in the wild (vector 52B6); ten characters are what EMVCo's QR Code specification allows.
  if (values[61]) fields.postalCode = readName(values[61], '61', 10, wide)
  // Issuers put all sorts of things here, the manual's own example a hyphen (vector AD38).
  const txid = values[62] && readElements(values[62], wide, '62').values[5]
  if (txid) fields.txid = readText(txid, '62.05')
  return fields
}

/** As written, except that control characters are refused: no field has them, and screens and logs would obey them. */
export function readText(value: string, field: string): string {
  for (let index = 0; index < value.length; index++) {
    const unit = value.charCodeAt(index)
    if (unit < 0x20 || (unit >= 0x7f && unit <= 0x9f)) throw new BrCodeError('malformed-value', field)
  }
  return value
}

function readName(value: string | undefined, field: string, most: number, wide: boolean): string {
  if (!value) throw new BrCodeError('missing', field)
  if (lengthOf(value, wide) > most) throw new BrCodeError('too-long', field)
  return readText(value, field)
}

function readConstant<Wanted extends string>(
  value: string | undefined,
  wanted: Wanted,
  field: string,
): Wanted {
  if (!value) throw new BrCodeError('missing', field)
  if (value !== wanted) throw new BrCodeError('wrong-value', field)
  return wanted
}

function readMcc(value: string | undefined): string {
  if (!value) throw new BrCodeError('missing', '52')
  if (!/^\d{4}$/.test(value)) throw new BrCodeError('malformed-value', '52')
  return value
}

function readCents(amount: string): number {
  if (amount.length > 13) throw new BrCodeError('too-long', '54')
  const cents = readAmount(amount)
  if (cents === undefined) throw new BrCodeError('malformed-value', '54')
  return cents
}
