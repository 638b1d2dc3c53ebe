import { Button } from '@balcao/ui'
import { officeWords } from '../../checkout/words/office.ts'
import { shiftsWords as words } from '../../checkout/words/shifts.ts'
import { OfficePage } from '../office-page.tsx'
import { ReadState } from '../read-state.tsx'
import { changeAddress, useAddress } from '../use-address.ts'
import { ShiftPage } from './shift-page.tsx'
import styles from './shifts.module.css'
import { useShifts } from './shifts-api.ts'
import { ShiftsTable } from './shifts-table.tsx'

/** Who worked at which till, and what each shift came to. The report of one stands in the place of the list. */
export function ShiftsPage() {
  const { shiftId } = useAddress()
  return shiftId === undefined ? <Shifts /> : <ShiftPage key={shiftId} shiftId={shiftId} />
}

function Shifts() {
  const shifts = useShifts()
  const rows = shifts.data?.pages.flatMap((page) => page.shifts) ?? []
  return (
    <OfficePage title={officeWords.pages.turnos}>
      <ReadState query={shifts} loading={words.loading} failed={words.failed} />
      {shifts.isSuccess && rows.length === 0 ? <p className={styles.muted}>{words.empty}</p> : null}
      {[...Map.groupBy(rows, ({ shop }) => shop.shopId)].map(([shopId, some], _, shops) => (
        <section key={shopId} className={styles.lines}>
          {shops.length > 1 ? <h2>{some[0]?.shop.name}</h2> : null}
          <ShiftsTable
            caption={(shops.length > 1 && some[0]?.shop.name) || officeWords.pages.turnos}
            shifts={some}
            onChoose={(turno) => changeAddress({ turno })}
          />
        </section>
      ))}
      {shifts.hasNextPage ? (
        <div>
          <Button busy={shifts.isFetchingNextPage} onClick={() => void shifts.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      ) : null}
    </OfficePage>
  )
}
