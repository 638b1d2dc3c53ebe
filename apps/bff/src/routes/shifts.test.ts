import { createHash } from 'node:crypto'
import { ShiftList } from '@balcao/contracts'
import { canonicalJson } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import { key, type ShiftTills, startShiftTills } from '../testing/shift-tills.ts'
import { patience, problemOf } from '../testing/world.ts'

let shop: ShiftTills
beforeAll(async () => {
  shop = await startShiftTills()
}, 120_000)
afterAll(() => shop.world.close())
afterEach(async () => {
  await shop.world.noFaults()
})

describe('a shift', () => {
  test('is opened, works and is closed: its report counts what the PSP lists, by people and days', async () => {
    const at = await shop.till('Ana')
    const begun = await shop.open(at, ['sound'])
    expect(begun.shift).toMatchObject({
      ...{ number: 1, status: 'open', until: null, attention: ['sound'], advice: null, figures: null },
      shop: { shopId: 'loja-1', name: 'Padaria do Bairro' },
      openedBy: { actor: `person:${shop.people.Ana}`, name: 'Ana' },
    })
    const first = await shop.paid(at, 1000)
    await shop.signIn(at, 'Beto')
    await shop.paid(at, 234)
    await shop.refund(at, first.txid, 400)
    await shop.sale(at, 99_900)
    expect((await shop.details(begun)).soFar).toMatchObject({ received: { count: 2, cents: 1234 } })

    const ended = await shop.close(at)
    expect(ended.shift).toMatchObject({ status: 'closing', closedBy: { name: 'Beto' } })
    // Belongs to the next. Meanwhile whoever counts too early has counted.
    await shop.paid(at, 7)
    const { content, isIntact, sha256 } = await shop.counted(ended)
    expect(content).toMatchObject({
      ...{ number: 1, terminalId: at.terminalId, attention: ['sound'], unreadableCount: 0, differences: [] },
      openedBy: { name: 'Ana' },
      closedBy: { name: 'Beto' },
      received: { count: 2, cents: 1234 },
      refunded: { count: 1, cents: 400 },
      netCents: 834,
      beforeOpening: { count: 0, cents: 0 },
      shop: { shopId: 'loja-1', timeZone: 'America/Sao_Paulo' },
    })
    expect(content.byOperator.map(({ by, received }) => [by?.name, received.cents]).sort()).toEqual([
      ['Ana', 1000],
      ['Beto', 234],
    ])
    expect(content.byDay.reduce((sum, { received }) => sum + received.cents, 0)).toBe(1234)
    // A list may leave out its latest moments.
    expect(Date.parse(content.readAt) - Date.parse(content.until)).toBeGreaterThanOrEqual(5_000)
    expect(content.pix[0]).toMatchObject({ endToEndId: first.endToEndId, txid: first.txid, ofShift: null })
    expect(isIntact).toBe(true)
    expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(sha256)
    expect(await shop.world.api('GET', '/api/shifts', undefined, key)).toMatchObject({ status: 200 })
    expect((await shop.details(ended)).shift.figures).toEqual({
      ...{ received: { count: 2, cents: 1234 }, refunded: { count: 1, cents: 400 } },
      ...{ netCents: 834, differenceCount: 0 },
    })
  })

  test('stops nobody from selling, and takes in what was sold before it was opened', async () => {
    const at = await shop.till()
    await shop.paid(at, 700)
    const begun = await shop.open(at)
    expect(begun.soFar).toEqual({
      received: { count: 1, cents: 700 },
      beforeOpening: { count: 1, cents: 700 },
    })
    await shop.paid(at, 50)
    const first = await shop.close(at)
    await shop.paid(at, 3)
    const { content } = await shop.counted(first)
    expect(content).toMatchObject({ received: { cents: 750 }, beforeOpening: { count: 1, cents: 700 } })
    const second = await shop.open(at)
    expect(second.soFar?.beforeOpening).toEqual({ count: 1, cents: 3 })
    expect(second.shift.from > (first.shift.until ?? '')).toBe(true)
    const next = await shop.counted(await shop.close(at))
    expect(next.content).toMatchObject({ number: 2, received: { count: 1, cents: 3 } })
  })

  test('is closing while the PSP cannot be read, says why, and is finished by itself afterwards', async () => {
    const at = await shop.till()
    await shop.open(at)
    await shop.paid(at, 4200)
    await shop.world.faults({ rules: [{ match: { operation: 'listPix' }, status: 503 }] })
    const ended = await shop.close(at)
    shop.world.ahead.ms += 6_000
    const waiting = await vi.waitFor(async () => {
      const now = await shop.details(ended)
      if (now.shift.advice === null) throw new Error('not tried yet')
      return now
    }, patience)
    expect(waiting).toMatchObject({
      shift: { status: 'closing', figures: null },
      soFar: { received: { count: 1, cents: 4200 } },
      report: null,
    })
    // Nobody waits for it: the next shift is opened and sells, and is counted after the one before.
    await shop.open(at)
    await shop.paid(at, 1)
    const next = await shop.close(at)
    await shop.world.noFaults()
    shop.world.ahead.ms += 120_000
    expect((await shop.counted(ended)).content.received).toEqual({ count: 1, cents: 4200 })
    shop.world.ahead.ms += 120_000
    expect((await shop.counted(next)).content).toMatchObject({ number: 2, received: { count: 1, cents: 1 } })
  })

  test('is one of its terminal: the same person is answered with the same, another is told', async () => {
    const at = await shop.till('Ana')
    const begun = await shop.open(at)
    const again = await at.send('POST', `/api/terminals/${at.terminalId}/shift/open`, { attention: [] })
    expect(again).toMatchObject({ status: 200, json: { shift: { shiftId: begun.shift.shiftId } } })
    await shop.signIn(at, 'Beto')
    const other = await at.send('POST', `/api/terminals/${at.terminalId}/shift/open`, { attention: [] })
    expect(problemOf(other)).toMatchObject({ status: 409, name: 'shift-open' })
    const ended = await shop.close(at)
    const { shiftId } = ended.shift
    const twice = await at.send('POST', `/api/terminals/${at.terminalId}/shift/close`, { shiftId })
    expect(twice).toMatchObject({ status: 200, json: { shift: { shiftId } } })
  })

  test('that was ended meanwhile is not the next one: a press that comes late ends nobody else’s', async () => {
    const at = await shop.till('Ana')
    const path = `/api/terminals/${at.terminalId}/shift/close`
    const { shiftId } = (await shop.open(at)).shift
    const together = await Promise.all([1, 2, 3].map(() => at.send('POST', path, { shiftId })))
    expect(together.map(({ status }) => status).sort()).toEqual([200, 200, 202])
    await shop.signIn(at, 'Beto')
    const next = await shop.open(at)
    const late = await at.send('POST', path, { shiftId })
    expect(late).toMatchObject({ status: 200, json: { shift: { shiftId, closedBy: { name: 'Ana' } } } })
    expect((await shop.details(next)).shift.status).toBe('open')
  })

  test('two tills that open at once open one', async () => {
    const terminalId = shop.newTerminal()
    const [ana, beto] = [await shop.till('Ana', terminalId), await shop.till('Beto', terminalId)]
    const path = `/api/terminals/${terminalId}/shift/open`
    const answers = await Promise.all(
      [ana, beto, ana, beto].map((one) => one.send('POST', path, { attention: [] })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    const { json } = await shop.world.api('GET', `/api/shifts?terminalId=${terminalId}`, undefined, key)
    expect(ShiftList.parse(json).shifts).toHaveLength(1)
  })
})

describe('whose shifts are told', () => {
  test('an operator sees those of the own terminal, a manager all', async () => {
    const [one, other] = [await shop.till(), await shop.till()]
    const [mine, theirs] = [await shop.open(one), await shop.open(other)]
    const own = ShiftList.parse((await one.send('GET', '/api/shifts')).json)
    expect(own.shifts.map(({ shiftId }) => shiftId)).toEqual([mine.shift.shiftId])
    expect(problemOf(await one.send('GET', `/api/shifts/${theirs.shift.shiftId}`)).name).toBe(
      'shift-not-found',
    )
    expect(problemOf(await one.send('GET', `/api/shifts/${theirs.shift.shiftId}/report.csv`)).name).toBe(
      'shift-not-found',
    )
    const elsewhere = await one.send('GET', `/api/shifts?terminalId=${other.terminalId}`)
    expect(problemOf(elsewhere).name).toBe('other-terminal')
    expect(problemOf(await one.send('POST', `/api/terminals/${other.terminalId}/shift/close`)).name).toBe(
      'other-terminal',
    )
    const boss = openBrowser(shop.world)
    await shop.signIn(boss, 'Gerente')
    const all = ShiftList.parse((await boss.send('GET', '/api/shifts')).json)
    expect(all.shifts.map(({ shiftId }) => shiftId).slice(0, 2)).toEqual([
      theirs.shift.shiftId,
      mine.shift.shiftId,
    ])
    const page = ShiftList.parse((await boss.send('GET', '/api/shifts?limit=1')).json)
    const next = ShiftList.parse(
      (await boss.send('GET', `/api/shifts?limit=1&before=${page.nextBefore}`)).json,
    )
    expect(next.shifts[0]?.shiftId).toBe(mine.shift.shiftId)
  })

  test.each([
    ['one that is not there', { shiftId: '0'.repeat(32) }, 404, []],
    ['none', {}, 400, ['shiftId']],
  ])('refuses to end %s', async (_, body, status, fields) => {
    const answer = await shop.world.api('POST', '/api/terminals/caixa-99/shift/close', body, key)
    expect(problemOf(answer)).toMatchObject({ status, fields })
  })

  test.each([
    ['an unknown thing to warn of', { attention: ['weather'] }, 'attention.0'],
    ['one that is named twice', { attention: ['sound', 'sound'] }, 'attention'],
    ['nothing said of it', {}, 'attention'],
    ['more than there is to say', { attention: [], note: 'x' }, 'note'],
  ])('refuses %s by name', async (_, body, field) => {
    const answer = await shop.world.api('POST', '/api/terminals/caixa-99/shift/open', body, key)
    expect(problemOf(answer)).toMatchObject({ status: 400, fields: [field] })
  })

  test.each([
    ['GET', '/api/shifts/none', 'invalid-request'],
    ['GET', `/api/shifts/${'0'.repeat(32)}`, 'shift-not-found'],
    ['GET', '/api/shifts?limit=0', 'invalid-request'],
    ['GET', '/api/shifts?before=x', 'invalid-request'],
    ['POST', '/api/terminals/CAIXA/shift/close', 'invalid-request'],
  ])('%s %s is %s', async (method, path, name) => {
    expect(problemOf(await shop.world.api(method, path, undefined, key)).name).toBe(name)
  })
})
