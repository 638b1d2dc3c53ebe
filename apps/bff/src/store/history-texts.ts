import { firstShopId } from '@balcao/contracts'
import type { Charge, ChargeFlag } from '@balcao/domain'
import type { Reader, Value } from './database.ts'
import type { ChargeRow } from './rows.ts'

/** A place in the list, newest first: after all that was made at or after this instant, or up to this txid at this instant. */
export type ChargePlace = { createdAtMs: number; txid?: string | undefined }

/** All of it has to hold. */
export type ChargeFilter = {
  terminalId?: string | undefined
  /** Where the terminal stands now. */
  shopId?: string | undefined
  status?: Charge['status'] | undefined
  before?: ChargePlace | undefined
  fromMs?: number | undefined
  /** The first instant that is not inside any more. */
  untilMs?: number | undefined
  /** Both inside. */
  minCents?: number | undefined
  maxCents?: number | undefined
  flag?: ChargeFlag | undefined
  /** As the audit names them. */
  madeBy?: string | undefined
  /** The whole of it or its beginning. */
  txid?: string | undefined
  /** The last characters of a Pix that it received, four or more, in any case. */
  endToEndIdEnding?: string | undefined
  limit: number
}

/** A key that leaves more than this many is no help: then most pages fill up soon anyway. */
const fewAtMost = 500
/** As the index over them has it. */
const endingOfPix = 'lower(substr(end_to_end_id, length(end_to_end_id) - 3))'

type Part = { condition: string; values: readonly Value[] }

/** Whether nothing guarantees that what is asked for is near where the list begins. */
export const isNarrow = ({ minCents, maxCents, flag, madeBy, txid, endToEndIdEnding }: ChargeFilter) =>
  [minCents, maxCents, flag, madeBy, txid, endToEndIdEnding].some((asked) => asked !== undefined)

export function wanted(filter: ChargeFilter): { condition: string; where: string; values: Value[] } {
  const parts = [...partsOfTime(filter), ...partsOfCharge(filter)]
  const condition = parts.map((part) => part.condition).join(' AND ')
  const where = condition === '' ? '' : `WHERE ${condition}`
  return { condition, where, values: parts.flatMap(({ values }) => values) }
}

function partsOfTime({ fromMs, untilMs, before }: ChargeFilter): Part[] {
  const parts: Part[] = []
  if (fromMs !== undefined) parts.push({ condition: 'created_at_ms >= ?', values: [fromMs] })
  if (untilMs !== undefined) parts.push({ condition: 'created_at_ms < ?', values: [untilMs] })
  if (before === undefined) return parts
  const { createdAtMs, txid } = before
  if (txid === undefined) return [...parts, { condition: 'created_at_ms < ?', values: [createdAtMs] }]
  return [
    ...parts,
    { condition: 'created_at_ms <= ?', values: [createdAtMs] },
    { condition: '(created_at_ms < ? OR txid > ?)', values: [createdAtMs, txid] },
  ]
}

function partsOfCharge(filter: ChargeFilter): Part[] {
  const { terminalId, shopId, status, minCents, maxCents, flag, madeBy, txid, endToEndIdEnding } = filter
  const parts: Part[] = []
  if (terminalId !== undefined) parts.push({ condition: 'terminal_id = ?', values: [terminalId] })
  if (shopId !== undefined) parts.push(inShop(shopId))
  if (status !== undefined) parts.push({ condition: 'status = ?', values: [status] })
  parts.push(...betweenAmounts(minCents, maxCents))
  if (flag !== undefined) parts.push(withFlag(flag))
  if (madeBy !== undefined) parts.push({ condition: 'made_by = ?', values: [madeBy] })
  // Not as a stretch of the primary key, which would be read whole and sorted: as a key it is tried before.
  if (txid !== undefined) parts.push({ condition: 'substr(txid, 1, ?) = ?', values: [txid.length, txid] })
  if (endToEndIdEnding !== undefined) {
    const { condition, values } = endingWith(endToEndIdEnding)
    const exists = `EXISTS (SELECT 1 FROM pix WHERE pix.txid = charge.txid AND ${condition})`
    parts.push({ condition: exists, values })
  }
  return parts
}

/** Asked of each charge by itself: as a list of terminals it would be read whole and sorted. */
const inShop = (shopId: string): Part => ({
  condition:
    'coalesce((SELECT shop_id FROM terminal WHERE terminal.terminal_id = charge.terminal_id), ?) = ?',
  values: [firstShopId, shopId],
})

/** The `+` keeps a range of amounts from being read whole and sorted: an index on amounts serves one amount alone. */
function betweenAmounts(minCents: number | undefined, maxCents: number | undefined): Part[] {
  if (minCents !== undefined && minCents === maxCents)
    return [{ condition: 'amount_cents = ?', values: [minCents] }]
  const parts: Part[] = []
  if (minCents !== undefined) parts.push({ condition: '+amount_cents >= ?', values: [minCents] })
  if (maxCents !== undefined) parts.push({ condition: '+amount_cents <= ?', values: [maxCents] })
  return parts
}

const withFlag = (flag: ChargeFlag): Part => ({
  condition: "flags <> '' AND ' ' || flags || ' ' LIKE ?",
  values: [`% ${flag} %`],
})

/** Ids are letters and digits, all of which come before '~'. */
const beginningWith = (txid: string): Part => ({
  condition: 'txid >= ? AND txid < ?',
  values: [txid, `${txid}~`],
})

/** Ids are letters and digits: nothing in them is a wildcard. */
export const endingWith = (ending: string): Part => ({
  condition: `${endingOfPix} = ? AND lower(end_to_end_id) LIKE ?`,
  values: [ending.slice(-4).toLowerCase(), `%${ending.toLowerCase()}`],
})

/**
 * The txids that one key of a search leaves, where an index tells them and they are few; undefined where there is no such key. They
 * still have to be held against the rest.
 */
export async function fewByKey(reader: Reader, filter: ChargeFilter): Promise<string[] | undefined> {
  for (const { from, condition, values } of keysOf(filter)) {
    const rows = await reader.all<{ txid: string }>(
      `SELECT txid FROM ${from} WHERE ${condition} LIMIT ?`,
      ...values,
      fewAtMost + 1,
    )
    if (rows.length <= fewAtMost) return [...new Set(rows.map(({ txid }) => txid))]
  }
  return undefined
}

/** The sharpest first. */
function keysOf(filter: ChargeFilter): (Part & { from: 'charge' | 'pix' })[] {
  const { txid, endToEndIdEnding, minCents, maxCents, flag } = filter
  const keys: (Part & { from: 'charge' | 'pix' })[] = []
  if (txid !== undefined) keys.push({ from: 'charge', ...beginningWith(txid) })
  if (endToEndIdEnding !== undefined) {
    const { condition, values } = endingWith(endToEndIdEnding)
    keys.push({ from: 'pix', condition: `${condition} AND txid IS NOT NULL`, values })
  }
  const time = partsOfTime(filter)
  const within = (part: Part): Part & { from: 'charge' } => ({
    from: 'charge',
    condition: [part, ...time].map(({ condition }) => condition).join(' AND '),
    values: [part, ...time].flatMap(({ values }) => values),
  })
  if (minCents !== undefined && minCents === maxCents)
    keys.push(within({ condition: 'amount_cents = ?', values: [minCents] }))
  if (flag !== undefined) keys.push(within(withFlag(flag)))
  return keys
}

export const placeAfter = (rows: readonly ChargeRow[]): ChargePlace | null => {
  const last = rows.at(-1)
  return last === undefined ? null : { createdAtMs: last.created_at_ms, txid: last.txid }
}
