import { webhookJson } from './lists.ts'
import { fullCobJson, pixJson, refundJson } from './present.ts'
import type { Served } from './routes/api.ts'
import { iso } from './world.ts'

/** Everything there is, for a test to look at: GET /control/state. */
export function stateJson({ world, faults, calls }: Served) {
  const pix = [...world.pix.values()]
  const deliveries = [...world.deliveries.values()].map(({ dueAt, ...delivery }) => ({
    ...delivery,
    ...(delivery.state === 'pending' && { dueAt: iso(dueAt) }),
  }))
  return {
    now: iso(world.ports.clock.now()),
    merchant: world.merchant,
    cobs: [...world.cobs.values()].map((cob) => fullCobJson(world, cob)),
    pix: pix.map(pixJson),
    refunds: pix.flatMap(({ endToEndId, refunds }) =>
      refunds.map((one) => ({ endToEndId, ...refundJson(one) })),
    ),
    webhooks: [...world.webhooks.values()].map((webhook) => ({
      ...webhookJson(webhook),
      deliveries: deliveries.filter(({ chave }) => chave === webhook.chave),
    })),
    tokens: world.tokens.size,
    faults: faults.current,
    calls: Object.fromEntries(calls),
  }
}
