import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openBrowser } from '../testing/browser.ts'
import { type PeopleShop, startPeopleShop, whoIs } from '../testing/people-shop.ts'
import { problemOf, type World } from '../testing/world.ts'

let shop: PeopleShop
let world: World
let till: Browser
beforeAll(async () => {
  shop = await startPeopleShop()
  world = shop.world
  till = shop.till
}, 60_000)
afterAll(() => world.close())

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

  test('whoever asks for ever more codes puts out their own oldest, and has to wait', async () => {
    await world.waitOut(61_000)
    const stranger = openBrowser(world)
    const typed = await begin(stranger)
    expect((await claim(till, typed.code)).status).toBe(200)
    const asked = []
    for (let n = 1; n < 20; n++) asked.push(await begin(stranger))
    const states = await Promise.all(
      [typed, asked.at(0), asked.at(-1)].map((one) => one && stateOf(stranger, one)),
    )
    expect(states.map((one) => one?.state)).toEqual(['claimed', 'over', 'waiting'])
    const refused = await stranger.send('POST', '/api/pairings', { kind: 'display' })
    expect(problemOf(refused)).toMatchObject({ status: 429, name: 'too-many-requests' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    await world.waitOut(61_000)
    expect((await begin(stranger)).code).toHaveLength(8)
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
