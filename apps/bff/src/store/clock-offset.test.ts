import { expect, test } from 'vitest'
import { everyDatabase } from '../testing/ledgers.ts'
import { createStore } from './store.ts'

const year = 366 * 24 * 3_600_000

test.each(everyDatabase)(
  'each machine finds its own clock’s offset again, however far off it is: %s',
  async (_name, begin) => {
    const ledgers = await begin()
    await ledgers.empty(0)
    const before = createStore(await ledgers.open())
    expect(await before.clockOffset('caixa')).toBeUndefined()
    await before.setClockOffset('caixa', -2_000)
    await before.setClockOffset('caixa', 50 * year)
    await before.setClockOffset('balcao', -90_000)
    await before.close()
    const after = createStore(await ledgers.open())
    expect([await after.clockOffset('caixa'), await after.clockOffset('balcao')]).toEqual([
      50 * year,
      -90_000,
    ])
    await after.close()
    await ledgers.close()
  },
  120_000,
)
