import { OfferStatus, problemName, type Recurrence } from '@balcao/contracts'
import { Refused } from '@balcao/shell'
import { Banner, Button, type Column, DataTable, FilterField } from '@balcao/ui'
import { useState } from 'react'
import { termsSentences } from '../../checkout/terms-sentences.ts'
import { officeWords } from '../../checkout/words/office.ts'
import { offerStatusWords } from '../../checkout/words/recurrence.ts'
import { recurrencesWords as words } from '../../checkout/words/recurrence-office.ts'
import { formatRecent } from '../format-when.ts'
import { OfficePage } from '../office-page.tsx'
import { ReadState } from '../read-state.tsx'
import { changeAddress, useAddress } from '../use-address.ts'
import { RecurrenceBadges } from './recurrence-badges.tsx'
import { RecurrencePage } from './recurrence-page.tsx'
import styles from './recurrences.module.css'
import { useRecurrences } from './recurrences-api.ts'

/** What the shop charges again and again, and who has agreed to it. One of them stands in the place of the list. */
export function RecurrencesPage() {
  const { recurrenceId } = useAddress()
  return recurrenceId === undefined ? (
    <Recurrences />
  ) : (
    <RecurrencePage key={recurrenceId} recurrenceId={recurrenceId} />
  )
}

function Recurrences() {
  const { search } = useAddress()
  const status = OfferStatus.safeParse(search.estado).data
  const [text, setText] = useState('')
  const found = useRecurrences({ status, text: text.trim() || undefined })
  const rows = found.data?.pages.flatMap((page) => page.recurrences) ?? []
  const isUnsupported =
    found.error instanceof Refused &&
    found.error.problem !== 'network' &&
    problemName(found.error.problem) === 'no-recurrences'
  if (isUnsupported)
    return (
      <OfficePage title={officeWords.pages.recorrencias}>
        <Banner tone="neutral" title={words.unsupported}>
          {words.unsupportedAdvice}
        </Banner>
      </OfficePage>
    )
  return (
    <OfficePage
      title={officeWords.pages.recorrencias}
      aside={
        <div className={styles.filters}>
          <FilterField label={words.filter}>
            <select
              value={status ?? ''}
              onChange={({ target }) => changeAddress({ estado: target.value || undefined })}
            >
              <option value="">{words.all}</option>
              {OfferStatus.options.map((one) => (
                <option key={one} value={one}>
                  {offerStatusWords[one]}
                </option>
              ))}
            </select>
          </FilterField>
          <FilterField label={words.search}>
            <input
              type="search"
              value={text}
              maxLength={60}
              placeholder={words.searchHint}
              onChange={({ target }) => setText(target.value)}
            />
          </FilterField>
        </div>
      }
    >
      <ReadState query={found} loading={words.loading} failed={words.failed} />
      {found.isSuccess && rows.length === 0 ? <p className={styles.muted}>{words.empty}</p> : null}
      {rows.length > 0 ? (
        <DataTable
          caption={officeWords.pages.recorrencias}
          columns={columns}
          rows={rows}
          keyOf={(row) => row.recurrenceId}
          onChoose={(recorrencia) => changeAddress({ recorrencia })}
        />
      ) : null}
      {found.hasNextPage ? (
        <div>
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      ) : null}
    </OfficePage>
  )
}

const columns: Column<Recurrence>[] = [
  { heading: words.columns.contract, cell: ({ terms }) => terms.contract },
  { heading: words.columns.debtor, cell: ({ debtorName }) => debtorName },
  { heading: words.columns.terms, cell: ({ terms }) => termsSentences(terms)[0], room: 'wide' },
  { heading: words.columns.when, cell: ({ createdAt }) => formatRecent(createdAt), room: 'wide' },
  { heading: words.columns.status, cell: (row) => <RecurrenceBadges {...row} /> },
]
