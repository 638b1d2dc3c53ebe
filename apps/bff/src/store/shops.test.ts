import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { everyDatabase, type Ledgers } from '../testing/ledgers.ts'
import type { Shop } from './shops.ts'
import { createStore, type Store } from './store.ts'

const start = Date.UTC(2026, 10, 22, 14)
const deed = { actor: 'key', action: 'tried', subject: 'this' }
const settings = { name: 'Padaria do Bairro', timeZone: 'America/Manaus' }
const first: Shop = { ...settings, shopId: 'loja-1', receiptText: null }
const second: Shop = {
  ...{ shopId: 'centro', name: 'Centro', timeZone: 'America/Noronha', receiptText: 'Volte sempre' },
}

describe.each(everyDatabase)('the shops, in %s', (_name, begin) => {
  let ledgers: Ledgers
  let store: Store
  beforeAll(async () => {
    ledgers = await begin()
  }, 60_000)
  afterAll(() => ledgers.close(), 60_000)
  beforeEach(async () => {
    await ledgers.empty(start)
    store = createStore(await ledgers.open())
    await store.nameFirstShop(settings)
  })
  afterEach(() => store.close())

  test('the first one is what the settings say until somebody says otherwise', async () => {
    expect(await store.shops()).toEqual([first])
    await store.nameFirstShop({ ...settings, name: 'Padaria Nova' })
    expect(await store.shop('loja-1')).toEqual({ ...first, name: 'Padaria Nova' })
    const chosen = { ...first, name: 'Padaria da Esquina', receiptText: 'Obrigado\nVolte sempre' }
    await store.saveShop(chosen, deed, start)
    await store.nameFirstShop(settings)
    expect(await store.shop('loja-1')).toEqual(chosen)
  })

  test('there is a first one also before any start has named it', async () => {
    await store.close()
    await ledgers.empty(start)
    store = createStore(await ledgers.open())
    expect(await store.shopOf('caixa-1')).toMatchObject({ shopId: 'loja-1' })
    expect(await store.faceOf('caixa-1')).toEqual({ shopName: 'Loja', recurrenceId: null })
    expect(await store.shops()).toEqual([await store.shop('loja-1')])
    await store.saveShop(second, deed, start)
    expect((await store.shops()).map(({ shopId }) => shopId)).toEqual(['loja-1', 'centro'])
  })

  test('a terminal is in the first one until it is placed elsewhere', async () => {
    await store.saveShop(second, deed, start)
    await store.setCurrent('caixa-1', null)
    await store.setCurrent('caixa-2', null)
    await store.placeTerminal({ terminalId: 'caixa-2', shopId: 'centro' }, deed, start)
    await store.placeTerminal({ terminalId: 'caixa-9', shopId: 'centro' }, deed, start)
    // What it sells goes on where it stands.
    await store.setCurrent('caixa-2', null)
    expect(await store.shopOf('caixa-1')).toEqual(first)
    expect(await store.shopOf('caixa-2')).toEqual(second)
    expect(await store.shopOf('caixa-3')).toEqual(first)
    expect(await store.shopOf(undefined)).toEqual(first)
    expect(await store.faceOf('caixa-2')).toEqual({ shopName: second.name, recurrenceId: null })
    expect(await store.faceOf('caixa-3')).toEqual({ shopName: first.name, recurrenceId: null })
    expect(await store.terminalPlaces()).toEqual([
      { terminalId: 'caixa-1', shopId: 'loja-1' },
      { terminalId: 'caixa-2', shopId: 'centro' },
      { terminalId: 'caixa-9', shopId: 'centro' },
    ])
  })

  test('no shop has an id that nobody gave', async () => {
    expect(await store.shop('centro')).toBeUndefined()
  })
})
