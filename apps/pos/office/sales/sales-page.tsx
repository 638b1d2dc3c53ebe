import { ChargeStatus } from '@balcao/contracts'
import { Banner, FilterField } from '@balcao/ui'
import { officeWords, saleWords } from '../../checkout/words/office.ts'
import { OfficePage } from '../office-page.tsx'
import { changeAddress, useAddress } from '../use-address.ts'
import { SaleDetails } from './sale-details.tsx'
import styles from './sales.module.css'
import { useSale, useSales } from './sales-api.ts'
import { SalesTable } from './sales-table.tsx'

/** Every sale, and what became of its money. One of them stands beside the list; on a phone, in its place. */
export function SalesPage() {
  const { status, txid } = useAddress()
  const sales = useSales(status)
  const sale = useSale(txid)
  return (
    <OfficePage
      title={officeWords.pages.vendas}
      aside={
        <FilterField label={saleWords.filter}>
          <select
            value={status ?? ''}
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
      }
    >
      <div className={styles.sales} data-is-chosen={txid !== undefined || undefined}>
        <SalesTable sales={sales} chosen={txid} onChoose={(venda) => changeAddress({ venda })} />
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
