import type { PayerAccount } from './account/model.ts'
import type { Cob, CobV } from './charge.ts'
import { addLoc } from './loc.ts'
import { putPix } from './received.ts'
import { addRecLoc } from './recurrence/loc.ts'
import { take, takeWithdrawal } from './recurrence/registry.ts'
import { isRefunding } from './refunds.ts'
import type { Account, Delivery, Kind, Listener, Moved, Pix, Token, Webhook, World } from './world.ts'

/** Puts back one row that the store kept, as it was saved. */
export function restore(world: World, kind: Kind, row: unknown): void {
  restorers[kind](world, row as never)
}

const restorers: { [K in Kind]: (world: World, row: never) => void } = {
  // A row that was written before there were charges with due date does not say its type.
  cob: (world, cob: Cob) => world.charges.set(cob.txid, { ...cob, tipoCob: 'cob' }),
  cobv: (world, cobv: CobV) => world.charges.set(cobv.txid, cobv),
  loc: addLoc,
  pix(world, pix: Pix) {
    putPix(world, pix)
    if (isRefunding(pix)) world.refunding.add(pix.endToEndId)
  },
  webhook: (world, webhook: Webhook) => world.webhooks.set(webhook.chave, webhook),
  delivery(world, delivery: Delivery) {
    world.deliveries.set(delivery.id, delivery)
    if (delivery.state === 'pending') world.pending.add(delivery)
  },
  token: (world, token: Token) => world.tokens.set(token.id, token),
  account(world, account: Account) {
    world.account = account
  },
  listener: (world, listener: Listener) => world.listeners.set(listener.channel, listener),
  moved(world, moved: Moved) {
    world.moved = moved
  },
  locrec: addRecLoc,
  rec: ({ registry }, rec) => take(registry, 'rec', rec),
  solicrec: ({ registry }, request) => take(registry, 'solicrec', request),
  cobr: ({ registry }, cobr) => take(registry, 'cobr', cobr),
  authorization: ({ registry }, authorization) => take(registry, 'authorization', authorization),
  payer: ({ registry }, account: PayerAccount) => registry.accounts.set(account.id, account),
  withdrawal: takeWithdrawal,
}
