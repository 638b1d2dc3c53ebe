import type { Shop } from '@balcao/contracts'
import { FormDialog } from '@balcao/ui'
import { useState } from 'react'
import { idOfName } from '../../checkout/id-of-name.ts'
import { readShop } from '../../checkout/read-shop.ts'
import { ShopFields } from '../../checkout/shop-fields.tsx'
import { shopProblems, shopsWords as words } from '../../checkout/words/shop.ts'
import { wordsForError } from '../words-for-error.ts'
import styles from './shop.module.css'
import { useShopChange } from './shops-api.ts'

type ShopDialogProps = {
  /** Undefined for a new one. */
  shop: Shop | undefined
  /** Ids that other shops have. */
  taken: readonly string[]
  /** Where a new one most likely is. */
  zone: string
  onDone: (words: string) => void
  onClose: () => void
}

/** What a shop is called, which hour it keeps and what its receipts say. */
export function ShopDialog({ shop, taken, zone, onDone, onClose }: ShopDialogProps) {
  const [form, setForm] = useState({
    name: shop?.name ?? '',
    timeZone: shop?.timeZone ?? zone,
    receiptText: shop?.receiptText ?? '',
  })
  const { mutate, isPending, error } = useShopChange()
  const { change, nameError, receiptError } = readShop(form)
  const shopId = shop?.shopId ?? idOfName(form.name)
  const isTaken = shop === undefined && taken.includes(shopId)
  const isReady = change !== undefined && shopId !== '' && !isTaken
  return (
    <FormDialog
      title={shop === undefined ? words.addTitle : words.changeTitle(shop.name)}
      submit={{ label: words.save, kind: 'primary', isReady, isPending }}
      onSubmit={() =>
        change &&
        mutate(
          { shopId, change },
          {
            onSuccess: ({ name }) =>
              onDone(shop === undefined ? words.done.added(name) : words.done.changed(name)),
          },
        )
      }
      error={error === null ? undefined : wordsForError(error, shopProblems)}
      cancelLabel={words.cancel}
      onClose={onClose}
    >
      <ShopFields
        form={form}
        zone={shop?.timeZone ?? zone}
        onChange={setForm}
        nameError={isTaken ? words.taken : form.name === '' ? undefined : nameError}
        receiptError={receiptError}
      />
      <p className={styles.muted}>{words.zoneChanges}</p>
    </FormDialog>
  )
}
