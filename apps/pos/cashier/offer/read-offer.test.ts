import { expect, test } from 'vitest'
import { type OfferForm, readOffer } from './read-offer.ts'

const today = '2026-11-22'
const form: OfferForm = {
  debtorName: ' Ana Souza ',
  document: '123.456.789-09',
  contract: '2026-118',
  object: '',
  frequency: 'monthly',
  amountKind: 'fixed',
  amount: '49,90',
  firstDay: '2026-12-10',
  lastDay: '',
  mayRetry: false,
  with: 'nothing',
  dueAmount: '',
  dueDay: '',
}

test('an offer is made of what was typed, without points and blanks', () => {
  expect(readOffer(form, today)).toEqual({
    wrong: [],
    due: undefined,
    offer: {
      contract: '2026-118',
      debtor: { name: 'Ana Souza', document: '12345678909' },
      frequency: 'monthly',
      firstDay: '2026-12-10',
      fixedCents: 4990,
      retryPolicy: 'none',
    },
  })
})

test('where the amount varies, what is typed is the least limit, and may be left out', () => {
  expect(readOffer({ ...form, amountKind: 'varies' }, today).offer).toMatchObject({ minimumCents: 4990 })
  const open = readOffer({ ...form, amountKind: 'varies', amount: '' }, today).offer
  expect(open).toBeDefined()
  expect(open).not.toHaveProperty('minimumCents')
})

test('a charge with a due date goes to whoever the offer goes to', () => {
  const due = { with: 'due', dueAmount: '120,00', dueDay: '2026-11-30' } as const
  expect(readOffer({ ...form, ...due }, today).due).toEqual({
    amountCents: 12_000,
    due: { day: '2026-11-30', debtor: { name: 'Ana Souza', document: '12345678909' } },
  })
})

test.each<[string, Partial<OfferForm>, readonly string[]]>([
  ['a due date that is over', { with: 'due', dueAmount: '1,00', dueDay: '2026-11-21' }, ['dueDay']],
  ['a charge of nothing', { with: 'due', dueAmount: '0', dueDay: '2026-11-22' }, ['dueAmount']],
  ['a due date of nothing that is charged', { dueDay: '2026-11-21' }, []],
  ['a CNPJ with letters', { document: '12.ABC.345/01DE-35' }, []],
  ['twelve digits', { document: '123456789012' }, ['document']],
  ['an amount that is none', { amount: '49,9' }, ['amount']],
  ['nothing at all for money', { amount: '0' }, ['amount']],
  ['yesterday', { firstDay: '2026-11-21' }, ['firstDay']],
  ['an end before the beginning', { lastDay: '2026-12-09' }, ['lastDay']],
])('%s', (_, change, wrong) => {
  expect(readOffer({ ...form, ...change }, today).wrong).toEqual(wrong)
})

test.each<[string, Partial<OfferForm>]>([
  ['the name', { debtorName: ' ' }],
  ['the document', { document: '123' }],
  ['the contract', { contract: '' }],
  ['the amount', { amount: '' }],
  ['the day', { firstDay: '' }],
  ['the day of its charge', { with: 'due', dueAmount: '1,00' }],
  ['the amount of its charge', { with: 'due', dueDay: '2026-11-30' }],
])('without %s there is no offer, and nothing is called wrong yet', (_, change) => {
  expect(readOffer({ ...form, ...change }, today)).toEqual({ offer: undefined, due: undefined, wrong: [] })
})
