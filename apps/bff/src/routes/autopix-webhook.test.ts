import { PayerRecurrenceList } from '@balcao/contracts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { certificate, knock, pairOf } from '../testing/knock.ts'
import { openLedger } from '../testing/ledger.ts'
import { openPayerScreen } from '../testing/payer-screen.ts'
import { openReceiver, type Receiver } from '../testing/receiver.ts'
import { newTxid, patience, startWorld, type World } from '../testing/world.ts'

let world: World
let receiver: Receiver
beforeAll(async () => {
  world = await startWorld()
  receiver = await openReceiver(world)
}, 60_000)
afterAll(async () => {
  await receiver.close()
  await world.close()
})

const path = '/webhook/autopix'
type Wire = { recId: string; updatedAt: number }
const inbox = () => openLedger(world.dataDir).payerInbox()
/** Every body that has come has been followed to its end. */
const followed = () =>
  vi.waitFor(() => expect(inbox().filter((row) => row.handled_at_ms === null)).toEqual([]), patience)
async function active(): Promise<Wire> {
  const { idRec } = await receiver.recurrence()
  const body = { pixCopiaECola: await receiver.codeOf(idRec), recurrenceId: idRec }
  const limits = { maximumCents: null, useAccountLimit: false }
  await world.api('PUT', `/api/payer/authorizations/${newTxid()}`, { ...body, ...limits })
  return vi.waitFor(async () => {
    const { recurrences } = (await world.control('GET', '/state')).json as {
      recurrences: (Wire & { integrationStatus: string })[]
    }
    const found = recurrences.find(({ recId }) => recId === idRec)
    if (found?.integrationStatus !== 'APPROVED') throw new Error('not final yet')
    return found
  }, patience)
}
async function statusOf(id: string) {
  const answer = await world.api('GET', '/api/payer/recurrences')
  const { recurrences } = PayerRecurrenceList.parse(answer.json)
  return recurrences.find(({ recurrenceId }) => recurrenceId === id)?.status
}

describe('the webhook of Pix Automático', () => {
  test('is registered at the provider, which has tried it out', async () => {
    await vi.waitFor(async () => {
      const { listeners } = (await world.control('GET', '/state')).json as {
        listeners: { channel: string; webhookUrl?: string }[]
      }
      const url = listeners.find(({ channel }) => channel === 'account')?.webhookUrl
      expect(url).toBe(`https://localhost:${world.webhookPort}${path}`)
    }, patience)
  })

  test('tells the screens of what happens, each thing once, with a version that grows', async () => {
    const screen = await openPayerScreen(world)
    const first = await screen.until(({ account }) => account !== null)
    expect(first.account).toEqual({ name: 'Conta de demonstração', status: 'ok', since: null, isTold: true })
    const { recId } = await active()
    const { idRec } = await receiver.recurrence()
    await receiver.propose(idRec)
    const told = await screen.until(
      ({ notices, waitingProposals }) =>
        waitingProposals === 1 &&
        notices.some(({ recurrenceId, what }) => recurrenceId === recId && what === 'authorized'),
    )
    screen.close()
    expect(told.notices.filter(({ recurrenceId }) => recurrenceId === idRec)).toMatchObject([
      { what: 'proposal', receiverName: 'PADARIA DO BAIRRO', amountCents: 2950 },
    ])
    const versions = screen.snapshots.map(({ version }) => version)
    expect(versions).toEqual(versions.toSorted((one, other) => one - other))
    expect(versions.at(-1)).toBeGreaterThan(first.version)
  })

  test('is a hint and never the truth: old, repeated and false messages change nothing', async () => {
    const recurrence = await active()
    const screen = await openPayerScreen(world)
    const ours = ({ notices }: { notices: { recurrenceId: string | null; what: string }[] }) =>
      notices.filter(({ recurrenceId }) => recurrenceId === recurrence.recId).map(({ what }) => what)
    await screen.until((snapshot) => ours(snapshot).length === 1)
    const older = {
      ...recurrence,
      updatedAt: recurrence.updatedAt - 1,
      integrationStatus: 'SENDING_APPROVAL',
    }
    const lie = { ...recurrence, updatedAt: recurrence.updatedAt + 1_000, status: 'CANCELED' }
    for (const body of [recurrence, older, lie, recurrence, lie])
      expect(await knock(world, { path, body: JSON.stringify(body) })).toEqual({ status: 200 })
    await followed()
    expect(await statusOf(recurrence.recId)).toBe('active')
    expect(screen.snapshots.map(ours).at(-1)).toEqual(['authorized'])
    screen.close()
  })

  test('keeps what it cannot read and shows that it came, once', async () => {
    const screen = await openPayerScreen(world)
    const unknown = [
      '{"event":"SOMETHING_NEW","recId":"RN3521041020250711seT7q6d0BDF"}',
      'this is not JSON',
      '{"event":"SOMETHING_NEW","recId":"RN3521041020250711seT7q6d0BDF"}',
    ]
    for (const body of unknown) expect(await knock(world, { path, body })).toEqual({ status: 200 })
    await followed()
    expect(inbox().map(({ body }) => body)).toEqual(expect.arrayContaining(unknown))
    const told = await screen.until(
      ({ notices }) => notices.filter(({ what }) => what === 'unknown').length === 2,
    )
    expect(
      told.notices.find(({ what, recurrenceId }) => what === 'unknown' && recurrenceId !== null),
    ).toMatchObject({
      recurrenceId: 'RN3521041020250711seT7q6d0BDF',
    })
    screen.close()
  })

  test('has its body on the disk before it says 200', async () => {
    const release = openLedger(world.dataDir).lock()
    expect(await knock(world, { path, body: '{"message":"lost"}' })).toEqual({ status: 503 })
    release()
    expect(inbox().some(({ body }) => body.includes('lost'))).toBe(false)
  })

  test('is followed when the provider is back, also by the next start', async () => {
    await world.faults({ rules: [{ match: { operation: 'listRecurrences' }, dropRequest: true }] })
    expect(await knock(world, { path, body: '{"message":"later"}' })).toEqual({ status: 200 })
    await world.stopBff()
    expect(inbox().at(-1)?.handled_at_ms).toBeNull()
    await world.noFaults()
    await world.startBff()
    await followed()
  })

  test('lets in nobody but the provider', async () => {
    const stranger = certificate({ subject: 'Somebody', issuer: pairOf(world.pkiDir, 'ca') })
    const body = '{"message":"from a stranger"}'
    expect(await knock(world, { path, body, tls: stranger })).not.toEqual({ status: 200 })
    expect(await knock(world, { path, body, method: 'PUT' })).toEqual({ status: 405 })
    expect(await knock(world, { path: `${path}/more`, body })).toEqual({ status: 404 })
    expect(inbox().some((row) => row.body === body)).toBe(false)
  })
})
