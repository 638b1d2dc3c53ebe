import type { Address, Debtor, NewCob, NewCobv, NewRefund, Withdrawal } from '@balcao/pix'
import fc from 'fast-check'

/** Everything that a caller of packages/pix may ask for, each optional part there or not. */

/** What people write: accents, quotes and characters of two UTF-16 units, which count as one (JSON Schema, §6.3.1). */
const character = fc.constantFrom('a', 'Z', '0', ' ', 'ã', 'É', '€', '"', '\\', '/', '😀')
const text = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: character, minLength: 1, maxLength: 12 }),
    fc.string({ unit: character, minLength: maxLength, maxLength }),
  )
const alphanumeric = fc.constantFrom(...'ABCxyz0189')
const id = (minLength: number, maxLength: number) => fc.string({ unit: alphanumeric, minLength, maxLength })

export const txid = id(26, 35)
export const endToEndId = id(31, 31).map((rest) => `E${rest}`)
export const refundId = id(1, 35)
export const locId = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
export const revision = fc.option(fc.nat(), { nil: undefined })

const amountCents = fc.oneof(
  fc.integer({ min: 1, max: 99_999 }),
  fc.integer({ min: 1, max: 999_999_999_999 }),
)
const day = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const digit = (values: readonly number[], weights: readonly number[]) => {
  const rest = weights.reduce((sum, weight, index) => sum + weight * (values[index] ?? 0), 0) % 11
  return rest < 2 ? 0 : 11 - rest
}
/** A number of the Receita Federal: what is given, and the two digits that follow from it. */
const checked = (values: string, weights: readonly number[]) => {
  const numbers = Array.from(values, (one) => one.charCodeAt(0) - 48)
  const first = digit(numbers, weights)
  return `${values}${first}${digit([...numbers, first], [(weights[0] ?? 0) + 1, ...weights])}`
}
const isOneCharacter = (value: string) => new Set(value).size === 1
export const cpf = fc
  .string({ unit: fc.constantFrom(...'0123456789'), minLength: 9, maxLength: 9 })
  .filter((values) => !isOneCharacter(values))
  .map((values) => checked(values, [10, 9, 8, 7, 6, 5, 4, 3, 2]))
export const cnpj = fc
  .string({ unit: fc.constantFrom(...'0123456789AKZ'), minLength: 12, maxLength: 12 })
  .filter((values) => !isOneCharacter(values))
  .map((values) => checked(values, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]))

/** The five kinds of key of the DICT. */
export const chave = fc.oneof(
  fc.uuid(),
  fc.emailAddress().filter((address) => address.length <= 77),
  fc.constant('+5581999990000'),
  cpf,
  cnpj,
)

export const webhookUrl = fc.webUrl({ validSchemes: ['https'], withQueryParameters: true })

/** Each field there or not. */
const optional = <Fields extends object>(fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> }) =>
  fc.record(fields, { requiredKeys: [] })

const debtor: fc.Arbitrary<Debtor> = fc.oneof(
  fc.record({ cpf, name: text(200) }),
  fc.record({ cnpj, name: text(200) }),
)
const address: fc.Arbitrary<Address & { email?: string }> = optional({
  street: text(200),
  city: text(200),
  state: fc.constantFrom('PE', 'SP'),
  postalCode: fc.constantFrom('70011750', '01001000'),
  email: fc.emailAddress(),
})

const content = optional({
  locId,
  description: text(140),
  additionalInfo: fc.oneof(
    fc.array(fc.record({ name: text(50), value: text(200) }), { maxLength: 3 }),
    fc.constant(Array.from({ length: 50 }, () => ({ name: 'a', value: 'b' }))),
  ),
})

const withdrawal = <Kind extends Withdrawal['kind']>(kind: Kind, agents: Withdrawal['agentMode'][]) =>
  fc.record(
    {
      kind: fc.constant(kind),
      amountCents,
      agentMode: fc.constantFrom(...agents),
      providerIspb: fc.constantFrom('12345678', '1234ABCD'),
      payerMayChangeAmount: fc.boolean(),
    },
    { requiredKeys: ['kind', 'amountCents', 'agentMode', 'providerIspb'] },
  )

/** The six combinations of API Pix 2.9.0, CobValor. */
const cobAmount = fc.oneof(
  fc.record({ amountCents }),
  fc.record({ amountCents: fc.oneof(fc.constant(0), amountCents), payerMayChangeAmount: fc.constant(true) }),
  fc.record({ amountCents: fc.constant(0), withdrawal: withdrawal('saque', ['AGTEC', 'AGTOT', 'AGPSS']) }),
  fc.record({ amountCents, withdrawal: withdrawal('troco', ['AGTEC', 'AGTOT']) }),
)

