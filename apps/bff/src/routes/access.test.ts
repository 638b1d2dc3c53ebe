import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openBrowser } from '../testing/browser.ts'
import { managerPin, type PeopleShop, startPeopleShop, whoIs } from '../testing/people-shop.ts'
import { newTxid, problemOf, startWorld, type World } from '../testing/world.ts'

const apiKey = 'a-key-of-more-than-thirty-two-characters'
let shop: PeopleShop
let world: World
let till: Browser
beforeAll(async () => {
  shop = await startPeopleShop()
  world = shop.world
  till = shop.till
}, 60_000)
afterAll(() => world.close())

describe('the first run', () => {
  test('opens no door but the way in, before the shop is set up and afterwards', async () => {
    const fresh = await startWorld()
    try {
      const browser = openBrowser(fresh)
      expect(await whoIs(browser)).toMatchObject({
        actor: { kind: 'nobody' },
        shop: { isSetUp: false, isSandbox: true },
      })
      expect((await browser.send('GET', '/api/charges')).status).toBe(401)
      expect((await openBrowser(fresh).send('POST', '/api/set-up/demo')).status).toBe(200)
      expect(problemOf(await browser.send('GET', '/api/charges'))).toMatchObject({
        status: 401,
        name: 'unauthenticated',
      })
      expect(problemOf(await browser.send('POST', '/api/set-up/demo'))).toMatchObject({
        name: 'already-set-up',
      })
    } finally {
      await fresh.close()
    }
  })

  test('makes this browser the till, and its manager is signed in', async () => {
    expect(await whoIs(till)).toMatchObject({
      actor: { kind: 'person', name: 'Marta', role: 'administrator' },
      device: { kind: 'till', name: 'Caixa 1', terminalId: 'caixa-1' },
      shop: { isSetUp: true },
    })
  })

  test('an API key opens the doors for the software of the shop', async () => {
    const keyed = await startWorld({ API_KEY: apiKey })
    try {
      const browser = openBrowser(keyed)
      expect((await browser.send('GET', '/api/charges')).status).toBe(401)
      const headers = { authorization: `Bearer ${apiKey}` }
      expect((await browser.send('GET', '/api/charges', undefined, headers)).status).toBe(200)
      const wrong = { authorization: `Bearer ${apiKey}x` }
      expect((await browser.send('GET', '/api/charges', undefined, wrong)).status).toBe(401)
    } finally {
      await keyed.close()
    }
  })
})

describe('a PIN', () => {
  const easy: [string, string][] = [
    ['of one digit', '111111'],
    ['of the keys in their order', '123456'],
    ['of five digits', '48021'],
    ['of letters', 'abcdef'],
  ]
  test.each(easy)('%s is not taken', async (_, pin) => {
    const person = { name: `P ${pin}`, role: 'operator', refundLimitCents: null, isActive: true, pin }
    const problem = problemOf(await till.send('PUT', `/api/people/${newTxid()}`, person))
    expect(problem).toMatchObject({ status: 400, fields: ['pin'] })
  })

  test('wrong five times locks the person out, at every browser and across a restart', async () => {
    const personId = await shop.addPerson('Bia', 'operator', '904716')
    for (let n = 0; n < 5; n++) {
      const wrong = await openBrowser(world).send('POST', '/api/session', { name: 'Bia', pin: '111119' })
      expect(problemOf(wrong)).toMatchObject({ status: 403, name: 'wrong-pin' })
    }
    await world.stopBff()
    await world.startBff()
    const right = { name: 'Bia', pin: '904716' }
    const locked = await openBrowser(world).send('POST', '/api/session', right)
    expect(problemOf(locked)).toMatchObject({ status: 429, name: 'locked-out' })
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
    // Whoever is trying from here is locked out as well, whatever name they try next.
    await world.waitOut(31_000)
    expect((await till.send('GET', '/api/people')).text).not.toContain('"lockedUntil":"')
    expect((await openBrowser(world).send('POST', '/api/session', right)).status).toBe(204)
    expect(personId).toHaveLength(32)
  })

  test('of somebody unknown is wrong in the same words', async () => {
    await world.waitOut(20 * 60_000)
    await signInAgain()
    const unknown = await openBrowser(world).send('POST', '/api/session', { name: 'Zé', pin: '480214' })
    const known = await openBrowser(world).send('POST', '/api/session', { name: 'Ana', pin: '480214' })
    expect(unknown.text).toBe(known.text)
  })
})

const signInAgain = async () =>
  expect((await till.send('POST', '/api/session', { name: 'marta ', pin: managerPin })).status).toBe(204)

