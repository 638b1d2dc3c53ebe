import {
  LineList,
  type NewLineNote,
  type NewPixRefund,
  type Period,
  paths,
  Reconciliation,
  ReconciliationLine,
} from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { deviceTimeZone } from '../format-when.ts'
import { isOpen } from '../refunds/refundable.ts'
import { takeAnswer } from '../take-answer.ts'
import type { ShownKind } from '../use-address.ts'

/** Lines of a page: more than a tall screen shows, and few enough to come at once. */
const pageLength = 100
/** How often the progress of a reading is asked for: often enough to be seen moving. */
const progressPauseMs = 700
/** How often a page of lines is read again while the bank works on a refund, and while another tab or till may ask for one. */
const openPauseMs = 1_000
const calmPauseMs = 10_000

const timeZoneKey = ['shop-time-zone']

/** The shop's zone once the server has told it with a reconciliation; this device's until then. */
export function useShopTimeZone(): string {
  const { data } = useQuery({ queryKey: timeZoneKey, enabled: false, initialData: deviceTimeZone })
  return data
}

/** How a period compares now; asked for again and again while the bank is being read. */
export function useReconciliation({ from, to }: Period) {
  const queries = useQueryClient()
  return useQuery({
    queryKey: ['reconciliation', from, to],
    queryFn: async ({ signal }) => {
      const path = `${paths.reconciliation()}?${new URLSearchParams({ from, to })}`
      const found = await askOrThrow({ method: 'GET', path, answer: Reconciliation, signal })
      queries.setQueryData(timeZoneKey, found.timeZone)
      return found
    },
    refetchInterval: ({ state: { data } }) => (data?.reading.status === 'running' ? progressPauseMs : false),
  })
}

/** Has the bank read. Where somebody else has started it already, it is the same reading. */
export function useReading({ from, to }: Period) {
  const queries = useQueryClient()
  const queryKey = ['reconciliation', from, to]
  return useMutation({
    mutationFn: () =>
      askOrThrow({
        method: 'POST',
        path: paths.reconciliation(),
        body: JSON.stringify({ from, to }),
        answer: Reconciliation,
      }),
    onSuccess: (found) => takeAnswer(queries, queryKey, found),
    onError: () => queries.invalidateQueries({ queryKey }),
  })
}

/** The filters as the server takes them, for the list and for its spreadsheet. */
export const lineParameters = ({ from, to }: Period, kind: ShownKind | undefined) =>
  new URLSearchParams({ from, to, ...(kind && { kind }) })

export type LinesAsked = { period: Period; kind: ShownKind | undefined }

/** One page of lines, after the `nextAfter` of the page before. */
export function askForLines(
  { period, kind }: LinesAsked,
  page: { after: string; limit: number; signal: AbortSignal },
): Promise<LineList> {
  const query = lineParameters(period, kind)
  query.set('limit', String(page.limit))
  if (page.after) query.set('after', page.after)
  return askOrThrow({
    method: 'GET',
    path: `${paths.lines()}?${query}`,
    answer: LineList,
    signal: page.signal,
  })
}

/** `readAt` names the reading that the lines stand on: another reading makes other lines. */
export function useLines({ period, kind }: LinesAsked, readAt: string | null) {
  return useInfiniteQuery({
    queryKey: ['lines', period.from, period.to, kind, readAt],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      askForLines({ period, kind }, { after: pageParam, limit: pageLength, signal }),
    getNextPageParam: ({ nextAfter }) => nextAfter,
    // All pages are read again one after the other: the more there are, the longer the pause, so that the server sees one a pause.
    refetchInterval: ({ state: { data } }) =>
      (openRefundsOf(data?.pages).length > 0 ? openPauseMs : calmPauseMs) * (data?.pages.length ?? 1),
  })
}

/** Refunds that the bank has not finished with, on the pages that are shown. */
const openRefundsOf = (pages: readonly LineList[] = []) =>
  pages.flatMap(({ lines }) => lines.flatMap(({ refunds }) => refunds.filter(isOpen)))

/** Keeps the sums in step with the lines: each time that a refund begins or ends they are read again. */
export function useSumsInStep(pages: readonly LineList[] | undefined) {
  const queries = useQueryClient()
  const open = openRefundsOf(pages)
    .map(({ endToEndId, id, status }) => `${endToEndId} ${id} ${status}`)
    .join()
  useEffect(() => {
    if (open === '') return
    return () => void queries.invalidateQueries({ queryKey: ['reconciliation'] })
  }, [queries, open])
}

/** What a person does about a line. Each answers with the line as it is then, and sums and lines are read again. */
export type LineDeed =
  | { kind: 'look-again'; lineId: string }
  | { kind: 'explain'; lineId: string; note: NewLineNote }
  | { kind: 'refund'; endToEndId: string; refundId: string; refund: NewPixRefund }

export function useLineDeed() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (deed: LineDeed) => askOrThrow({ ...requestOf(deed), answer: ReconciliationLine }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['lines'] }),
        queries.invalidateQueries({ queryKey: ['reconciliation'] }),
      ]),
  })
}

function requestOf(deed: LineDeed) {
  switch (deed.kind) {
    case 'look-again':
      return { method: 'POST', path: paths.lookAgain(deed.lineId) } as const
    case 'explain':
      return { method: 'POST', path: paths.lineNotes(deed.lineId), body: JSON.stringify(deed.note) } as const
    case 'refund':
      return {
        method: 'PUT',
        path: paths.pixRefund(deed.endToEndId, deed.refundId),
        body: JSON.stringify(deed.refund),
      } as const
  }
}
