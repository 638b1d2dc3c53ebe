import { expect, test } from 'vitest'
import { chartBars } from './chart-bars.ts'

const bucket = (from: string, cents: number, count: number) => ({ from, received: { count, cents } })
const timeZone = 'America/Sao_Paulo'

test('the hours of a day are those of the shop', () => {
  const bars = chartBars(
    { from: '2026-11-22', to: '2026-11-22' },
    {
      timeZone,
      buckets: [bucket('2026-11-22T03:00:00Z', 0, 0), bucket('2026-11-22T17:00:00Z', 2350, 1)],
    },
  )
  expect(bars).toEqual([
    { id: '2026-11-22T03:00:00Z', label: '00h', value: 0, text: 'R$\u00a00,00 · 0 Pix' },
    { id: '2026-11-22T17:00:00Z', label: '14h', value: 2350, text: 'R$\u00a023,50 · 1 Pix' },
  ])
})

test('a longer period has a bar for each day', () => {
  const bars = chartBars(
    { from: '2026-11-21', to: '2026-11-22' },
    {
      timeZone,
      buckets: [bucket('2026-11-21T03:00:00Z', 100, 2), bucket('2026-11-22T03:00:00Z', 200, 3)],
    },
  )
  expect(bars.map(({ label }) => label)).toEqual(['21/11', '22/11'])
})
