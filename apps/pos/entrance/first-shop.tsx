import { Announcer, Button } from '@balcao/ui'
import { useState } from 'react'
import { readShop, type ShopForm } from '../checkout/read-shop.ts'
import { ShopFields } from '../checkout/shop-fields.tsx'
import { firstRunWords as words } from '../checkout/words/entrance.ts'
import styles from './entrance.module.css'
import { Panel } from './panel.tsx'

interface FirstShopProps {
  form: ShopForm
  /** As the settings have it. */
  zone: string
  onChange: (form: ShopForm) => void
  onNext: () => void
}

/** What the shop is called and which hour it keeps. */
export function FirstShop({ form, zone, onChange, onNext }: FirstShopProps) {
  const [isChecked, setChecked] = useState(false)
  const { change, nameError, receiptError } = readShop(form)
  const shown = isChecked ? { nameError, receiptError } : {}
  const next = () => (change === undefined ? setChecked(true) : onNext())
  return (
    <Panel heading="h2" title={words.shop} advice={words.shopAdvice} onSubmit={next}>
      <ShopFields form={form} zone={zone} onChange={onChange} {...shown} />
      <div className={styles.wayOn}>
        <Button kind="primary" size="huge" type="submit">
          {words.next}
        </Button>
      </div>
      <Announcer message={Object.values(shown).filter(Boolean).join(' ')} />
    </Panel>
  )
}
