import { expect, test } from 'vitest'
import { cancelCobR } from '../apps/sandbox/src/recurrence/cobr-life.ts'
import { strangeCallbacks } from './actors/psp.ts'
import { dayOf } from './invariants/days.ts'
import { createRandom } from './random.ts'
import { agreeToRecurrence } from './world/agreed-recurrence.ts'
import { inMemory } from './world/disk.ts'
import { readLedger } from './world/ledger.ts'
import { openQuietShop } from './world/quiet-shop.ts'

const medium = inMemory()
const [thisWeek, nextWeek] = ['b'.repeat(32), 'c'.repeat(32)]
const weekMs = 7 * 24 * 3_600_000

/**
 * Offered, agreed to, charged for this week and for the next, of which the payer takes back the second; the ledger before anybody is told
 * of the ends, and after everything that the PSP had to tell came in the order of a seed, some of it several times, and nonsense with it.
 */
async function told(seed: number) {
  const random = createRandom(seed)
  const shop = await openQuietShop(medium)
  const { world } = shop.bank
  const { charge, today } = await agreeToRecurrence(shop)
  void charge(thisWeek, today)
  void charge(nextWeek, dayOf(shop.nowMs() + weekMs))
  await shop.wait(10_000)
  const later = world.registry.cobr.get(nextWeek)
  if (later !== undefined) cancelCobR(world, later, 'USUARIO_PAGADOR', shop.nowMs())
  const now = async () => {
    const { recurrences, recurrenceCharges, pix } = await readLedger(shop.disk)
    return {
      recurrence: recurrences.map(({ status }) => status),
      charges: recurrenceCharges.map(({ status }) => status),
      received: pix.map(({ txid, amount_cents }) => [txid, amount_cents]),
    }
  }
  const before = await now()
  const notices = [...world.deliveries.values()].flatMap((one) =>
    'channel' in one && one.channel !== 'account'
      ? [{ channel: one.channel, body: JSON.stringify(one.body) }]
      : [],
  )
  const nonsense = strangeCallbacks.map((body) => ({ body, channel: random.pick(['rec', 'cobr'] as const) }))
  const unsent = [
    ...notices.flatMap((one) => Array.from({ length: random.whole(1, 3) }, () => one)),
    ...nonsense,
  ]
  const answers: unknown[] = []
  while (unsent.length > 0) {
    const [one] = unsent.splice(random.whole(0, unsent.length - 1), 1)
    if (one !== undefined) void shop.post(one.body, one.channel).then((answer) => answers.push(answer.status))
    await shop.wait(random.whole(0, 400))
  }
  await shop.wait(10_000)
  const after = await now()
  shop.close()
  return { before, after, kinds: new Set(notices.map(({ channel }) => channel)), answers: new Set(answers) }
}

test('what is told of recurrences and their charges ends the same in any order, however often, with nonsense between', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { before, after, kinds, answers } = await told(seed)
    expect([...kinds].sort()).toEqual(['cobr', 'rec'])
    expect([...answers]).toEqual([200])
    expect(before.charges).not.toContain('concluded')
    expect(after, `order ${seed}`).toEqual({
      recurrence: ['approved'],
      charges: ['concluded', 'cancelled'],
      received: [[thisWeek, 4200]],
    })
  }
}, 300_000)
