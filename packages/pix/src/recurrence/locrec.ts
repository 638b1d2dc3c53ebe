import { readInstant } from '../instant.ts'
import { type List, type Paging, pagingOf, readList, type TimeWindow, windowOf } from '../list.ts'
import { withoutScheme } from '../loc.ts'
import { checkLocId, pathOf, queryOf } from '../path.ts'
import type { Dialect } from '../profile.ts'
import { readInteger, readMap, readOptionalText, readText } from '../reading.ts'
import { attempt, readReply } from '../reply.ts'
import { get, isObject, type PixReply, type PixRequest } from '../wire.ts'
import { checkAgreement } from './ids.ts'

/** A place that a QR Code points at, where a recurrence is shown (API Pix 2.9.0, PayloadLocationRecCompleta). */
export type LocRec = {
  id: number
  /** Without a scheme, as it goes into a BR Code. */
  location: string
  createdAt?: string
  /** The recurrence that it shows; absent where it shows none. */
  idRec?: string
}

export type LocRecQuery = TimeWindow &
  Paging & { hasIdRec?: boolean | undefined; agreement?: string | undefined }

/** POST /locrec: has no key of its own, so a repeat makes a second location. */
export const postLocRec = (): PixRequest => ({ ...get('postLocRec', '/locrec'), method: 'POST' })

/** GET /locrec/{id} */
export const getLocRec = (locId: number): PixRequest => get('getLocRec', locRecPath(locId))

/** GET /locrec, locations made inside the window, both ends inclusive. */
export const listLocRecs = (query: LocRecQuery): PixRequest =>
  get(
    'listLocRecs',
    `/locrec${queryOf({
      ...windowOf(query),
      idRecPresente: query.hasIdRec,
      convenio: checkAgreement(query.agreement),
      ...pagingOf(query),
    })}`,
  )

/** DELETE /locrec/{id}/idRec: takes the recurrence off its location. It keeps its status and has no QR any more. */
export const unlinkLocRec = (locId: number): PixRequest => ({
  ...get('unlinkLocRec', `${locRecPath(locId)}/idRec`),
  method: 'DELETE',
})

export const readLocRec = (reply: PixReply, profile?: Dialect): LocRec =>
  readReply(reply, locRecFrom, profile)

export const readLocRecList = (reply: PixReply, profile?: Dialect): List<LocRec> =>
  readList(reply, 'loc', locRecFrom, profile)

/** The `loc` inside a recurrence, where it can be read. */
export function readRecLoc(value: unknown): LocRec | undefined {
  if (!isObject(value)) return undefined
  const loc = attempt(() => locRecFrom(value, 'loc'))
  return loc instanceof Error ? undefined : loc
}

function locRecFrom(value: unknown, at: string): LocRec {
  const wire = readMap(value, at)
  const created = attempt(() => readInstant(wire.criacao, at))
  const idRec = readOptionalText(wire.idRec)
  return {
    id: readInteger(wire.id, `${at}.id`, 0),
    location: withoutScheme(readText(wire.location, `${at}.location`)),
    ...(typeof created === 'string' && { createdAt: created }),
    ...(idRec !== undefined && { idRec }),
  }
}

const locRecPath = (locId: number) => pathOf('locrec', String(checkLocId(locId)))
