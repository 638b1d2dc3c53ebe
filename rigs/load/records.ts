import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Verdict, verifyAudit } from '../../apps/bff/src/audit/verify-audit.ts'
import { createAuditReader } from '../../apps/bff/src/store/audit.ts'
import { messageOfPayer, payer } from '../../sim/world/canaries.ts'
import { shopKey } from '../processes.ts'

/** What is written down beside the money, as it stands on the disk. */
export type Records = {
  /** The bodies of the notifications that the BFF has kept. */
  inbox: readonly string[]
  /** The audit, held against the last head that the log has told. */
  chain: Verdict
  /** Charges whose changes are not each in the audit once. */
  untold: readonly { txid: string; version: number; told: number }[]
  /** Sales and refunds of the audit that nobody is named for. */
  unnamed: readonly string[]
  /** Current charges of a terminal that are another one's. */
  strangers: readonly { terminalId: string; txid: string }[]
  /** Every amount, as the database has it. */
  amounts: readonly unknown[]
  /** Words for what the log, or the inbox, should not have. */
  leaks: readonly string[]
}

/** Through a connection of its own, as whoever opens the file would find it. */
export async function readRecords(dataDir: string, log: string): Promise<Records> {
  const database = new DatabaseSync(join(dataDir, 'balcao.sqlite'))
  try {
    // One moment of the ledger, whatever is written meanwhile.
    database.exec('BEGIN')
    const rows = <Row>(text: string, ...values: (string | number)[]) =>
      database.prepare(text).all(...values) as Row[]
    const [, place = '0', hash = ''] = [...log.matchAll(/"head":"(\d+):(\w{64})"/g)].at(-1) ?? []
    const reader = createAuditReader({
      all: async <Row>(text: string, ...values: readonly unknown[]) =>
        rows<Row>(text, ...(values as (string | number)[])),
    })
    const told = new Map(
      rows<{ subject: string; told: number }>(
        "SELECT subject, count(*) AS told FROM audit WHERE action IN ('charge-created', 'charge-opened', 'charge-changed') GROUP BY subject",
      ).map((row) => [row.subject, row.told]),
    )
    const inbox = rows<{ body: string }>('SELECT body FROM inbox ORDER BY id').map(({ body }) => body)
    return {
      inbox,
      chain: await verifyAudit(reader, place === '0' ? undefined : { place: Number(place), hash }),
      untold: rows<{ txid: string; version: number }>('SELECT txid, version FROM charge')
        .map((row) => ({ ...row, told: told.get(`charge:${row.txid}`) ?? 0 }))
        .filter((row) => row.told !== row.version),
      unnamed: rows<{ subject: string }>(
        `SELECT subject FROM audit WHERE actor IN ('balcao', 'psp')
           AND (action = 'charge-created' OR detail LIKE '%"status":"requested"%')`,
      ).map(({ subject }) => subject),
      strangers: rows<{ terminalId: string; txid: string }>(
        `SELECT terminal.terminal_id AS "terminalId", current_txid AS txid FROM terminal
           LEFT JOIN charge ON charge.txid = current_txid
         WHERE current_txid IS NOT NULL AND charge.terminal_id IS NOT terminal.terminal_id`,
      ),
      amounts: rows<{ cents: unknown }>(
        'SELECT amount_cents AS cents FROM pix UNION ALL SELECT amount_cents FROM refund',
      ).map(({ cents }) => cents),
      leaks: [...leaksOf(log, secretsOf(dataDir)), ...leaksOf(inbox.join('\n'), payers)],
    }
  } finally {
    database.close()
  }
}

const payers: readonly (readonly [canary: string | RegExp, what: string])[] = [
  [payer.cpf, 'the document of a payer'],
  [payer.nome, 'the name of a payer'],
  [messageOfPayer, 'the message of a payer'],
]

function secretsOf(dataDir: string): typeof payers {
  const { clientSecret, chave } = JSON.parse(readFileSync(join(dataDir, 'pki', 'credentials.json'), 'utf8'))
  return [
    ...payers,
    [clientSecret, 'the secret of the PSP'],
    ['Bearer ', 'a token'],
    // As the sandbox makes them, 32 bytes in base64url: nothing else in a log is of that length.
    [/(?<![\w-])[\w-]{43}(?![\w-])/, 'a token without a word'],
    [shopKey, 'the key of the software of the shop'],
    [chave, 'the key that receives'],
    ['br.gov.bcb.pix', 'a code to pay'],
  ]
}

const leaksOf = (text: string, canaries: typeof payers) =>
  canaries
    .filter(([canary]) => (typeof canary === 'string' ? text.includes(canary) : canary.test(text)))
    .map(([, what]) => what)
