import { ChargeStatus } from '@balcao/contracts'
import { Banner, Button, FilterField } from '@balcao/ui'
import Search from 'lucide-react/icons/search'
import { useState } from 'react'
import { searchWords } from '../../checkout/words/history.ts'
import { officeWords, saleWords } from '../../checkout/words/office.ts'
import { OfficePage } from '../office-page.tsx'
import { changeAddress, useAddress } from '../use-address.ts'
import { SaleDetails } from './sale-details.tsx'
import styles from './sales.module.css'
import { useSale, useSales } from './sales-api.ts'
import { SalesTable } from './sales-table.tsx'
import { askedNames, isNarrowed, type SaleSearch } from './search.ts'
import { SearchPanel } from './search-panel.tsx'
import { ShopFilter } from './shop-filter.tsx'

/** Every sale, and what became of its money. One of them stands beside the list; on a phone, in its place. */
export function SalesPage() {
  const { search, txid } = useAddress()
  const sales = useSales(search)
  const [isSearching, setSearching] = useState(() => isNarrowed(search))
  const sale = useSale(txid)
  return (
    <OfficePage
      title={officeWords.pages.vendas}
      aside={
        <div className={styles.filters}>
          <ShopFilter chosen={search.loja} onChoose={(loja) => changeAddress({ loja })} />
          <FilterField label={saleWords.filter}>
            <select
              value={search.estado ?? ''}
              onChange={({ target }) => changeAddress({ estado: target.value || undefined })}
            >
              <option value="">{saleWords.all}</option>
              {ChargeStatus.options.map((one) => (
                <option key={one} value={one}>
                  {saleWords.statuses[one]}
                </option>
              ))}
            </select>
          </FilterField>
          <Button
            size="compact"
            icon={<Search aria-hidden />}
            aria-expanded={isSearching}
            onClick={() => setSearching(!isSearching)}
          >
            {searchWords.open}
          </Button>
        </div>
      }
    >
      {isSearching ? <SearchPanel search={search} onSearch={goToSearch} /> : null}
      <div className={styles.sales} data-is-chosen={txid !== undefined || undefined}>
        <SalesTable
          sales={sales}
          isNarrowed={isNarrowed(search)}
          chosen={txid}
          onChoose={(venda) => changeAddress({ venda })}
        />
        <div className={styles.beside}>
          {sale.isError ? (
            <Banner
              tone="danger"
              title={saleWords.saleFailed}
              action={{
                label: officeWords.close,
                onPress: () => changeAddress({ venda: undefined }),
              }}
            />
          ) : null}
          {sale.data ? (
            <SaleDetails
              key={sale.data.txid}
              sale={sale.data}
              onClose={() => changeAddress({ venda: undefined })}
            />
          ) : null}
        </div>
      </div>
    </OfficePage>
  )
}

/** What is chosen beside stays. */
function goToSearch(search: SaleSearch) {
  changeAddress({ venda: undefined, ...Object.fromEntries(askedNames.map((name) => [name, search[name]])) })
}
