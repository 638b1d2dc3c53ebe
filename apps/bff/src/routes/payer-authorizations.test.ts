import { PayerDeed } from '@balcao/contracts'
import { describe, expect, test, vi } from 'vitest'
import { openPayerDeeds } from '../testing/payer-deeds.ts'
import { newTxid, patience, problemOf } from '../testing/world.ts'

const { world, receiver, authorize, until, recurrenceOf, fault } = openPayerDeeds()

describe('journey 2', () => {
  test('is agreed to once, and final when the receiver’s bank has confirmed', async () => {
    const { idRec } = await receiver().recurrence()
    const code = await receiver().codeOf(idRec)
    const deedId = newTxid()
    const first = await authorize(deedId, code, idRec)
    expect(first.status, first.text).toBe(202)
    const done = await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
    expect(done).toMatchObject({ deedId, payment: null, amountCents: null })
    expect(await recurrenceOf(idRec)).toMatchObject({ status: 'active', journey: 2, oddities: [] })
    expect(await world().calls('activateRecurrence')).toBe(1)
  })

  test('whose answer is lost is looked up, and not asked for twice', async () => {
    const { idRec } = await receiver().recurrence()
    const code = await receiver().codeOf(idRec)
    const before = await world().calls('activateRecurrence')
    await fault('activateRecurrence', { dropResponse: true })
    const deedId = newTxid()
    expect((await authorize(deedId, code, idRec)).status).toBe(202)
    await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
    expect((await world().calls('activateRecurrence')) - before).toBe(1)
  })

  test('that never arrived is sent again while the consent is young', async () => {
    const { idRec } = await receiver().recurrence()
    const code = await receiver().codeOf(idRec)
    const deedId = newTxid()
    await fault('activateRecurrence', { dropRequest: true })
    expect((await authorize(deedId, code, idRec)).status).toBe(202)
    await world().waitOut(31_000)
    await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
  })

  test('that a page in between says yes to is looked up, and sent again', async () => {
    const { idRec } = await receiver().recurrence()
    const code = await receiver().codeOf(idRec)
    const deedId = newTxid()
    const body = { text: '{"status":"ok"}', contentType: 'application/json' }
    await fault('activateRecurrence', { status: 200, body })
    const asked = PayerDeed.parse((await authorize(deedId, code, idRec)).json)
    expect(asked.authorization?.status).toBe('asked')
    await world().waitOut(31_000)
    await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
  })

  test('of another recurrence than the code offers is refused by its field', async () => {
    const [{ idRec }, other] = [await receiver().recurrence(), await receiver().recurrence()]
    const answer = await authorize(newTxid(), await receiver().codeOf(idRec), other.idRec)
    expect(problemOf(answer)).toMatchObject({ name: 'invalid-request', fields: ['recurrenceId'] })
  })

  test.each([
    ['a fixed amount', { valorRec: '29.50' }, 2949, 'limit-below-value'],
    ['a fixed amount, met exactly', { valorRec: '29.50' }, 2950, undefined],
    ['a lowest amount', { valorMinimoRecebedor: '10.00' }, 999, 'limit-below-value'],
    ['no amount at all', {}, 1, undefined],
  ])('with a limit against %s', async (_name, valor, maximumCents, name) => {
    const { idRec } = await receiver().recurrence({ valor })
    const code = await receiver().codeOf(idRec)
    const limits = { maximumCents, useAccountLimit: false }
    const answer = await authorize(newTxid(), code, idRec, limits)
    if (name === undefined) return expect(answer.status, answer.text).toBe(202)
    expect(problemOf(answer)).toMatchObject({ name, fields: ['maximumCents'] })
  })

  test('with a limit below the value goes through where that is said on purpose', async () => {
    const { idRec } = await receiver().recurrence()
    const limits = { maximumCents: 1, useAccountLimit: false, acceptsLimitBelowValue: true }
    const code = await receiver().codeOf(idRec)
    const deedId = newTxid()
    await until(() => authorize(deedId, code, idRec, limits), { authorization: 'done' })
    expect(await recurrenceOf(idRec)).toMatchObject({ maximumCents: 1 })
  })

  test('with a policy that its id contradicts is shown as an oddity, and the policy is what counts', async () => {
    const { idRec } = await receiver().recurrence()
    const code = await receiver().codeOf(idRec)
    const deedId = newTxid()
    await until(() => authorize(deedId, code, idRec), { authorization: 'done' })
    const list = await listed(idRec)
    const body = JSON.stringify(list.map((one) => ({ ...one, retryPolicy: 'ALLOWED_3R_7D' })))
    await world().faults({ rules: [{ match: { operation: 'listRecurrences' }, status: 200, body }] })
    const shown = await vi.waitFor(async () => {
      const one = await recurrenceOf(idRec)
      expect(one?.oddities).toHaveLength(1)
      return one
    }, patience)
    expect(shown?.terms.retryPolicy).toBe('three-in-seven-days')
    expect(shown?.oddities[0]).toContain('retry-policy-contradicts-id')
  })
})

/** The recurrences as the provider lists them, of this one alone. */
async function listed(recId: string): Promise<object[]> {
  const { recurrences } = (await world().control('GET', '/state')).json as {
    recurrences: { recId: string }[]
  }
  return recurrences.filter((one) => one.recId === recId)
}
