import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { certificate, knock, pairOf } from '../testing/knock.ts'
import { newTxid, patience, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

const put = (txid = newTxid()) => world.api('PUT', `/api/charges/${txid}`, { amountCents: 1 })
const revoke = () => world.control('POST', '/tokens/revoke')
const tokensAskedWhile = async (work: () => Promise<unknown>) => {
  const before = await world.calls('token')
  await work()
  return (await world.calls('token')) - before
}

describe('the access token', () => {
  test('is asked for once and used for every call', async () => {
    await put()
    expect(await tokensAskedWhile(() => Promise.all(Array.from({ length: 10 }, () => put())))).toBe(0)
  })

  test('taken back early is asked for once more, and nobody notices', async () => {
    await put()
    const asked = await tokensAskedWhile(async () => {
      await revoke()
      expect((await put()).status).toBe(201)
    })
    expect(asked).toBe(1)
  })

  test('is asked for once by twenty callers who all find it taken back', async () => {
    await put()
    await world.faults({ rules: [{ match: { operation: 'token' }, delayMs: 200 }] })
    const asked = await tokensAskedWhile(async () => {
      await revoke()
      const answers = await Promise.all(Array.from({ length: 20 }, () => put()))
      expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
    })
    expect(asked).toBe(1)
  })

  test('is renewed before its end, by a call that does not fail', async () => {
    await put()
    const before = await world.calls('putCob')
    const asked = await tokensAskedWhile(async () => {
      world.ahead.ms += 3_541_000
      expect((await put()).status).toBe(201)
    })
    expect(asked).toBe(1)
    expect(await world.calls('putCob')).toBe(before + 1)
  })
})

describe('a token that is refused for ever', () => {
  /** Twenty callers in each of these seconds. */
  const insist = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      await Promise.all(Array.from({ length: 20 }, () => put()))
      world.ahead.ms += 1_000
    }
  }

  test('by the API is asked for at most once in five seconds', async () => {
    await put()
    await world.faults({
      rules: ['putCob', 'getCob', 'patchCob', 'listPix', 'putWebhook'].map((operation) => ({
        match: { operation },
        status: 401,
      })),
    })
    // One in place of the token that had worked, then one in every five seconds at most.
    expect(await tokensAskedWhile(() => insist(4))).toBe(1)
    expect(await tokensAskedWhile(() => insist(26))).toBeLessThanOrEqual(6)
  })

  test.each([
    ['401', { status: 401, body: '{"error":"invalid_client"}' }],
    ['400 invalid_client', { status: 400, body: '{"error":"invalid_client"}' }],
    ['403', { status: 403, problem: 'AcessoNegado' }],
  ])(
    'by the authorization server with %s is asked for at most once in five seconds',
    async (_sentence, fault) => {
      await put()
      await world.faults({ rules: [{ match: { operation: 'token' }, ...fault }] })
      await revoke()
      expect(await tokensAskedWhile(() => insist(30))).toBeLessThanOrEqual(1 + 6)
      const health = await world.api('GET', '/api/health')
      const detail = expect.stringContaining('refuses our credentials')
      expect([health.status, health.json]).toMatchObject([
        200,
        { status: 'degraded', psp: { status: 'down', detail } },
      ])
    },
  )

  test('works again as soon as it is taken', async () => {
    await world.faults({ rules: [{ match: { operation: 'token' }, status: 401 }] })
    await revoke()
    await insist(5)
    await world.calm()
    world.ahead.ms += 5_000
    expect((await put()).status).toBe(201)
  })
})

describe('a certificate renewed on disk', () => {
  const place = (name: string, text: string) => {
    writeFileSync(join(world.pkiDir, `${name}.new`), text)
    renameSync(join(world.pkiDir, `${name}.new`), join(world.pkiDir, name))
  }

  test('is taken up without a restart, with a token of its own', async () => {
    await put()
    const before = await world.calls('token')
    const renewed = certificate({ issuer: pairOf(world.pkiDir, 'ca'), subject: 'Balcao Sandbox Client' })
    const asked = await tokensAskedWhile(async () => {
      place('client.key', renewed.key)
      place('client.pem', renewed.cert)
      await vi.waitFor(async () => {
        expect((await put()).status).toBe(201)
        expect(await world.calls('token')).toBeGreaterThan(before)
      }, patience)
    })
    expect(asked).toBe(1)
  })

  test('that does not fit its key is left alone, said so once, and the old one serves', async () => {
    const lines = world.logged.length
    const stranger = certificate({ issuer: pairOf(world.pkiDir, 'ca') })
    const before = pairOf(world.pkiDir, 'client')
    place('client.pem', stranger.cert)
    const said = () =>
      world.logged.slice(lines).filter((line) => line.includes('the new certificate is not used'))
    await vi.waitFor(() => expect(said().length).toBeGreaterThan(0), patience)
    expect((await put()).status).toBe(201)
    place('client.pem', before.cert)
    expect(said().join('')).toContain('client.key')
  })

  test('of the webhook’s door is taken up too, and one that does not fit is left alone', async () => {
    const before = pairOf(world.pkiDir, 'server')
    const lines = world.logged.length
    place('server.pem', pairOf(world.pkiDir, 'client').cert)
    await vi.waitFor(
      () => expect(world.logged.slice(lines).join('')).toContain('the new certificate is not used'),
      patience,
    )
    expect(await knock(world)).toEqual({ status: 200 })
    place('server.pem', before.cert)
  })
})
