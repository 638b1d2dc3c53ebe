import type { Period, Reconciliation } from '@balcao/contracts'
import { paths } from '@balcao/contracts'
import { Button, FilterField } from '@balcao/ui'
import { lineWords } from '../../checkout/words/reconciliation.ts'
import { changeAddress, type ShownKind } from '../use-address.ts'
import { kindChoices } from './kind-choices.ts'
import styles from './reconciliation.module.css'
import { lineParameters } from './reconciliation-api.ts'

type LinesBarProps = {
  kinds: Reconciliation['kinds']
  period: Period
  kind: ShownKind | undefined
  isPrinting: boolean
  onPrint: () => void
}

/** Which lines are shown, and the ways out of the screen for them. */
export function LinesBar({ kinds, period, kind, isPrinting, onPrint }: LinesBarProps) {
  return (
    <div className={styles.bar}>
      <FilterField label={lineWords.filter}>
        <select
          value={kind ?? ''}
          onChange={({ target: { value } }) => changeAddress({ tipo: value || undefined })}
        >
          <option value="">{lineWords.all}</option>
          {kindChoices(kinds, kind).map((choice) => (
            <option key={choice.kind} value={choice.kind}>
              {choice.words}
            </option>
          ))}
        </select>
      </FilterField>
      <div className={styles.exits}>
        <a href={`${paths.linesCsv()}?${lineParameters(period, kind)}`} download>
          {lineWords.csv}
        </a>
        <Button kind="quiet" size="compact" busy={isPrinting} onClick={onPrint}>
          {lineWords.print}
        </Button>
      </div>
    </div>
  )
}
