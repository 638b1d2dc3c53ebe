import { billingJson, recurrenceJson } from './account/present.ts'
import type { Charge } from './charge.ts'
import { webhookJson } from './lists.ts'
import { fullChargeJson, locJson, pixJson, refundJson } from './present.ts'
import { cobrJson, fullRecJson, recLocJson } from './recurrence/present.ts'
import { nextAppointment } from './recurrence/registry.ts'
import type { Served } from './routes/api.ts'
import { iso } from './wire-values.ts'
import { channels, type World } from './world.ts'

/** Everything there is, for a test to look at: GET /control/state. */
export function stateJson({ world, faults, traffic }: Served) {
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
      deliveries: deliveries.filter((one) => 'chave' in one && one.chave === webhook.chave),
    })),
    ...recurrencesJson(world),
    listeners: channels.map((channel) => ({
      channel,
      webhookUrl: world.listeners.get(channel)?.webhookUrl,
      deliveries: deliveries.filter((one) => 'channel' in one && one.channel === channel),
    })),
    tokens: world.tokens.size,
    faults: faults.current,
    calls: traffic.calls(),
    atOnce: traffic.atOnce(),
  }
}

/** Pix Automático, as the receiver sees it and as the payer does. */
function recurrencesJson(world: World) {
  const { rec, locs, cobr, authorization, accounts } = world.registry
  const next = nextAppointment(world)
  return {
    ...(next && { nextAppointment: iso(next.at) }),
    locsRec: [...locs.values()].map(recLocJson),
    recs: [...rec.values()].map((one) => fullRecJson(world, one)),
    cobsR: [...cobr.values()].map((one) => cobrJson(world, one)),
    accounts: [...accounts.values()],
    recurrences: [...authorization.values()].map((one) => recurrenceJson(world, one)),
    billings: [...cobr.values()].flatMap((one) => billingJson(world, one) ?? []),
  }
}
