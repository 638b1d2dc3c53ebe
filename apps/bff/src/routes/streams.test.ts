import { connect, type Socket } from 'node:net'
import type { Charge } from '@balcao/contracts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openLedger } from '../testing/ledger.ts'
import { withKey } from '../testing/shop-key.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

const sale = (terminalId: string, more: object = {}) =>
  world.create(newTxid(), { amountCents: 2350, terminalId, ...more })
const health = async () => (await world.api('GET', '/api/health')).json as { screens: number }

/** A connection that asks for a stream and then does as the test pleases. */
function raw(terminalId: string): Socket {
  const socket = connect(world.port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(
    `GET /api/terminals/${terminalId}/events HTTP/1.1\r\nhost: localhost\r\nauthorization: ${withKey.authorization}\r\n\r\n`,
  )
  return socket
}

describe('a screen', () => {
  test('is told everything as it opens, and again with every change', async () => {
    const before = await sale('tela-1')
    const screen = await world.screen('tela-1')
    const first = await screen.until(() => true)
    expect(first).toMatchObject({ terminalId: 'tela-1', currentTxid: before.txid, psp: { status: 'ok' } })
    expect(first.charges).toEqual([before])
    const after = await sale('tela-1', { description: 'Pão' })
    await screen.until(({ charges }) => charges[0]?.txid === after.txid && charges[0].status === 'awaiting')
    await world.pay(after)
    const last = await screen.until(({ charges }) => charges[0]?.status === 'paid')
    expect(last.charges.map(({ txid }) => txid)).toEqual([after.txid, before.txid])
    screen.close()
  })

  test('never hears of a version below one it has heard of', async () => {
    const screen = await world.screen('tela-2')
    const charges = await Promise.all(Array.from({ length: 10 }, () => sale('tela-2')))
    await Promise.all(charges.map((charge) => world.pay(charge)))
    await screen.until((snapshot) => snapshot.charges.filter(({ status }) => status === 'paid').length === 10)
    for (const { txid } of charges) {
      const versions = screen.snapshots.flatMap((snapshot) =>
        snapshot.charges.filter((charge) => charge.txid === txid).map(({ version }) => version),
      )
      expect(versions).toEqual(versions.toSorted((a, b) => a - b))
      expect(versions.at(-1)).toBe(3)
    }
    screen.close()
  })

  test('of a till sees the current sale also where it is older than the latest ones', async () => {
    const old = await sale('tela-21')
    await world.pay(old)
    await world.becomes(old.txid, 'paid')
    for (let n = 0; n < 20; n++) await sale('tela-21')
    const till = await world.screen('tela-21')
    expect((await till.until(() => true)).charges.map(({ txid }) => txid)).not.toContain(old.txid)
    await world.api('PUT', '/api/terminals/tela-21/current', { txid: old.txid })
    const shown = await till.until(({ currentTxid }) => currentTxid === old.txid)
    expect(shown.charges.map(({ txid }) => txid).indexOf(old.txid)).toBe(20)
    till.close()
  })

  test('of the customer sees the current sale alone, whatever the till sees', async () => {
    const [till, display] = [await world.screen('tela-3'), await world.screen('tela-3', 'display')]
    const made: Charge[] = []
    for (let n = 0; n < 4; n++) made.push(await sale('tela-3', { description: `segredo ${n}` }))
    await till.until(({ charges }) => charges.length === 4)
    await display.until(({ currentTxid }) => currentTxid === made[3]?.txid)
    await world.api('PUT', '/api/terminals/tela-3/current', { txid: made[1]?.txid })
    await display.until(({ currentTxid }) => currentTxid === made[1]?.txid)
    await world.api('PUT', '/api/terminals/tela-3/current', { txid: null })
    await display.until(({ currentTxid, charges }) => currentTxid === null && charges.length === 0)
    for (const { charges, currentTxid } of display.snapshots)
      expect(charges.every(({ txid }) => txid === currentTxid)).toBe(true)
    till.close()
    display.close()
  })

  test('hears nothing of another terminal', async () => {
    const screen = await world.screen('tela-4')
    const other = await sale('tela-5')
    const foreign = await world.api('PUT', '/api/terminals/tela-4/current', { txid: other.txid })
    expect(problemOf(foreign)).toMatchObject({ status: 404, name: 'charge-not-found' })
    const own = await sale('tela-4')
    await screen.until(({ charges }) => charges.some(({ txid }) => txid === own.txid))
    expect(screen.text()).not.toContain(other.txid)
    screen.close()
  })

  test('gets one line for every snapshot, whatever a text holds', async () => {
    const hostile = 'x\n\nevent: paid\ndata: {"status":"paid"}\r\n\r\n\u2028</script>'
    expect(
      (await world.api('PUT', `/api/charges/${newTxid()}`, { amountCents: 1, description: hostile })).status,
    ).toBe(400)
    const charge = await sale('tela-6', { description: 'y' })
    // No door lets it in; should it ever be there, it stays text.
    openLedger(world.dataDir).run(
      `UPDATE charge SET description = '${hostile.replaceAll("'", "''")}' WHERE txid = '${charge.txid}' RETURNING txid`,
    )
    const screen = await world.screen('tela-6')
    const { charges } = await screen.until(() => true)
    expect(charges[0]?.description).toBe(hostile)
    expect(screen.text().match(/^event: /gm)).toEqual(['event: '])
    expect(screen.text()).not.toContain('\nevent: paid')
    screen.close()
  })

  test('counts the displays that are there, and notes what one of them has painted', async () => {
    const till = await world.screen('tela-7')
    const display = await world.screen('tela-7', 'display')
    await till.until(({ displays }) => displays?.connected === 1)
    expect((await display.until(() => true)).displays).toBeUndefined()
    const charge = await sale('tela-7')
    const paint = (version: number, txid = charge.txid) =>
      world.api('POST', '/api/terminals/tela-7/painted', { txid, version })
    expect((await paint(charge.version)).status).toBe(204)
    await till.until(({ displays }) => displays?.painted?.version === charge.version)
    expect((await paint(1)).status).toBe(204)
    expect(problemOf(await paint(99))).toMatchObject({ status: 404, name: 'charge-not-found' })
    expect(problemOf(await paint(1, newTxid()))).toMatchObject({ status: 404, name: 'charge-not-found' })
    display.close()
    await till.until(({ displays }) => displays?.connected === 0)
    expect(till.latest().displays?.painted).toMatchObject({ txid: charge.txid, version: charge.version })
    till.close()
  })

  test.each([
    ['/api/terminals/Caixa/events', 'terminalId'],
    ['/api/terminals/..%2f..%2fx/events', 'terminalId'],
    [`/api/terminals/${'a'.repeat(33)}/events`, 'terminalId'],
    ['/api/terminals/-a/events', 'terminalId'],
    ['/api/terminals/a/events?view=admin', 'view'],
    ['/api/terminals/a/events?view=till&view=display', 'view'],
  ])('%s is refused by name', async (path, field) => {
    expect(problemOf(await world.api('GET', path))).toMatchObject({ status: 400, fields: [field] })
  })

  test('that only asks for the head is not kept waiting', async () => {
    const before = (await health()).screens
    const answer = await world.api('HEAD', '/api/terminals/tela-8/events')
    expect([200, 405]).toContain(answer.status)
    expect((await health()).screens).toBe(before)
  })

  test('that asks on a connection whose last answer is still under way gets its stream after it', async () => {
    const ask = (path: string) =>
      `GET ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${withKey.authorization}\r\n\r\n`
    const socket = connect(world.port, '127.0.0.1').setEncoding('utf8')
    let heard = ''
    socket.on('data', (text) => {
      heard += text
    })
    socket.write(ask('/api/charges') + ask('/api/terminals/tela-8/events'))
    await vi.waitFor(
      () => expect(heard).toMatch(/"nextBefore"[\s\S]*HTTP\/1\.1 200[\s\S]*event: snapshot/),
      patience,
    )
    socket.destroy()
  })

  test('is of no weight once it is gone', async () => {
    const before = (await health()).screens
    const sockets = Array.from({ length: 20 }, () => raw('tela-9'))
    await vi.waitFor(async () => expect((await health()).screens).toBe(before + 20), patience)
    for (const socket of sockets) socket.destroy()
    await vi.waitFor(async () => expect((await health()).screens).toBe(before), patience)
  })

  test('that stops reading is cut off, and the others hear on', async () => {
    const description = '🍞'.repeat(140)
    await Promise.all(Array.from({ length: 20 }, () => sale('tela-10', { description })))
    const before = (await health()).screens
    const deaf = raw('tela-10')
    deaf.pause()
    const screen = await world.screen('tela-10')
    await vi.waitFor(async () => expect((await health()).screens).toBe(before + 2), patience)
    await vi.waitFor(async () => {
      for (let n = 0; n < 20; n++) await world.api('PUT', '/api/terminals/tela-10/current', { txid: null })
      expect((await health()).screens).toBe(before + 1)
    }, patience)
    const heard = screen.snapshots.length
    await sale('tela-10')
    await screen.until((snapshot) => screen.snapshots.indexOf(snapshot) >= heard)
    deaf.destroy()
    screen.close()
  })

  test('a ledger that cannot be read ends the streams and nothing else', async () => {
    const charge = await sale('tela-11')
    const [till, display] = [await world.screen('tela-11'), await world.screen('tela-11', 'display')]
    // Until the till has heard of its display: nothing else rings for the till alone then.
    await Promise.all([till.until(({ displays }) => displays?.connected === 1), display.until(() => true)])
    const ledger = openLedger(world.dataDir)
    ledger.run(`UPDATE charge SET flags = 'nobody' WHERE txid = '${charge.txid}' RETURNING txid`)
    await world.api('PUT', '/api/terminals/tela-11/current', { txid: null })
    await Promise.all([till.ended, display.ended])
    ledger.run(`UPDATE charge SET flags = '' WHERE txid = '${charge.txid}' RETURNING txid`)
    const again = await world.screen('tela-11')
    expect((await again.until(() => true)).charges).toMatchObject([{ txid: charge.txid }])
    again.close()
  })
})

describe.concurrent('patience', () => {
  test('a silent stream is told every ten seconds that the server is there', async ({ expect }) => {
    const screen = await world.screen('quieto')
    await screen.until(() => true)
    await vi.waitFor(() => expect(screen.text()).toMatch(/\n\n:\n\n/), patience)
    screen.close()
  })

  test('a caller that drips its request is cut off', async ({ expect }) => {
    const socket = connect(world.port, '127.0.0.1')
    socket.on('error', () => {})
    let said = ''
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.write('GET /api/health HTTP/1.1\r\nhost: localhost\r\n')
    const drip = setInterval(() => socket.write('x: 1\r\n'), 500)
    await new Promise((resolve) => socket.once('close', resolve))
    clearInterval(drip)
    expect(said).toMatch(/^(HTTP\/1.1 408|$)/)
  })
})

test('a stop ends every stream with a pause to come back after, and lets a request under way end', async () => {
  const own = await startWorld()
  const screens = await Promise.all([own.screen('a'), own.screen('b', 'display')])
  await Promise.all(screens.map((screen) => screen.until(() => true)))
  await own.faults({ rules: [{ match: { operation: 'putCob' }, delayResponseMs: 500 }] })
  const before = await own.calls('putCob')
  const slow = own.api('PUT', `/api/charges/${newTxid()}`, { amountCents: 1 })
  await vi.waitFor(async () => expect(await own.calls('putCob')).toBe(before + 1), patience)
  const stopped = own.stopBff()
  await Promise.all(screens.map((screen) => screen.ended))
  for (const screen of screens) expect(screen.text()).toMatch(/\n\nretry: \d{3,4}\n\n$/)
  expect((await slow).status).toBe(201)
  await stopped
  await own.close()
})
