import { type Asker, actorName } from '../access/asker.ts'
import type { Deps } from '../deps.ts'
import type { Shop, TerminalPlace } from '../store/shops.ts'

/** A shop as somebody has described it. */
export const shopAsked = (shopId: string, { name, timeZone, receiptText }: Omit<Shop, 'shopId'>): Shop => ({
  ...{ shopId, name: name.trim(), timeZone, receiptText: receiptText?.trim() || null },
})

type ShopDeps = Pick<Deps, 'store' | 'bus' | 'clock'>

/** Makes or changes a shop, and its screens say so at once. */
export async function keepShop({ store, bus, clock }: ShopDeps, asker: Asker, shop: Shop): Promise<void> {
  const { shopId, ...detail } = shop
  const action = (await store.shop(shopId)) === undefined ? 'shop-added' : 'shop-changed'
  const deed = { actor: actorName(asker), action, subject: `shop:${shopId}`, detail }
  await store.saveShop(shop, deed, clock.now())
  bus.ringEverywhere()
}

/** Says in which shop a terminal stands. False where there is no such shop. */
export async function placeTerminal(
  { store, bus, clock }: ShopDeps,
  asker: Asker,
  place: TerminalPlace,
): Promise<boolean> {
  const { terminalId, shopId } = place
  if ((await store.shop(shopId)) === undefined) return false
  const deed = {
    ...{ actor: actorName(asker), action: 'terminal-placed', subject: `terminal:${terminalId}` },
    detail: { shopId },
  }
  await store.placeTerminal(place, deed, clock.now())
  bus.ring(terminalId)
  return true
}
