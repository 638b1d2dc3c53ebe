import type { Charge } from './charge.ts'
import { webhookJson } from './lists.ts'
import { fullChargeJson, locJson, pixJson, refundJson } from './present.ts'
import type { Served } from './routes/api.ts'
import { iso } from './world.ts'

/** Everything there is, for a test to look at: GET /control/state. */
export function stateJson({ world, faults, calls }: Served) {
  const pix = [...world.pix.values()]
  const deliveries = [...world.deliveries.values()].map(({ dueAt, ...delivery }) => ({
    ...delivery,
    ...(delivery.state === 'pending' && { dueAt: iso(dueAt) }),
  }))
  const charges = (tipoCob: Charge['tipoCob']) =>
    [...world.charges.values()]
      .filter((charge) => charge.tipoCob === tipoCob)
      .map((charge) => fullChargeJson(world, charge))
  return {
    now: iso(world.ports.clock.now()),
    merchant: world.merchant,
    account: world.account,
    cobs: charges('cob'),
    cobsV: charges('cobv'),
    locs: [...world.locs.values()].map(locJson),
    pix: pix.map(pixJson),
    refunds: pix.flatMap(({ endToEndId, refunds }) =>
      refunds.map((one) => ({ endToEndId, ...refundJson(one) })),
    ),
    webhooks: [...world.webhooks.values()].map((webhook) => ({
      ...webhookJson(world, webhook),
      deliveries: deliveries.filter(({ chave }) => chave === webhook.chave),
    })),
    tokens: world.tokens.size,
    faults: faults.current,
    calls: Object.fromEntries(calls),
  }
}
