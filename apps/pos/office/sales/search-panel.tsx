import { ChargeFlag } from '@balcao/contracts'
import { Button, Card, FilterField, TextField } from '@balcao/ui'
import { type FormEvent, useState } from 'react'
import { flagWords } from '../../checkout/words/cashier.ts'
import { searchWords as words } from '../../checkout/words/history.ts'
import { useSession } from '../use-session.ts'
import type { SaleSearch } from './search.ts'
import { fieldsOf, readFields, type SearchFields } from './search-form.ts'
import styles from './search-panel.module.css'
import { useMakers } from './use-makers.ts'

type SearchPanelProps = { search: SaleSearch; onSearch: (search: SaleSearch) => void }

/** What people know of a sale that they look for. Nothing is asked before the button is pressed. */
export function SearchPanel({ search, onSearch }: SearchPanelProps) {
  const [fields, setFields] = useState(() => fieldsOf(search))
  const [isSent, setSent] = useState(false)
  const makers = useMakers()
  const actor = useSession().data?.actor
  // Operators look at the terminal of their till, and at no other.
  const isOperator = actor?.kind === 'person' && actor.role === 'operator'
  const read = readFields(fields)
  const errors = isSent && read.kind === 'wrong' ? read.errors : {}
  const set = (name: keyof SearchFields) => (value: string) => setFields({ ...fields, [name]: value })
  const bind = (name: keyof SearchFields) => ({
    ...{ value: fields[name], onChange: set(name), error: errors[name], spellCheck: false },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    setSent(true)
    if (read.kind === 'search') onSearch(read.search)
  }
  return (
    <Card title={words.title}>
      <form className={styles.form} onSubmit={send}>
        <TextField label={words.amount} inputMode="decimal" {...bind('valor-de')} />
        <TextField label={words.upTo} inputMode="decimal" {...bind('valor-ate')} />
        <TextField label={words.from} type="date" {...bind('de')} />
        <TextField label={words.fromTime} type="time" {...bind('hora-de')} />
        <TextField label={words.to} type="date" {...bind('ate')} />
        <TextField label={words.toTime} type="time" {...bind('hora-ate')} />
        <TextField label={words.txid} hint={words.txidHint} autoCapitalize="none" {...bind('codigo')} />
        <TextField label={words.ending} hint={words.endingHint} autoCapitalize="none" {...bind('pix')} />
        {isOperator ? null : <TextField label={words.terminal} autoCapitalize="none" {...bind('caixa')} />}
        <FilterField label={words.flag}>
          <select value={fields.sinal} onChange={({ target }) => set('sinal')(target.value)}>
            <option value="">{words.any}</option>
            {ChargeFlag.options.map((flag) => (
              <option key={flag} value={flag}>
                {flagWords[flag]}
              </option>
            ))}
          </select>
        </FilterField>
        {makers.length === 0 ? null : (
          <FilterField label={words.madeBy}>
            <select value={fields.operador} onChange={({ target }) => set('operador')(target.value)}>
              <option value="">{words.any}</option>
              {makers.map(({ madeBy, name }) => (
                <option key={madeBy} value={madeBy}>
                  {name}
                </option>
              ))}
            </select>
          </FilterField>
        )}
        <div className={styles.actions}>
          <Button
            onClick={() => {
              setFields(fieldsOf({}))
              setSent(false)
              onSearch({})
            }}
          >
            {words.clear}
          </Button>
          <Button kind="primary" type="submit">
            {words.search}
          </Button>
        </div>
      </form>
    </Card>
  )
}
