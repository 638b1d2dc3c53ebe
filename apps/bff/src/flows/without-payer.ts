/**
 * What a callback may be kept with: what says where to look. Names, documents and messages of payers, under whatever key a PSP sends
 * them (`pagador`, `infoPagador`, extras of its own), are not needed and so not stored (LGPD, Lei 13.709/2018, art. 6º III).
 */
const kept = new Set([
  ...['pix', 'endToEndId', 'txid', 'valor', 'horario', 'chave', 'devolucoes'],
  ...['id', 'rtrId', 'natureza', 'solicitacao', 'liquidacao', 'status', 'evento'],
])

/** The same callback with nothing of the payer in it. A text that is no JSON object hints at nothing: of it nothing is kept. */
export function withoutPayer(body: string): string {
  let isStripped = false
  const parsed = JSON.parse(body, function (this: unknown, key: string, value: unknown) {
    if (key === '' || Array.isArray(this) || kept.has(key)) return value
    isStripped = true
    return undefined
  })
  return isStripped ? JSON.stringify(parsed) : body
}
