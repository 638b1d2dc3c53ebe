import { invalidRequest } from './errors.ts'
import { readInstant } from './instant.ts'
import { type List, type Paging, pagingOf, readList, type TimeWindow, windowOf } from './list.ts'
import { checkLocId, pathOf, queryOf } from './path.ts'
import type { Dialect } from './profile.ts'
import { readInteger, readMap, readOptionalText, readText } from './reading.ts'
import { attempt, readReply } from './reply.ts'
import { get, isObject, type PixReply, type PixRequest, send } from './wire.ts'

export type LocKind = 'cob' | 'cobv'

/** A place that a QR Code points at, whatever charge it shows today (API Pix 2.9.0, PayloadLocationCompleta). */
export type Loc = {
  id: number
  /** Without a scheme, as it goes into a BR Code. */
  location: string
  /** A kind of a later version is left out. */
  kind?: LocKind
  createdAt?: string
  /** The charge that it shows; absent where it shows none. */
  txid?: string
}

export type LocQuery = TimeWindow & Paging & { hasTxid?: boolean | undefined; kind?: LocKind | undefined }

/** POST /loc: has no key of its own, so a repeat makes a second location. */
export const postLoc = (kind: LocKind): PixRequest =>
  send('postLoc', 'POST', '/loc', { tipoCob: checkKind(kind) })

/** GET /loc/{id} */
export const getLoc = (locId: number): PixRequest => get('getLoc', locPath(locId))

/** GET /loc, locations made inside the window, both ends inclusive. */
export const listLocs = (query: LocQuery): PixRequest =>
  get(
    'listLocs',
    `/loc${queryOf({
      ...windowOf(query),
      txIdPresente: query.hasTxid,
      tipoCob: query.kind && checkKind(query.kind),
      ...pagingOf(query),
    })}`,
  )

/** DELETE /loc/{id}/txid: takes the charge off its location. The charge keeps its status and has no QR any more. */
export const unlinkLoc = (locId: number): PixRequest => ({
  ...get('unlinkLoc', `${locPath(locId)}/txid`),
  method: 'DELETE',
})

export const readLoc = (reply: PixReply, profile?: Dialect): Loc => readReply(reply, locFrom, profile)

export const readLocList = (reply: PixReply, profile?: Dialect): List<Loc> =>
  readList(reply, 'loc', locFrom, profile)

function locFrom(value: unknown, at: string): Loc {
  const wire = readMap(value, at)
  const created = attempt(() => readInstant(wire.criacao, at))
  const kind = kinds.find((name) => name === wire.tipoCob)
  const txid = readOptionalText(wire.txid)
  return {
    id: readInteger(wire.id, `${at}.id`, 0),
    location: withoutScheme(readText(wire.location, `${at}.location`)),
    ...(kind !== undefined && { kind }),
    ...(typeof created === 'string' && { createdAt: created }),
    ...(txid !== undefined && { txid }),
  }
}

/** The `loc` inside a charge, where it can be read; nothing stands on it, so a strange one is none. */
export function readChargeLoc(value: unknown): Loc | undefined {
  if (!isObject(value)) return undefined
  const loc = attempt(() => locFrom(value, 'loc'))
  return loc instanceof Error ? undefined : loc
}

/** Some gateways put the scheme back that a BR Code must not have. */
export const withoutScheme = (location: string): string => location.trim().replace(/^https?:\/\//i, '')

const kinds = ['cob', 'cobv'] as const

const locPath = (locId: number) => pathOf('loc', String(checkLocId(locId)))

function checkKind(kind: LocKind): LocKind {
  if (!kinds.includes(kind)) throw invalidRequest('kind', 'cob or cobv')
  return kind
}
