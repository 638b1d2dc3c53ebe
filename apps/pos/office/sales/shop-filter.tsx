import { FilterField } from '@balcao/ui'
import { saleWords } from '../../checkout/words/office.ts'
import { useShops } from '../shop/shops-api.ts'
import { useSeesAll } from '../use-session.ts'

type ShopFilterProps = { chosen: string | undefined; onChoose: (shopId: string | undefined) => void }

/** One shop's sales or all of them, where there are several. */
export function ShopFilter({ chosen, onChoose }: ShopFilterProps) {
  const shops = useShops({ enabled: useSeesAll() }).data?.shops ?? []
  if (shops.length < 2 && chosen === undefined) return null
  // What an address narrows the list to is shown, whether or not its name is known.
  const isKnown = chosen === undefined || shops.some(({ shopId }) => shopId === chosen)
  const shown = isKnown ? shops : [...shops, { shopId: chosen, name: chosen }]
  return (
    <FilterField label={saleWords.shop}>
      <select value={chosen ?? ''} onChange={({ target }) => onChoose(target.value || undefined)}>
        <option value="">{saleWords.all}</option>
        {shown.map(({ shopId, name }) => (
          <option key={shopId} value={shopId}>
            {name}
          </option>
        ))}
      </select>
    </FilterField>
  )
}
