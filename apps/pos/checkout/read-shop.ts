import { type ShopChange, ShopChange as schema } from '@balcao/contracts'
import { shopFieldWords as words, zoneWords } from './words/shop.ts'

export type ShopForm = { name: string; timeZone: string; receiptText: string }

/** What was typed about a shop, or words about what is wrong with it. */
export function readShop({ name, timeZone, receiptText }: ShopForm) {
  const text = receiptText.trim()
  const change = { name: name.trim(), timeZone, receiptText: text === '' ? null : text }
  return {
    change: schema.safeParse(change).data satisfies ShopChange | undefined,
    nameError: schema.shape.name.safeParse(change.name).success ? undefined : words.nameWrong,
    receiptError: schema.shape.receiptText.safeParse(change.receiptText).success
      ? undefined
      : words.receiptWrong,
  }
}

/** The hours to choose from: those of Brazil, and the one that the shop has. */
export const zoneChoices = (present: string) =>
  [...new Set([...Object.keys(zoneWords), present])].map((value) => ({
    value,
    label: zoneWords[value] ?? value,
  }))
