import type { Shop, ShopList } from '@balcao/contracts'
import { Banner, Button } from '@balcao/ui'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { officeWords } from '../../checkout/words/office.ts'
import { shopProblems, shopsWords as words } from '../../checkout/words/shop.ts'
import { ForManagers } from '../for-managers.tsx'
import { OfficePage } from '../office-page.tsx'
import { ReadState } from '../read-state.tsx'
import { wordsForError } from '../words-for-error.ts'
import styles from './shop.module.css'
import { ShopCard } from './shop-card.tsx'
import { ShopDialog } from './shop-dialog.tsx'
import { usePlacing, useShops } from './shops-api.ts'

/** What the shops are called, and which terminal is where. */
export const ShopPage = () => (
  <OfficePage title={officeWords.pages.loja}>
    <ForManagers>{() => <Shops />}</ForManagers>
  </OfficePage>
)

function Shops() {
  const list = useShops()
  return (
    <div className={styles.shops}>
      <ReadState query={list} loading={words.loading} failed={words.failed} />
      {list.data === undefined ? null : <ShopsAsRead {...list.data} />}
    </div>
  )
}

function ShopsAsRead({ shops, terminals }: ShopList) {
  const [doing, setDoing] = useState<Shop | 'add'>()
  const [said, setSaid] = useState('')
  const { mutate, error } = usePlacing()
  const place = (terminalId: string, { shopId, name }: Shop) =>
    mutate({ terminalId, shopId }, { onSuccess: () => setSaid(words.done.placed(terminalId, name)) })
  return (
    <>
      <div className={styles.bar}>
        <Button kind="primary" icon={<Plus aria-hidden />} onClick={() => setDoing('add')}>
          {words.add}
        </Button>
        <p role="status" className={styles.said}>
          {said}
        </p>
      </div>
      {error === null ? null : <Banner tone="danger" title={wordsForError(error, shopProblems)} urgent />}
      <p className={styles.muted}>{words.oneKey}</p>
      <div className={styles.cards}>
        {shops.map((shop) => (
          <ShopCard
            key={shop.shopId}
            shop={shop}
            shops={shops}
            terminals={terminals.filter(({ shopId }) => shopId === shop.shopId).map((one) => one.terminalId)}
            onChange={() => setDoing(shop)}
            onPlace={place}
          />
        ))}
      </div>
      {doing === undefined ? null : (
        <ShopDialog
          shop={doing === 'add' ? undefined : doing}
          taken={shops.map(({ shopId }) => shopId)}
          zone={shops[0]?.timeZone ?? ''}
          onDone={(done) => {
            setSaid(done)
            setDoing(undefined)
          }}
          onClose={() => setDoing(undefined)}
        />
      )}
    </>
  )
}
