import type { Session } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { type Step, stepOf } from './step.ts'
import { readGoal } from './way-on.ts'

const origin = 'http://localhost:3000'
const shop = { name: 'Padaria do Bairro', isSetUp: true, isSandbox: true }
const id = 'a'.repeat(32)
const nobody: Session['actor'] = { kind: 'nobody' }
const as = (role: 'operator' | 'manager'): Session['actor'] => ({
  ...{ kind: 'person', personId: id, name: 'Ana', role, refundLimitCents: null },
})
const on = (kind: 'till' | 'display' | 'kiosk'): Session['device'] => ({
  ...{ deviceId: id, name: 'Aparelho', kind, terminalId: 'caixa-2' },
})
const onward = (address: string): Step => ({ kind: 'onward', address })

test.each<[string, Session['actor'], Session['device'], string, string | undefined, Step]>([
  ['a till with nobody', nobody, on('till'), '', undefined, { kind: 'people' }],
  ['a till that came from a sale', nobody, on('till'), '/caixa/', undefined, { kind: 'people' }],
  ['a browser of nobody', nobody, null, '', undefined, { kind: 'stranger' }],
  ['a till that is not paired', nobody, null, '/caixa/', undefined, { kind: 'stranger' }],
  [
    'a display that is not paired',
    nobody,
    null,
    '/visor/',
    undefined,
    { kind: 'pairing', device: 'display' },
  ],
  ['a kiosk that is not paired', nobody, null, '/totem/', undefined, { kind: 'pairing', device: 'kiosk' }],
  [
    'a display of another terminal',
    nobody,
    on('display'),
    '/visor/?terminal=x',
    undefined,
    onward('/visor/?terminal=caixa-2'),
  ],
  [
    'a kiosk with its amounts',
    nobody,
    on('kiosk'),
    '/totem/?valor=500',
    undefined,
    onward('/totem/?valor=500&terminal=caixa-2'),
  ],
  ['a display that wants to sell', nobody, on('display'), '/caixa/', undefined, { kind: 'stranger' }],
  [
    'a display that wants to be a kiosk',
    nobody,
    on('display'),
    '/totem/',
    undefined,
    { kind: 'pairing', device: 'kiosk' },
  ],
  ['somebody who has read a code', nobody, null, '/visor/', 'ABCD1234', { kind: 'stranger' }],
  ['an operator who goes nowhere', as('operator'), on('till'), '', undefined, { kind: 'inside' }],
  [
    'an operator who goes to the till',
    as('operator'),
    on('till'),
    '/caixa/',
    undefined,
    onward('/caixa/?terminal=caixa-2'),
  ],
  [
    'an operator at another till',
    as('operator'),
    on('till'),
    '/caixa/?terminal=x',
    undefined,
    onward('/caixa/?terminal=caixa-2'),
  ],
  ['an operator on a browser of nobody', as('operator'), null, '/caixa/', undefined, { kind: 'inside' }],
  ['an operator who goes to the office', as('operator'), null, '/gestao/', undefined, onward('/gestao/')],
  [
    'a manager at another till',
    as('manager'),
    on('till'),
    '/caixa/?terminal=x',
    undefined,
    onward('/caixa/?terminal=x'),
  ],
  ['a manager who has read a code', as('manager'), null, '/gestao/', 'ABCD1234', { kind: 'inside' }],
])('%s', (_, actor, device, para, code, step) => {
  const goal = readGoal(`?${new URLSearchParams({ para })}`, origin)
  expect(stepOf({ actor, device, shop }, goal, code)).toEqual(step)
})

test('whoever was just refused where they would be led stays here, and is led elsewhere all the same', () => {
  const session = { actor: as('operator'), device: null, shop }
  const to = (para: string) => readGoal(`?${new URLSearchParams({ para })}`, origin)
  expect(stepOf(session, to('/pagador/'), undefined, '/pagador/')).toEqual({ kind: 'inside' })
  expect(stepOf(session, to('/gestao/'), undefined, '/pagador/')).toEqual(onward('/gestao/'))
})

test('a shop without a manager can only be set up', () => {
  const session = { actor: nobody, device: null, shop: { ...shop, isSetUp: false } }
  expect(stepOf(session, readGoal('?para=/visor/', origin), undefined)).toEqual({ kind: 'set-up' })
})

test.each<[string, string | undefined]>([
  ['/caixa/?terminal=caixa-2', '/caixa/?terminal=caixa-2'],
  ['/', '/'],
  ['', undefined],
  ['/entrar/', undefined],
  ['/api/session/end', undefined],
  ['/toString', undefined],
  ['//mau.example/caixa/', undefined],
  ['/\\mau.example/caixa/', undefined],
  ['https://mau.example/caixa/', undefined],
  ['javascript:alert(1)', undefined],
  ['/caixa/../api/charges', undefined],
])('para=%s leads to %s', (para, address) => {
  expect(readGoal(`?${new URLSearchParams({ para })}`, origin)?.address).toBe(address)
})
