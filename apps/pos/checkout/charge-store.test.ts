import { NewCharge, Txid } from '@balcao/contracts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createChargeStore } from './charge-store.ts'

const kept = new Map<string, string>()

/** A browser's storage and window, as far as the store touches them. */
beforeEach(() => {
  kept.clear()
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  vi.stubGlobal('localStorage', localStorage)
  vi.stubGlobal('window', Object.assign(new EventTarget(), { localStorage }))
})
afterEach(() => void vi.unstubAllGlobals())

const tab = () => createChargeStore('till').getState
const storageEvent = () => window.dispatchEvent(Object.assign(new Event('storage'), { key: 'till' }))

test('a typed amount survives a reload', () => {
  tab()().setAmount(2350)
  expect(tab()().amountCents).toBe(2350)
})

test('what is sent is a body of the contract, under a txid of the contract', () => {
  const till = tab()
  till().setAmount(2350)
  till().setDescription('  Mesa 4 ')
  till().charge('caixa-1')
  const { outgoing } = till()
  expect(Txid.safeParse(outgoing?.txid).success).toBe(true)
  expect(outgoing?.txid).toMatch(/^[0-9a-f]{32}$/)
  expect(NewCharge.parse(JSON.parse(outgoing?.body ?? ''))).toEqual({
    amountCents: 2350,
    description: 'Mesa 4',
    terminalId: 'caixa-1',
  })
})

test('a second press finds nothing to charge', () => {
  const till = tab()
  till().setAmount(2350)
  till().charge('caixa-1')
  const first = till().outgoing
  till().charge('caixa-1')
  till().setAmount(800)
  till().charge('caixa-1')
  expect(till().outgoing).toBe(first)
  expect(till().amountCents).toBe(800)
})

test('a reload sends the same bytes under the same txid', () => {
  const till = tab()
  till().setAmount(2350)
  till().charge('caixa-1')
  expect(tab()().outgoing).toEqual(till().outgoing)
})

test('two tabs that show the same amount send the same charge', () => {
  const one = tab()
  const other = tab()
  one().setAmount(2350)
  storageEvent()
  expect(other().amountCents).toBe(2350)
  one().charge('caixa-1')
  // The other tab has not heard of it yet.
  other().charge('caixa-1')
  expect(other().outgoing).toEqual(one().outgoing)
})

test('a charge that the server has is forgotten here', () => {
  const till = tab()
  till().setAmount(2350)
  till().charge('caixa-1')
  const txid = till().outgoing?.txid ?? ''
  till().delivered('another')
  expect(till().outgoing).not.toBeNull()
  till().delivered(txid)
  expect(till()).toMatchObject({ outgoing: null, amountCents: 0 })
})

test('a refused charge gives its amount back, under a new txid', () => {
  const till = tab()
  till().setAmount(2350)
  till().setDescription('Mesa 4')
  till().charge('caixa-1')
  const txid = till().outgoing?.txid ?? ''
  till().returned(txid)
  expect(till()).toMatchObject({ outgoing: null, amountCents: 2350, description: 'Mesa 4' })
  expect(till().txid).not.toBe(txid)
})

test('but not over the next sale', () => {
  const till = tab()
  till().setAmount(2350)
  till().charge('caixa-1')
  till().setAmount(800)
  till().returned(till().outgoing?.txid ?? '')
  expect(till()).toMatchObject({ outgoing: null, amountCents: 800 })
})
