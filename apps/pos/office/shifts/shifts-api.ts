import { paths, ShiftDetails, ShiftList } from '@balcao/contracts'
import { askOrThrow } from '@balcao/shell'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'

/** Rows of a page: more than a tall screen shows. */
const pageLength = 50
/** Shifts begin and end a few times a day. */
const listPauseMs = 15_000
/** How often one is read again while it is counted, and while it sells. */
const closingPauseMs = 1_000
const openPauseMs = 10_000

export const useShifts = () =>
  useInfiniteQuery({
    queryKey: ['shifts'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        limit: String(pageLength),
        ...(pageParam && { before: pageParam }),
      })
      return askOrThrow({ method: 'GET', path: `${paths.shifts()}?${query}`, answer: ShiftList, signal })
    },
    getNextPageParam: ({ nextBefore }) => nextBefore,
    refetchInterval: listPauseMs,
    placeholderData: keepPreviousData,
  })

/** A shift with its report. Once it is closed nothing of it changes any more. */
export const useShift = (shiftId: string) =>
  useQuery({
    queryKey: ['shift', shiftId],
    queryFn: ({ signal }) =>
      askOrThrow({ method: 'GET', path: paths.shift(shiftId), answer: ShiftDetails, signal }),
    refetchInterval: ({ state: { data } }) => {
      if (data?.shift.status === 'closed') return false
      return data?.shift.status === 'closing' ? closingPauseMs : openPauseMs
    },
  })
