/** What a text on a receipt, typed, pasted or scanned, says of a Pix. */
export type ReadProof =
  | { readonly kind: 'id'; readonly endToEndId: string }
  /** A receipt of this shop, which names its sale. */
  | { readonly kind: 'receipt'; readonly txid: string }
  /** A code to pay with. */
  | { readonly kind: 'code' }
  | { readonly kind: 'too-short' | 'unread' | 'empty' }

/** E, the ISPB of the payer's bank, a date and time in UTC, and eleven characters of its own (Manual de Padrões para Iniciação do Pix). */
const wholeId = /(?<![a-zA-Z0-9])E\d{8}\d{12}[a-zA-Z0-9]{11}(?![a-zA-Z0-9])/i
/** Banks print it in groups. */
const gapsInId = /(?<=[a-zA-Z0-9])[ \u00a0.-](?=[a-zA-Z0-9])/g
const receiptAddress = /\/recibo\/#([a-zA-Z0-9]{26,35})\./
/** A BR Code begins with its format indicator, field 00. */
const brCode = /^000201/
const fewest = 4
const longestEnding = 40

export function readProof(text: string): ReadProof {
  const bare = text.trim()
  if (bare === '') return { kind: 'empty' }
  if (brCode.test(bare)) return { kind: 'code' }
  const [, txid] = receiptAddress.exec(bare) ?? []
  if (txid !== undefined) return { kind: 'receipt', txid }
  const [id] = wholeId.exec(bare) ?? []
  if (id !== undefined) return { kind: 'id', endToEndId: id.replace(/^e/, 'E') }
  // Lines apart: the amount above an id must not become a part of it.
  for (const line of bare.split(/[\r\n]+/)) {
    const [grouped] = wholeId.exec(line.replaceAll(gapsInId, '')) ?? []
    if (grouped !== undefined) return { kind: 'id', endToEndId: grouped.replace(/^e/, 'E') }
  }
  return readEnding(bare)
}

function readEnding(bare: string): ReadProof {
  const ending = bare.replace(/^[….\s]+/, '').replaceAll(gapsInId, '')
  if (!/^[a-zA-Z0-9]+$/.test(ending) || ending.length > longestEnding) return { kind: 'unread' }
  return ending.length < fewest ? { kind: 'too-short' } : { kind: 'id', endToEndId: ending }
}
