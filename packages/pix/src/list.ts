import { invalidRequest, malformed, PixError } from './errors.ts'
import { writeInstant } from './instant.ts'
import { checkInteger } from './path.ts'
import type { Dialect } from './profile.ts'
import { readElements, readMap, readOptionalInteger } from './reading.ts'
import { attempt, readReply } from './reply.ts'
import type { PixReply, Wire } from './wire.ts'

/** One page of a query (API Pix 2.9.0, Parametros and Paginacao). */
export type List<T> = {
  items: T[]
  /** Elements that could not be read, each `malformed-reply` with its place. One of them must not hide the others. */
  unreadable: PixError[]
  /** From 0. */
  page: number
  /** At least 1, so that the last page is always `page + 1 >= pages`; an empty result says 0 at some PSPs and 1 at others. */
  pages: number
  pageSize: number
  /** Of all pages, as the PSP says it; null where it leaves it out. */
  totalItems: number | null
}

/** RFC 3339, both ends inclusive. */
export type TimeWindow = { from: string; to: string }

/** `page` from 0; `pageSize` 1 to 1000, the PSP's default being 100. */
export type Paging = { page?: number | undefined; pageSize?: number | undefined }

export function windowOf({ from, to }: TimeWindow) {
  const inicio = writeInstant('from', from)
  const fim = writeInstant('to', to)
  if (fim < inicio) throw invalidRequest('to', 'not before from')
  return { inicio, fim }
}

/** The names hold a dot (API Pix 2.9.0, GET /cob). */
export function pagingOf({ page, pageSize }: Paging) {
  return {
    'paginacao.paginaAtual': page === undefined ? undefined : checkInteger('page', page, 0, 2 ** 31 - 1),
    'paginacao.itensPorPagina':
      pageSize === undefined ? undefined : checkInteger('pageSize', pageSize, 1, 1000),
  }
}

/**
 * An absent list is an empty one only where the paging says so. `{}` is not "nothing was paid": a sweep that
 * believed it would move its window past a payment.
 */
export function readList<T>(reply: PixReply, key: string, readItem: ReadItem<T>, profile?: Dialect): List<T> {
  return readReply(reply, (wire, at) => listFrom(wire, at, key, readItem), profile)
}

type ReadItem<T> = (value: unknown, at: string) => T

function listFrom<T>(wire: Wire, at: string, key: string, readItem: ReadItem<T>): List<T> {
  const elements = readElements(wire[key], `${at}.${key}`)
  const where = `${at}.parametros.paginacao`
  const paging = readMap(readMap(wire.parametros, `${at}.parametros`).paginacao, where)
  const count = (name: string) => readOptionalInteger(paging[name], `${where}.${name}`, 0)
  const said = count('quantidadeDePaginas')
  const total = count('quantidadeTotalDeItens')
  const pageSize = count('itensPorPagina') || Math.max(elements.length, 1)
  if (said === undefined && total === undefined) throw malformed(`${where}: neither pages nor a total`)
  const isMissing = elements.length === 0 && !Array.isArray(wire[key])
  if (isMissing && total !== 0) throw malformed(`${at}.${key}: missing`)

  const read = elements.map((element, index) => attempt(() => readItem(element, `${at}.${key}[${index}]`)))
  return {
    items: read.filter((item): item is Exclude<typeof item, PixError> => !(item instanceof PixError)),
    unreadable: read.filter((item) => item instanceof PixError),
    page: count('paginaAtual') ?? 0,
    pages: said || Math.max(Math.ceil((total ?? 0) / pageSize), 1),
    pageSize,
    totalItems: total ?? null,
  }
}
