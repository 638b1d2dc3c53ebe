import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Session } from '@balcao/contracts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Browser, openBrowser } from '../testing/browser.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

const apiKey = 'a-key-of-more-than-thirty-two-characters'
const managerPin = '480213'

let world: World
let till: Browser
/** A shop with a manager on its first till, and an operator. */
beforeAll(async () => {
  world = await startWorld()
  till = openBrowser(world)
  const setUp = { manager: { name: 'Marta', pin: managerPin }, terminalId: 'caixa-1', tillName: 'Caixa 1' }
  expect((await till.send('POST', '/api/set-up', setUp)).status).toBe(204)
  await addPerson('Ana', 'operator', '570913')
}, 60_000)
afterAll(() => world.close())

const addPerson = async (
  name: string,
  role: string,
  pin: string,
  refundLimitCents: number | null = 5_000,
) => {
  const personId = newTxid()
  const person = { name, role, refundLimitCents, isActive: true, pin }
  expect(await till.send('PUT', `/api/people/${personId}`, person)).toMatchObject({ status: 200 })
  return personId
}
const whoIs = async (browser: Browser) => Session.parse((await browser.send('GET', '/api/session')).json)

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
    const personId = await addPerson('Bia', 'operator', '904716')
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
    const personId = await addPerson('Caio', 'operator', '613094')
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
    await addPerson('Gil', 'manager', '719402', null)
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

describe('a refund above the own limit', () => {
  let operator: Browser
  let txid: string
  const managerOf = { name: 'Rui', pin: '830275' }
  const boss = { name: 'Marta', pin: managerPin }
  beforeAll(async () => {
    await signInAgain()
    await addPerson('Rui', 'manager', managerOf.pin, 20_000)
    operator = openBrowser(world)
    const device = till.cookies.get('balcao-aparelho')
    if (device !== undefined) operator.cookies.set('balcao-aparelho', device)
    expect((await operator.send('POST', '/api/session', { name: 'Ana', pin: '570913' })).status).toBe(204)
    txid = newTxid()
    const made = await operator.send('PUT', `/api/charges/${txid}`, { amountCents: 30_000 })
    expect(made.status).toBe(201)
    await world.pay({ txid })
    await vi.waitFor(
      async () =>
        expect((await operator.send('GET', `/api/charges/${txid}`)).json).toMatchObject({ status: 'paid' }),
      patience,
    )
  })
  const ask = (refundId: string, amountCents: number) =>
    operator.send('PUT', `/api/charges/${txid}/refunds/${refundId}`, { amountCents })
  const approve = (refundId: string, amountCents: number, who: object = managerOf) =>
    operator.send('POST', '/api/approvals', { ...who, txid, refundId, amountCents })

  test('goes out up to it, and needs a manager beyond', async () => {
    expect((await ask(newTxid(), 5_000)).status).toBeLessThan(300)
    expect(problemOf(await ask(newTxid(), 5_001))).toMatchObject({ status: 403, name: 'approval-needed' })
  })

  test('is allowed for this refund and this amount, once; asking again for the same one is no second', async () => {
    const id = newTxid()
    expect((await approve(id, 6_000)).status).toBe(204)
    expect(problemOf(await ask(newTxid(), 6_000))).toMatchObject({ name: 'approval-needed' })
    expect(problemOf(await ask(id, 6_001))).toMatchObject({ name: 'approval-needed' })
    expect((await ask(id, 6_000)).status).toBeLessThan(300)
    expect((await ask(id, 6_000)).status).toBeLessThan(300)
    expect(problemOf(await approve(id, 6_000, { name: 'Rui', pin: '830276' }))).toMatchObject({
      name: 'wrong-pin',
    })
  })

  test('is not made of small ones', async () => {
    // All of the limit has gone back above.
    expect(problemOf(await ask(newTxid(), 1))).toMatchObject({ name: 'approval-needed' })
  })

  test('is allowed again where the first word came to nothing', async () => {
    const id = newTxid()
    expect((await approve(id, 29_000, boss)).status).toBe(204)
    expect(problemOf(await ask(id, 29_000))).toMatchObject({ name: 'not-refundable' })
    expect((await approve(id, 100)).status).toBe(204)
    expect((await ask(id, 100)).status).toBeLessThan(300)
  })

  test('is not allowed of another sale', async () => {
    const id = newTxid()
    const elsewhere = { ...managerOf, txid: newTxid(), refundId: id, amountCents: 6_000 }
    expect((await operator.send('POST', '/api/approvals', elsewhere)).status).toBe(204)
    expect(problemOf(await ask(id, 6_000))).toMatchObject({ name: 'approval-needed' })
    const unsaid = { ...managerOf, refundId: id, amountCents: 6_000 }
    expect(problemOf(await operator.send('POST', '/api/approvals', unsaid)).fields).toEqual(['txid'])
  })

  test('is not allowed a minute later', async () => {
    const id = newTxid()
    expect((await approve(id, 6_000)).status).toBe(204)
    await world.waitOut(60_000)
    expect(problemOf(await ask(id, 6_000))).toMatchObject({ name: 'approval-needed' })
  })

  test('is not allowed by an operator, nor by a manager beyond the own limit', async () => {
    expect(problemOf(await approve(newTxid(), 6_000, { name: 'Ana', pin: '570913' }))).toMatchObject({
      status: 403,
      name: 'forbidden',
    })
    expect(problemOf(await approve(newTxid(), 20_001))).toMatchObject({ status: 403, name: 'forbidden' })
  })

  test('is in the audit with both of them', async () => {
    const database = new DatabaseSync(join(world.dataDir, 'balcao.sqlite'), { readOnly: true })
    const rows = database.prepare('SELECT actor, action, detail FROM audit ORDER BY seq').all()
    database.close()
    const allowed = rows.find(({ action }) => action === 'refund-allowed')
    expect(allowed?.actor).toMatch(/^person:/)
    const returned = rows.find(({ detail }) =>
      String(detail).includes('"amountCents":6000,"status":"requested"'),
    )
    expect(returned?.actor).toMatch(/^person:/)
    expect(returned?.actor).not.toBe(allowed?.actor)
  })
})