const merged = <Parts extends object[]>(...parts: { [Index in keyof Parts]: fc.Arbitrary<Parts[Index]> }) =>
  fc.tuple(...parts).map((given) => Object.assign({}, ...given))

export const newCob: fc.Arbitrary<NewCob> = merged(
  cobAmount,
  content,
  optional({ debtor }),
  fc.record({ chave, expirationSeconds: fc.integer({ min: 1, max: 2 ** 31 - 1 }) }),
)

const reais = fc.integer({ min: 1, max: 4_999 })
const percent = fc.integer({ min: 1, max: 99_00 })
const term = <Mode extends string>(...modes: Mode[]) =>
  fc
    .constantFrom(...modes)
    .chain((mode) =>
      (mode.startsWith('percent') ? percent : reais).map((hundredths) => ({ mode, hundredths })),
    )
const steps = (dueDate: string, hundredths: fc.Arbitrary<number>) =>
  fc.uniqueArray(
    fc.record({
      until: fc.integer({ min: 0, max: 40 }).map((days) => daysBefore(dueDate, days)),
      hundredths,
    }),
    { minLength: 1, maxLength: 3, selector: ({ until }) => until },
  )
const discount = (dueDate: string) =>
  fc.oneof(
    fc.record({ mode: fc.constant('amount-until-date' as const), steps: steps(dueDate, reais) }),
    fc.record({ mode: fc.constant('percent-until-date' as const), steps: steps(dueDate, percent) }),
    term(
      ...(['amount-per-calendar-day-early', 'amount-per-business-day-early'] as const),
      ...(['percent-per-calendar-day-early', 'percent-per-business-day-early'] as const),
    ),
  )

export const daysBefore = (date: string, days: number) =>
  new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10)

/** Of R$ 50,00 and more, so that every amount that a term takes off is less than the whole. */
export const termsOf = (dueDate: string) =>
  optional({
    fine: term('amount', 'percent'),
    interest: term(
      ...([
        'amount-per-calendar-day',
        'percent-per-calendar-day',
        'percent-per-month-by-calendar-days',
      ] as const),
      ...([
        'percent-per-year-by-calendar-days',
        'amount-per-business-day',
        'percent-per-business-day',
      ] as const),
      ...(['percent-per-month-by-business-days', 'percent-per-year-by-business-days'] as const),
    ),
    rebate: term('amount', 'percent'),
    discount: discount(dueDate),
  })

export const newCobv: fc.Arbitrary<NewCobv> = day.chain((dueDate) =>
  merged(
    termsOf(dueDate),
    content,
    optional({ validDaysAfterDue: fc.nat({ max: 3650 }) }),
    fc.record({
      chave,
      dueDate: fc.constant(dueDate),
      amountCents: amountCents.map((cents) => Math.max(cents, 50_00)),
      debtor: fc.tuple(debtor, address).map(([who, where]) => ({ ...who, ...where })),
    }),
  ),
)

export const newRefund: fc.Arbitrary<NewRefund> = merged(
  fc.record({ amountCents }),
  optional({ nature: fc.constantFrom('original', 'withdrawal'), description: text(140) }),
)

/** Some of the parts of a whole, and at least one. */
export const someOf = <Whole extends object>(whole: fc.Arbitrary<Whole>): fc.Arbitrary<Partial<Whole>> =>
  whole.chain((all) =>
    fc
      .subarray(Object.keys(all) as (keyof Whole)[], { minLength: 1 })
      .map((names) => Object.fromEntries(names.map((name) => [name, all[name]])) as Partial<Whole>),
  )

const window = fc.constant({ from: '2026-01-01T00:00:00Z', to: '2026-01-31T23:59:59.999-03:00' })
const paging = optional({ page: fc.nat(), pageSize: fc.integer({ min: 1, max: 1000 }) })
const taxpayer = fc.oneof(fc.constant({}), fc.record({ cpf }), fc.record({ cnpj }))
const status = fc.constantFrom('active', 'concluded', 'removed-by-receiver', 'removed-by-psp')

export const cobQuery = merged(window, paging, taxpayer, optional({ hasLocation: fc.boolean(), status }))
export const cobvQuery = merged(cobQuery, optional({ batchId: fc.nat() }))
export const locQuery = merged(
  window,
  paging,
  optional({ hasTxid: fc.boolean(), kind: fc.constantFrom('cob', 'cobv') }),
)
export const pixQuery = merged(
  window,
  paging,
  taxpayer,
  optional({ txid, hasTxid: fc.boolean(), hasRefund: fc.boolean() }),
)
export const webhookQuery = fc.oneof(paging, merged(window, paging))
