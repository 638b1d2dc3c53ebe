import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Sales written straight into the files of the sandbox and of the ledger: to make them one by one would take an hour. */
export type Sale = {
  txid: string
  endToEndId: string
  amountCents: number
  createdAtMs: number
  paidAtMs: number
}

const copiaECola = `00020101021226890014br.gov.bcb.pix2567psp.example/v2/${'0'.repeat(40)}5204000053039865802BR`

/** As many sales as asked for, evenly over a stretch of time, none near its ends. */
export function salesBetween(count: number, fromMs: number, toMs: number): Sale[] {
  const stepMs = Math.floor((toMs - fromMs) / (count + 1))
  return Array.from({ length: count }, (_, index) => {
    const createdAtMs = fromMs + (index + 1) * stepMs
    const number = String(index).padStart(11, '0')
    return {
      txid: `b${number.padStart(31, '0')}`,
      endToEndId: `E00000000202601010000${number}`,
      amountCents: 100 + (index % 5_000),
      createdAtMs,
      paidAtMs: createdAtMs + 20_000,
    }
  })
}

/** Into the sandbox of this folder, which has been started once and is not running. */
export function seedSandbox(dataDir: string, sales: readonly Sale[]): void {
  const { chave } = JSON.parse(readFileSync(join(dataDir, 'pki', 'credentials.json'), 'utf8'))
  const database = new DatabaseSync(join(dataDir, 'sandbox.sqlite'))
  const put = database.prepare('INSERT INTO thing VALUES (?, ?, ?)')
  database.exec('BEGIN')
  for (const { txid, endToEndId, amountCents, createdAtMs, paidAtMs } of sales) {
    const cob = {
      tipoCob: 'cob',
      txid,
      createdAt: createdAtMs,
      revisao: 0,
      status: 'CONCLUIDA',
      fields: { calendario: { expiracao: 3600 }, valor: { original: (amountCents / 100).toFixed(2) }, chave },
      pixCopiaECola: copiaECola,
      pix: [endToEndId],
      past: [],
    }
    const pix = { endToEndId, txid, amountCents, chave, paidAt: paidAtMs, refunds: [] }
    put.run('cob', txid, JSON.stringify(cob))
    put.run('pix', endToEndId, JSON.stringify(pix))
  }
  database.exec('COMMIT')
  database.close()
}

/** Into the ledger of this folder, which a BFF has made and does not hold. */
export function seedLedger(dataDir: string, sales: Iterable<Sale>): void {
  const database = new DatabaseSync(join(dataDir, 'balcao.sqlite'))
  const charge = database.prepare(
    `INSERT INTO charge (txid, terminal_id, amount_cents, version, status, created_at_ms, expires_at_ms, copia_e_cola, flags, psp_request)
     VALUES (?, 'caixa-1', ?, 3, 'paid', ?, ?, ?, '', '{}')`,
  )
  const pix = database.prepare(
    "INSERT INTO pix (end_to_end_id, txid, amount_cents, paid_at_ms, heard_at_ms, heard_by) VALUES (?, ?, ?, ?, ?, 'webhook')",
  )
  database.exec('BEGIN')
  for (const { txid, endToEndId, amountCents, createdAtMs, paidAtMs } of sales) {
    charge.run(txid, amountCents, createdAtMs, createdAtMs + 3_600_000, copiaECola)
    pix.run(endToEndId, txid, amountCents, paidAtMs, paidAtMs)
  }
  database.exec('COMMIT')
  database.close()
}