describe('pairing', () => {
  const begin = async (browser: Browser, kind = 'display') =>
    (await browser.send('POST', '/api/pairings', { kind })).json as {
      pairingId: string
      code: string
      secret: string
    }
  const stateOf = async (browser: Browser, { pairingId, secret }: { pairingId: string; secret: string }) =>
    (await browser.send('POST', `/api/pairings/${pairingId}/state`, { secret })).json as {
      state: string
      check?: string
    }
  const claim = (browser: Browser, code: string, terminalId = 'caixa-1') =>
    browser.send('POST', '/api/pairings/claim', { code, name: 'Visor', terminalId })

  test('needs the code, the same digits on both ends, and somebody to confirm', async () => {
    const display = openBrowser(world)
    const pairing = await begin(display)
    expect(pairing.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    expect(await stateOf(display, pairing)).toEqual({ state: 'waiting' })
    const spoken = `${pairing.code.slice(0, 4).toLowerCase()}-${pairing.code.slice(4)}`
    const claimed = (await claim(till, spoken)).json as { check: string }
    expect(await stateOf(display, pairing)).toEqual({ state: 'claimed', check: claimed.check })
    expect(display.cookies.size).toBe(0)
    expect((await till.send('POST', `/api/pairings/${pairing.pairingId}/confirm`)).status).toBe(200)
    expect(await stateOf(display, pairing)).toMatchObject({ state: 'paired' })
    expect((await whoIs(display)).device).toMatchObject({ kind: 'display', terminalId: 'caixa-1' })
  })

  test('a code is for one use, and for five minutes', async () => {
    const pairing = await begin(openBrowser(world))
    expect((await claim(till, pairing.code)).status).toBe(200)
    expect(problemOf(await claim(till, pairing.code))).toMatchObject({ name: 'pairing-over' })
    const late = await begin(openBrowser(world))
    await world.waitOut(5 * 60_000)
    expect(problemOf(await claim(till, late.code))).toMatchObject({ name: 'pairing-over' })
  })

  test('that shows other digits is dropped, and its device is let in nowhere', async () => {
    const display = openBrowser(world)
    const pairing = await begin(display)
    const drop = () => till.send('POST', `/api/pairings/${pairing.pairingId}/drop`)
    await claim(till, pairing.code)
    expect((await drop()).status).toBe(204)
    expect(await stateOf(display, pairing)).toEqual({ state: 'over' })
    const confirmed = await till.send('POST', `/api/pairings/${pairing.pairingId}/confirm`)
    expect(problemOf(confirmed)).toMatchObject({ name: 'pairing-over' })
    // One that is over is over.
    expect((await drop()).status).toBe(204)
  })

  test('that nobody has claimed is not dropped by somebody who knows its number', async () => {
    const display = openBrowser(world)
    const pairing = await begin(display)
    await till.send('POST', `/api/pairings/${pairing.pairingId}/drop`)
    expect(await stateOf(display, pairing)).toEqual({ state: 'waiting' })
  })

  test('whoever does not have its secret learns nothing of it', async () => {
    const pairing = await begin(openBrowser(world))
    await claim(till, pairing.code)
    await till.send('POST', `/api/pairings/${pairing.pairingId}/confirm`)
    const thief = openBrowser(world)
    expect(await stateOf(thief, { ...pairing, secret: 'guessed' })).toEqual({ state: 'over' })
    expect(thief.cookies.size).toBe(0)
  })

  test('codes are not guessed: after five wrong ones nobody listens', async () => {
    for (let n = 0; n < 5; n++)
      expect(problemOf(await claim(till, `ZZZZZZZ${n}`))).toMatchObject({ name: 'pairing-over' })
    expect(problemOf(await claim(till, 'ZZZZZZZZ'))).toMatchObject({ status: 429, name: 'locked-out' })
    await world.waitOut(61_000)
  })

  test('an operator pairs a display of the own till, and neither a till nor a kiosk', async () => {
    const own = openBrowser(world)
    for (const [name, value] of till.cookies) if (name === 'balcao-aparelho') own.cookies.set(name, value)
    await own.send('POST', '/api/session', { name: 'Ana', pin: '570913' })
    const kiosk = await begin(openBrowser(world), 'kiosk')
    expect(problemOf(await claim(own, kiosk.code))).toMatchObject({ status: 403, name: 'forbidden' })
    const display = await begin(openBrowser(world))
    expect(problemOf(await claim(own, display.code, 'caixa-2'))).toMatchObject({ name: 'other-terminal' })
    expect((await claim(own, display.code)).status).toBe(200)
  })

  test('a device that was revoked opens no door any more', async () => {
    const display = openBrowser(world)
    const pairing = await begin(display)
    await claim(till, pairing.code)
    const { json } = await till.send('POST', `/api/pairings/${pairing.pairingId}/confirm`)
    await stateOf(display, pairing)
    const { deviceId } = json as { deviceId: string }
    expect((await till.send('POST', `/api/devices/${deviceId}/revoke`)).status).toBe(204)
    expect((await whoIs(display)).device).toBeNull()
    expect((await till.send('GET', '/api/devices')).text).toContain('"revokedAt":"2')
  })
})
