import { ChargeStatus } from '@balcao/contracts'
import { Button, Screen } from '@balcao/ui'
import { officeWords } from '../checkout/words/office.ts'
import styles from './office.module.css'
import { SaleDetails } from './sale-details.tsx'
import { useSale, useSales } from './sales-api.ts'
import { SalesTable } from './sales-table.tsx'
import { useAddress } from './use-address.ts'

/** The back office: every sale, and what became of its money. */
export function Office() {
  const { status, txid, go } = useAddress()
  const sales = useSales(status)
  const sale = useSale(txid)
  return (
    <Screen
      className={styles.office}
      header={
        <div className={styles.header}>
          <h1 className={styles.title}>{officeWords.title}</h1>
          <label className={styles.filter}>
            {officeWords.filter}
            <select value={status ?? ''} onChange={({ target }) => go({ estado: target.value || undefined })}>
              <option value="">{officeWords.all}</option>
              {ChargeStatus.options.map((one) => (
                <option key={one} value={one}>
                  {officeWords.statuses[one]}
                </option>
              ))}
            </select>
          </label>
        </div>
      }
    >
      <SalesTable sales={sales} chosen={txid} onChoose={(venda) => go({ venda })} />
      {sale.data === undefined ? (
        <p className={styles.pick}>{officeWords.pick}</p>
      ) : (
        <SaleDetails
          key={sale.data.txid}
          sale={sale.data}
          close={
            <Button kind="quiet" size="compact" onClick={() => go({ venda: undefined })}>
              {officeWords.close}
            </Button>
          }
        />
      )}
    </Screen>
  )
}
