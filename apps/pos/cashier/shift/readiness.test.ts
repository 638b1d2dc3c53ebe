import type { Health, ReadinessItem } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { type ReadinessFacts, readinessOf } from './readiness.ts'

const nowMs = Date.UTC(2026, 10, 22, 14)
const dayMs = 86_400_000
const inDays = (days: number) => new Date(nowMs + days * dayMs).toISOString()
const health = (psp: Partial<Health['psp']> = {}, webhook: Health['webhook']['status'] = 'ok'): Health => ({
  ...{ status: 'ok', time: inDays(0), build: 'x', store: { status: 'ok' }, openCharges: 0, screens: 1 },
  psp: { name: 'sandbox', status: 'ok', down: null, certificateEndsAt: inDays(300), ...psp },
  webhook: { status: webhook },
})
const well: ReadinessFacts = {
  ...{
    health: health(),
    clockAheadMs: 900,
    nowMs,
    sound: 'ready',
    wakeLock: 'held',
    display: 'ok',
    printer: 'there',
  },
}
const items = (facts: ReadinessFacts, state: string) =>
  readinessOf(facts)
    .filter((line) => line.state === state)
    .map(({ item }) => item)

test('all is well: every line says so in a sentence, with nothing to do', () => {
  const lines = readinessOf(well)
  expect(lines.map(({ item }) => item).sort()).toEqual([
    'certificate',
    'clock',
    'display',
    'printer',
    'psp',
    'sound',
    'wake-lock',
    'webhook',
  ])
  for (const line of lines)
    expect(line).toEqual({ item: line.item, state: 'ok', sentence: expect.stringMatching(/\.$/) })
})

const wrong: [name: string, facts: Partial<ReadinessFacts>, item: ReadinessItem, words: RegExp][] = [
  ['the bank is down', { health: health({ status: 'down' }) }, 'psp', /não está respondendo/],
  [
    'the certificate ends this month',
    { health: health({ certificateEndsAt: inDays(30) }) },
    'certificate',
    /em 30 dias/,
  ],
  ['it ends tomorrow', { health: health({ certificateEndsAt: inDays(1) }) }, 'certificate', /em 1 dia\./],
  ['it has ended', { health: health({ certificateEndsAt: inDays(-3) }) }, 'certificate', /terminou/],
  ['no notifications come', { health: health({}, 'down') }, 'webhook', /não está avisando/],
  ['the tablet is fast', { clockAheadMs: 180_000 }, 'clock', /3 min adiantado/],
  ['the tablet is slow', { clockAheadMs: -120_000 }, 'clock', /2 min atrasado/],
  ['the sound is off', { sound: 'off' }, 'sound', /desligado/],
  ['the browser is silent', { sound: 'blocked' }, 'sound', /não deixa tocar/],
  ['the screen may go dark', { wakeLock: 'refused' }, 'wake-lock', /apagar/],
  ['no display is there', { display: 'none' }, 'display', /Nenhuma/],
  ['the display is late', { display: 'late' }, 'display', /atrasada/],
  ['the printer is unplugged', { printer: 'missing' }, 'printer', /não está ligada/],
]
test.each(wrong)('%s: that line alone warns, and says what to do', (_, facts, item, words) => {
  const lines = readinessOf({ ...well, ...facts })
  expect(items({ ...well, ...facts }, 'attention')).toEqual([item])
  const line = lines.find((one) => one.item === item)
  expect(line?.sentence).toMatch(words)
  expect(line?.advice).toMatch(/\.$/)
})

test('what is not known yet is being looked at, and a silent server is one line', () => {
  const unknown = {
    ...well,
    health: undefined,
    clockAheadMs: undefined,
    wakeLock: 'asking',
    printer: undefined,
  } as const
  expect(items(unknown, 'checking')).toEqual([
    'psp',
    'certificate',
    'webhook',
    'clock',
    'wake-lock',
    'printer',
  ])
  expect(items({ ...well, health: 'silent' }, 'attention')).toEqual(['psp'])
})

test.each([
  [31, 'ok'],
  [30, 'attention'],
])('a certificate with %i days left is %s', (days, state) => {
  const facts = { ...well, health: health({ certificateEndsAt: inDays(days) }) }
  expect(readinessOf(facts).find(({ item }) => item === 'certificate')?.state).toBe(state)
})
