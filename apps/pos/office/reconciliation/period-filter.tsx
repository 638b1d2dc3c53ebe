import type { Period } from '@balcao/contracts'
import { Button, FilterField } from '@balcao/ui'
import { reconciliationWords as words } from '../../checkout/words/reconciliation.ts'
import { formatMonth, isSamePeriod, monthsUntil, periodOfMonth, periodsByChoice } from '../shop-days.ts'
import styles from './reconciliation.module.css'

type PeriodFilterProps = { period: Period; today: string; onChange: (period: Period) => void }

/** The periods that people ask for by name, any day, and any month of the last year. */
export function PeriodFilter({ period, today, onChange }: PeriodFilterProps) {
  const named = periodsByChoice(today)
  const months = monthsUntil(today)
  const month = months.find((one) => isSamePeriod(periodOfMonth(one, today), period)) ?? ''
  return (
    <fieldset className={styles.filter}>
      <legend className={styles.legend}>{words.period}</legend>
      <div className={styles.choices}>
        {(['today', 'yesterday', 'week'] as const).map((choice) => (
          <Button
            key={choice}
            size="compact"
            kind={isSamePeriod(named[choice], period) ? 'primary' : 'secondary'}
            aria-pressed={isSamePeriod(named[choice], period)}
            onClick={() => onChange(named[choice])}
          >
            {words.choices[choice]}
          </Button>
        ))}
      </div>
      <FilterField label={words.day}>
        <input
          type="date"
          max={today}
          value={period.from === period.to ? period.from : ''}
          onChange={({ target: { value } }) => value && onChange({ from: value, to: value })}
        />
      </FilterField>
      <FilterField label={words.month}>
        <select
          value={month}
          onChange={({ target: { value } }) => value && onChange(periodOfMonth(value, today))}
        >
          <option value="">{words.pickMonth}</option>
          {months.map((one) => (
            <option key={one} value={one}>
              {formatMonth(one)}
            </option>
          ))}
        </select>
      </FilterField>
    </fieldset>
  )
}