describe('a session', () => {
  test('begins with a secret of its own, whatever was there before', async () => {
    const browser = openBrowser(world)
    browser.cookies.set('balcao-sessao', 'fixed-beforehand')
    expect((await browser.send('POST', '/api/session', { name: 'Ana', pin: '570913' })).status).toBe(204)
    expect(browser.cookies.get('balcao-sessao')).not.toBe('fixed-beforehand')
    const first = browser.cookies.get('balcao-sessao')
    expect((await browser.send('POST', '/api/session', { name: 'Ana', pin: '570913' })).status).toBe(204)
    const carried = openBrowser(world)
    carried.cookies.set('balcao-sessao', String(first))
    expect((await whoIs(carried)).actor).toEqual({ kind: 'nobody' })
  })

  test('is out of reach for scripts and for other sites', async () => {
    const answer = await openBrowser(world).send('POST', '/api/session', { name: 'Ana', pin: '570913' })
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^balcao-sessao=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ])
  })

  test('is over after a sign-out, also for whoever kept its cookie', async () => {
    const browser = openBrowser(world)
    await browser.send('POST', '/api/session', { name: 'Ana', pin: '570913' })
    const kept = String(browser.cookies.get('balcao-sessao'))
    expect((await browser.send('POST', '/api/session/end')).status).toBe(204)
    browser.cookies.set('balcao-sessao', kept)
    expect((await whoIs(browser)).actor).toEqual({ kind: 'nobody' })
  })

  test('is over where nobody has touched the till for a quarter of an hour, though its screens go on asking', async () => {
    const browser = openBrowser(world)
    await browser.send('POST', '/api/session', { name: 'Ana', pin: '570913' })
    for (let minute = 0; minute < 14; minute++) {
      await world.waitOut(60_000)
      expect((await whoIs(browser)).actor.kind).toBe('person')
    }
    await world.waitOut(70_000)
    expect((await whoIs(browser)).actor).toEqual({ kind: 'nobody' })
    await signInAgain()
  })

  test('is over at once for whoever has left', async () => {
    const personId = await shop.addPerson('Caio', 'operator', '613094')
    const browser = openBrowser(world)
    await browser.send('POST', '/api/session', { name: 'Caio', pin: '613094' })
    const gone = { name: 'Caio', role: 'operator', refundLimitCents: null, isActive: false }
    await till.send('PUT', `/api/people/${personId}`, gone)
    expect((await whoIs(browser)).actor).toEqual({ kind: 'nobody' })
    const again = await browser.send('POST', '/api/session', { name: 'Caio', pin: '613094' })
    expect(problemOf(again)).toMatchObject({ name: 'wrong-pin' })
  })
})

describe('people', () => {
  test('one name is one person', async () => {
    const person = { name: ' ANA ', role: 'operator', refundLimitCents: null, isActive: true, pin: '902817' }
    expect(problemOf(await till.send('PUT', `/api/people/${newTxid()}`, person))).toMatchObject({
      status: 409,
      name: 'name-taken',
    })
  })

  test('one name is one person also where two are made at once', async () => {
    const person = { name: 'Duda', role: 'operator', refundLimitCents: null, isActive: true, pin: '902817' }
    const both = [newTxid(), newTxid()].map((personId) => till.send('PUT', `/api/people/${personId}`, person))
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('nobody makes somebody who may do more than they may', async () => {
    await shop.addPerson('Gil', 'manager', '719402', null)
    const manager = openBrowser(world)
    await manager.send('POST', '/api/session', { name: 'Gil', pin: '719402' })
    const boss = {
      name: 'Chefe',
      role: 'administrator',
      refundLimitCents: null,
      isActive: true,
      pin: '381904',
    }
    expect(problemOf(await manager.send('PUT', `/api/people/${newTxid()}`, boss))).toMatchObject({
      status: 403,
      name: 'forbidden',
    })
  })

  test('nobody gives a limit above their own, neither to themselves nor to somebody new', async () => {
    const nilo = { name: 'Nilo', role: 'manager', isActive: true }
    const personId = await shop.addPerson('Nilo', 'manager', '640917', 20_000)
    const eva = await shop.addPerson('Eva', 'operator', '508316', 20_001)
    const limitsAsked: [who: string, change: object, status: number][] = [
      [personId, { ...nilo, refundLimitCents: null }, 403],
      [personId, { ...nilo, refundLimitCents: 20_001 }, 403],
      [newTxid(), { ...nilo, name: 'Sombra', refundLimitCents: null, pin: '381904' }, 403],
      [
        newTxid(),
        { ...nilo, name: 'Sombra', role: 'operator', refundLimitCents: 20_001, pin: '381904' },
        403,
      ],
      // Who returns more than they do would let them in with a new PIN.
      [eva, { name: 'Eva', role: 'operator', refundLimitCents: 1, isActive: true, pin: '381904' }, 403],
      [newTxid(), { ...nilo, name: 'Igor', role: 'operator', refundLimitCents: 20_000, pin: '381904' }, 200],
    ]
    const manager = openBrowser(world)
    await manager.send('POST', '/api/session', { name: 'Nilo', pin: '640917' })
    for (const [who, change, status] of limitsAsked)
      expect(await manager.send('PUT', `/api/people/${who}`, change), JSON.stringify(change)).toMatchObject({
        status,
      })
  })

  test('somebody who administers is always left', async () => {
    const { actor } = await whoIs(till)
    if (actor.kind !== 'person') throw new Error('nobody is signed in at the till')
    const less = { name: 'Marta', role: 'operator', refundLimitCents: null, isActive: true }
    expect(problemOf(await till.send('PUT', `/api/people/${actor.personId}`, less))).toMatchObject({
      status: 409,
      name: 'last-administrator',
    })
  })
})
