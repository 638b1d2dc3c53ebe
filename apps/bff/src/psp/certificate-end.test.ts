import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { patience, startWorld, type World } from '../testing/world.ts'
import { certificateEnd, createEndWatch } from './certificate-end.ts'

const day = 24 * 3_600_000
const warning = 'the certificate for the PSP will end'

test.each([
  [400, undefined],
  [61, undefined],
  [60, 60],
  [31, 60],
  [30, 30],
  [8, 30],
  [7, 7],
  [2, 7],
  [1, 1],
  [0, 1],
  [-3, 1],
])('with %s days left the stage is %s', (days, stage) => {
  expect(certificateEnd(days * day + 3_600_000, 0)).toEqual({ daysLeft: days, stage })
})

test('it is said once a day, louder in the last week, and anew of another certificate', () => {
  const lines: string[] = []
  let nowMs = 0
  const log = pino({}, { write: (line: string) => void lines.push(line) })
  const look = createEndWatch(log, () => nowMs, 'the PSP')
  const levels = () => lines.splice(0).map((line) => JSON.parse(line).level)
  const end = 40 * day
  for (; nowMs < 3 * day; nowMs += 3_600_000) look(end)
  expect(levels()).toEqual([40, 40, 40])
  nowMs = 33 * day
  look(end)
  expect(levels()).toEqual([50])
  look(nowMs + 50 * day)
  look(nowMs + 400 * day)
  look(null)
  expect(levels()).toEqual([40])
})

describe('a shop whose certificate will end', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld()
  }, 60_000)
  afterAll(() => world.close())

  const endMs = () =>
    new X509Certificate(readFileSync(join(world.pkiDir, 'client.pem'))).validToDate.getTime()
  const health = async () => (await world.api('GET', '/api/health')).json

  test.each([
    [45, 'ok'],
    [5, 'degraded'],
  ])('in %s days is %s, and says so in health and in the log', async (days, status) => {
    world.ahead.ms = endMs() - Date.now() - days * day - 3_600_000
    await vi.waitFor(async () => {
      const detail = `sandbox; our certificate ends in ${days} days`
      expect(await health()).toMatchObject({ status, psp: { status: 'ok', detail } })
      expect(world.logged.join('')).toMatch(new RegExp(`"daysLeft":${days}.*${warning}`))
    }, patience)
  })

  test('the one of the webhook as well, which only the PSP would notice', async () => {
    const doorEndMs = new X509Certificate(
      readFileSync(join(world.pkiDir, 'server.pem')),
    ).validToDate.getTime()
    world.ahead.ms = doorEndMs - Date.now() - 6 * day
    await vi.waitFor(
      () => expect(world.logged.join('')).toMatch(/"daysLeft":5.*the certificate for the webhook will end/),
      patience,
    )
  })
})
