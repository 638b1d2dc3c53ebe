import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openPayerScreen } from '../testing/payer-screen.ts'
import { openReceiver, type Receiver } from '../testing/receiver.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'
import { watchCredentials } from '../wire/credentials.ts'
import { createTransport } from '../wire/transport.ts'
import { createAccount } from './account.ts'
import { accountConnectionOf } from './connection.ts'

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
afterEach(() => world.noFaults())

const list = () => world.api('GET', '/api/payer/billings')
const own = () => JSON.parse(readFileSync(join(world.pkiDir, 'account.json'), 'utf8'))

/** An account as a shop describes it in a file, at the sandbox. */
function inFile(change: object = {}) {
  const path = join(world.dataDir, 'conta.json')
  const { accountId, clientId, clientSecret, tokenPath } = own()
  const baseUrl = `https://localhost:${world.settings.SANDBOX_PORT}`
  const file = (name: string) => join(world.pkiDir, name)
  const description = {
    ...{
      name: 'Conta da loja',
      provider: { baseUrl, tokenUrl: baseUrl + tokenPath },
      accountId,
      clientId,
      clientSecret,
    },
    ...{ cert: file('client.pem'), key: file('client.key'), ca: file('ca.pem') },
    ...change,
  }
  writeFileSync(path, JSON.stringify(description))
  const connection = accountConnectionOf({ ...world.settings, ACCOUNT: path })
  if (connection === undefined) throw new Error('there is an account')
  const ports = { now: world.clock.now, monotonicMs: () => performance.now(), connect: createTransport }
  return createAccount(
    connection,
    watchCredentials(connection, () => {}),
    ports,
    () => {},
  )
}

describe('the account’s token', () => {
  test('is asked for once by many who need it at once, and again where it is taken back', async () => {
    await world.control('POST', '/tokens/revoke')
    const before = await world.calls('accountToken')
    await world.faults({ rules: [{ match: { operation: 'accountToken' }, delayMs: 100 }] })
    await world.waitOut(4_000)
    const answers = await Promise.all([1, 2, 3, 4].map(list))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await world.calls('accountToken')) - before).toBe(1)
  })
})

describe('an account in a file', () => {
  test.each([
    {
      answer: 'recurrences-requests',
      requests: 'recurrencesrequests',
      activation: 'recurrence',
      recurrences: 'recurrences',
    },
    {
      answer: 'recurrencesrequests',
      requests: 'recurrences-requests',
      activation: 'recurrences',
      recurrences: 'recurrence',
    },
  ])('is spoken to in the spelling that it names: %o', async (spelling) => {
    const account = inFile({ spelling })
    expect((await account.recurrences()).unreadable).toEqual([])
    expect((await account.requests()).unreadable).toEqual([])
    expect(await account.recurrence(`RN9999901120260310${'a'.repeat(11)}`)).toBe('absent')
    await account.close()
  })

  test('pays with the hash of each transaction where its provider wants one', async () => {
    const secret = 'a secret of theirs'
    writeFileSync(join(world.pkiDir, 'account.json'), JSON.stringify({ ...own(), transactionSecret: secret }))
    await world.stopPsp()
    await world.startPsp()
    const { pixCopiaECola } = await receiver.cob()
    const withdraw = async (change: object) => {
      const account = inFile(change)
      const decoded = await account.decode(pixCopiaECola)
      if (!('payment' in decoded)) throw new Error('there is a payment')
      const payment = { externalIdentifier: newTxid(), amountCents: 2350, payment: decoded.payment }
      const answer = await account.withdraw(payment).catch((error: unknown) => error)
      await account.close()
      return answer
    }
    expect(await withdraw({})).toMatchObject({ code: 'unauthorized' })
    const hashed = { transactionHash: { secret, others: 'none' } }
    expect(await withdraw(hashed)).toMatchObject({ status: 'APPROVED' })
  })

  test.each([
    ['accountId', { accountId: undefined }],
    ['provider', { provider: 'somebody' }],
    [
      'spelling.answer',
      {
        spelling: {
          answer: 'x',
          requests: 'recurrencesrequests',
          activation: 'recurrence',
          recurrences: 'recurrences',
        },
      },
    ],
  ])('is refused by the field that is wrong: %s', (field, change) => {
    expect(() => inFile(change)).toThrow(field)
  })

  test('is refused where play money would stand beside real money', () => {
    expect(() => accountConnectionOf({ ...world.settings, ACCOUNT: 'sandbox', PSP: 'cielo' })).toThrow(
      'ACCOUNT',
    )
    expect(accountConnectionOf({ ...world.settings, PSP: 'cielo' })).toBeUndefined()
  })
})

describe('a provider that is down', () => {
  test('is told to the screens, refused at once, and found again', async () => {
    const screen = await openPayerScreen(world)
    const lists = ['listBillings', 'listRecurrences', 'listRequests']
    await world.faults({ rules: lists.map((operation) => ({ match: { operation }, status: 503 })) })
    for (let attempt = 0; attempt < 4; attempt++) {
      await world.waitOut(4_000)
      expect(problemOf(await list()).name).toBe('account-unavailable')
    }
    await screen.until(({ account }) => account?.status === 'down' && account.since !== null)
    await world.noFaults()
    const heard = screen.snapshots.length
    // An attempt that was under way when the faults ended has failed all the same, and another rest begins with it.
    await vi.waitFor(
      async () => {
        await world.waitOut(31_000)
        expect(screen.snapshots.slice(heard).map(({ account }) => account?.status)).toContain('ok')
      },
      { ...patience, interval: 500 },
    )
    screen.close()
  })
})
