import {
  LineList,
  type NewLineNote,
  type NewPixRefund,
  type Period,
  paths,
  Reconciliation,
  ReconciliationLine,
} from '@balcao/contracts'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { askOrThrow } from '../ask-or-throw.ts'
import { deviceTimeZone } from '../format-when.ts'
import type { ShownKind } from '../use-address.ts'

/** Lines of a page: more than a tall screen shows, and few enough to come at once. */
const pageLength = 100
/** How often the progress of a reading is asked for: often enough to be seen moving. */
const progressPauseMs = 700
/** How often lines are read again while the bank works on a refund. */
const openPauseMs = 1_000

const readReconciliation = (json: unknown) => Reconciliation.safeParse(json).data
const readLine = (json: unknown) => ReconciliationLine.safeParse(json).data
const readLines = (json: unknown) => LineList.safeParse(json).data

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
      const found = await askOrThrow({ method: 'GET', path, read: readReconciliation, signal })
      queries.setQueryData(timeZoneKey, found.timeZone)
      return found
    },
    refetchInterval: ({ state: { data } }) => (data?.reading.status === 'running' ? progressPauseMs : false),
  })
}

/** Has the bank read. Where somebody else has started it already, it is the same reading. */
export function useReading({ from, to }: Period) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () =>
      askOrThrow({
        method: 'POST',
        path: paths.reconciliation(),
        body: JSON.stringify({ from, to }),
        read: readReconciliation,
      }),
    onSuccess: (found) => queries.setQueryData(['reconciliation', from, to], found),
  })
}

/** The filters as the server takes them, for the list and for its spreadsheet. */
export const lineParameters = ({ from, to }: Period, kind: ShownKind | undefined) =>
  new URLSearchParams({ from, to, ...(kind && { kind }) })

/** `readAt` names the reading that the lines stand on: another reading makes other lines. `isOpen` tells whether one of them may have news. */
export function useLines(
  period: Period,
  kind: ShownKind | undefined,
  readAt: string | null,
  isOpen: (line: ReconciliationLine) => boolean,
) {
  return useInfiniteQuery({
    queryKey: ['lines', period.from, period.to, kind, readAt],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = lineParameters(period, kind)
      query.set('limit', String(pageLength))
      if (pageParam) query.set('after', pageParam)
      return askOrThrow({ method: 'GET', path: `${paths.lines()}?${query}`, read: readLines, signal })
    },
    getNextPageParam: ({ nextAfter }) => nextAfter,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ lines }) => lines.some(isOpen)) ? openPauseMs : false,
  })
}

/** What a person does about a line. Each answers with the line as it is then, and sums and lines are read again. */
export type LineDeed =
  | { kind: 'look-again'; lineId: string }
  | { kind: 'explain'; lineId: string; note: NewLineNote }
  | { kind: 'refund'; endToEndId: string; refundId: string; refund: NewPixRefund }

export function useLineDeed() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (deed: LineDeed) => askOrThrow({ ...requestOf(deed), read: readLine }),
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
