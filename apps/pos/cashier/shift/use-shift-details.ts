import type { ShiftDetails } from '@balcao/contracts'
import { useEffect, useState } from 'react'
import { askForShift } from './shift-api.ts'

const pauseMs = 1_000

/** Keeps one shift in step with the server for as long as it may change before somebody's eyes. */
export function useShiftDetails(shiftId: string) {
  const [details, setDetails] = useState<ShiftDetails>()
  const isClosed = details?.shift.status === 'closed'
  useEffect(() => {
    if (isClosed) return
    const stopped = new AbortController()
    const look = async () => {
      const reply = await askForShift(shiftId, stopped.signal)
      if (stopped.signal.aborted || !reply.ok) return
      // An answer that was under way when the shift was ended knows nothing of its end.
      setDetails((before) => (isLater(reply.value, before) ? reply.value : before))
    }
    void look()
    const timer = setInterval(look, pauseMs)
    return () => {
      stopped.abort()
      clearInterval(timer)
    }
  }, [shiftId, isClosed])
  return { details, setDetails }
}

const order = { open: 0, closing: 1, closed: 2 } as const
const isLater = ({ shift }: ShiftDetails, before: ShiftDetails | undefined) =>
  before === undefined || order[shift.status] >= order[before.shift.status]
