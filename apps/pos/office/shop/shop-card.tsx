import type { Shop } from '@balcao/contracts'
import { Button, Card, Facts, FilterField } from '@balcao/ui'
import { officeWords } from '../../checkout/words/office.ts'
import { shopsWords as words, zoneWords } from '../../checkout/words/shop.ts'
import styles from './shop.module.css'

type ShopCardProps = {
  shop: Shop
  /** All of them: a terminal may be placed in each. */
  shops: readonly Shop[]
  terminals: readonly string[]
  onChange: () => void
  onPlace: (terminalId: string, shop: Shop) => void
}

/** A shop, and the terminals that stand in it. */
export const ShopCard = ({ shop, shops, terminals, onChange, onPlace }: ShopCardProps) => (
  <Card
    title={shop.name}
    aside={
      <Button size="compact" onClick={onChange}>
        {words.change}
      </Button>
    }
  >
    <Facts
      facts={[
        { name: words.facts.zone, value: zoneWords[shop.timeZone] ?? shop.timeZone },
        {
          name: words.facts.receipt,
          value: <span className={styles.text}>{shop.receiptText ?? officeWords.none}</span>,
        },
        {
          name: words.facts.terminals,
          value: terminals.length === 0 ? words.noTerminals : terminals.join(', '),
        },
      ]}
    />
    {shops.length === 1
      ? null
      : terminals.map((terminalId) => (
          <FilterField key={terminalId} label={words.shopOf(terminalId)}>
            <select
              value={shop.shopId}
              onChange={({ currentTarget }) => {
                const chosen = shops.find(({ shopId }) => shopId === currentTarget.value)
                if (chosen !== undefined) onPlace(terminalId, chosen)
              }}
            >
              {shops.map(({ shopId, name }) => (
                <option key={shopId} value={shopId}>
                  {name}
                </option>
              ))}
            </select>
          </FilterField>
        ))}
  </Card>
)
