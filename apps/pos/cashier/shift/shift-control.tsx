import type { Shift, Snapshot } from '@balcao/contracts'
import type { ServerClock } from '@balcao/shell'
import { Button } from '@balcao/ui'
import { useState } from 'react'
import { shiftWords as words } from '../../checkout/words/shifts.ts'
import { CloseShiftDialog } from './close-shift-dialog.tsx'
import { OpenShiftDialog } from './open-shift-dialog.tsx'
import styles from './shift.module.css'
import { useLatestShift } from './use-latest-shift.ts'

export interface ShiftControlProps {
  terminalId: string
  snapshot: Snapshot | undefined
  clock: ServerClock
}

/** Whose shift it is, and the button that begins or ends it. Sales wait for neither. */
export function ShiftControl({ terminalId, snapshot, clock }: ShiftControlProps) {
  const { shift, look } = useLatestShift(terminalId)
  const [asking, setAsking] = useState<{ kind: 'open' } | { kind: 'close'; shift: Shift }>()
  if (shift === undefined) return null
  const leave = () => {
    setAsking(undefined)
    look()
  }
  return (
    <div className={styles.control}>
      <span className={styles.whose}>{whoseWords(shift)}</span>
      {shift?.status === 'open' ? (
        <Button size="compact" onClick={() => setAsking({ kind: 'close', shift })}>
          {words.close}
        </Button>
      ) : (
        <Button size="compact" onClick={() => setAsking({ kind: 'open' })}>
          {words.open}
        </Button>
      )}
      {asking?.kind === 'open' ? (
        <OpenShiftDialog
          terminalId={terminalId}
          snapshot={snapshot}
          clock={clock}
          onChanged={look}
          onClose={leave}
        />
      ) : null}
      {asking?.kind === 'close' ? (
        <CloseShiftDialog shift={asking.shift} onChanged={look} onClose={leave} />
      ) : null}
    </div>
  )
}

function whoseWords(shift: Shift | null): string {
  if (shift === null || shift.status === 'closed') return words.noShift
  if (shift.status === 'closing') return words.counting(shift.number)
  const { name } = shift.openedBy
  return name === null ? words.nobody : words.whose(name)
}
