import { describe, expect, it } from 'vitest'
import { amountDue, type DueCharge, isBusinessDay, lastPaymentDate, nextBusinessDay } from '../index.ts'

/** R$ 1.000,00, due on Friday 2021-08-27. */
const charge: DueCharge = { amountCents: 1_000_00, dueDate: '2021-08-27' }

describe('a business day', () => {
  it.each([
    ['2024-01-01', false, 'Confraternização Universal'],
    ['2024-02-12', false, 'Carnival, Monday'],
    ['2024-02-13', false, 'Carnival, Tuesday'],
    ['2024-02-14', true, 'Ash Wednesday'],
    ['2024-03-29', false, 'Good Friday'],
    ['2024-04-21', false, 'Tiradentes'],
    ['2024-05-01', false, 'Labour Day'],
    ['2024-05-30', false, 'Corpus Christi'],
    ['2024-09-07', false, 'Independence'],
    ['2024-10-12', false, 'Nossa Senhora Aparecida'],
    ['2024-11-15', false, 'Republic'],
    ['2023-11-20', true, '20 November before its law'],
    ['2024-11-20', false, '20 November since its law'],
    ['2026-11-02', false, 'Finados'],
    ['2020-12-25', false, 'Christmas'],
    ['2020-12-31', true, 'the last day of the year'],
    ['2025-03-03', false, 'Carnival 2025, Monday'],
    ['2025-03-04', false, 'Carnival 2025, Tuesday'],
    ['2026-04-03', false, 'Good Friday 2026'],
    ['2038-06-24', false, 'Corpus Christi of the latest Easter, 25 April'],
    ['2049-04-16', false, 'Good Friday 2049, whose full moon is moved a day'],
    ['2049-04-23', true, 'the Friday after it'],
    ['2076-04-17', false, 'Good Friday 2076, likewise'],
    ['2026-03-07', false, 'a Saturday'],
    ['2026-03-08', false, 'a Sunday'],
    ['2026-03-09', true, 'a Monday'],
  ])('%s: %s, %s', (date, isOpen) => {
    expect(isBusinessDay(date)).toBe(isOpen)
  })

  it('may be a holiday where the payer lives', () => {
    expect(isBusinessDay('2024-01-25', ['2024-01-25'])).toBe(false)
    expect(nextBusinessDay('2024-01-25', ['2024-01-25', '2024-01-26'])).toBe('2024-01-29')
  })
})

describe('the last day to pay', () => {
  it.each([
    ['A', '2020-10-20', 4, '2020-10-26'],
    ['B', '2020-12-25', 0, '2020-12-28'],
    ['C', '2020-12-25', 1, '2020-12-29'],
    ['D', '2020-12-25', 3, '2020-12-31'],
    ['E', '2020-12-25', 4, '2021-01-04'],
    ['F', '2021-08-27', 5, '2021-09-01'],
    ['G', '2021-08-28', 5, '2021-09-06'],
  ])('is that of the standard’s example %s', (_example, dueDate, validDaysAfterDue, last) => {
    expect(lastPaymentDate({ dueDate, validDaysAfterDue })).toBe(last)
  })

  it('is 30 days after the due date where nothing else is said', () => {
    expect(lastPaymentDate({ dueDate: '2026-03-02' })).toBe('2026-04-01')
  })
})

describe('the amount due', () => {
  it.each<[string, Partial<DueCharge>, string, number]>([
    ['before, on and after the due date without terms', {}, '2021-09-10', 1_000_00],
    // Fine
    [
      'on the due date without a fine',
      { fine: { mode: 'amount', hundredths: 15_00 } },
      '2021-08-27',
      1_000_00,
    ],
    ['late with a fine', { fine: { mode: 'amount', hundredths: 15_00 } }, '2021-08-30', 1_015_00],
    ['late with a fine of 2 %', { fine: { mode: 'percent', hundredths: 200 } }, '2021-12-30', 1_020_00],
    // Interest, ten calendar days and six business days late: 7 September is a holiday.
    [
      'late by days at R$ 1 each',
      { interest: { mode: 'amount-per-calendar-day', hundredths: 1_00 } },
      '2021-09-06',
      1_010_00,
    ],
    [
      'late by days at 0.10 % each',
      { interest: { mode: 'percent-per-calendar-day', hundredths: 10 } },
      '2021-09-06',
      1_010_00,
    ],
    [
      'late by days at 1 % a month of 30',
      { interest: { mode: 'percent-per-month-by-calendar-days', hundredths: 100 } },
      '2021-09-06',
      1_003_33,
    ],
    [
      'late by days at 12 % a year of 365',
      { interest: { mode: 'percent-per-year-by-calendar-days', hundredths: 12_00 } },
      '2021-09-06',
      1_003_29,
    ],
    [
      'late by business days at R$ 1 each',
      { interest: { mode: 'amount-per-business-day', hundredths: 1_00 } },
      '2021-09-08',
      1_007_00,
    ],
    [
      'late by business days at 0.10 % each',
      { interest: { mode: 'percent-per-business-day', hundredths: 10 } },
      '2021-09-08',
      1_007_00,
    ],
    [
      'late by business days at 1 % a month of 21',
      { interest: { mode: 'percent-per-month-by-business-days', hundredths: 100 } },
      '2021-09-08',
      1_003_33,
    ],
    [
      'late by business days at 12 % a year of 252',
      { interest: { mode: 'percent-per-year-by-business-days', hundredths: 12_00 } },
      '2021-09-08',
      1_003_33,
    ],
    [
      'on the Saturday after, no business day',
      { interest: { mode: 'amount-per-business-day', hundredths: 1_00 } },
      '2021-08-28',
      1_000_00,
    ],
    [
      'on the Saturday after, not late yet',
      {
        interest: { mode: 'amount-per-calendar-day', hundredths: 1_00 },
        fine: { mode: 'amount', hundredths: 15_00 },
      },
      '2021-08-28',
      1_000_00,
    ],
    [
      'on the Monday after, three calendar days late',
      {
        interest: { mode: 'amount-per-calendar-day', hundredths: 1_00 },
        fine: { mode: 'amount', hundredths: 15_00 },
      },
      '2021-08-30',
      1_018_00,
    ],
    // Rebate
    ['less a rebate', { rebate: { mode: 'amount', hundredths: 100_00 } }, '2021-08-01', 900_00],
    ['less a rebate of 10 %', { rebate: { mode: 'percent', hundredths: 10_00 } }, '2021-09-30', 900_00],
    [
      'less a rebate, of whose rest fine and interest are',
      {
        rebate: { mode: 'amount', hundredths: 100_00 },
        fine: { mode: 'percent', hundredths: 200 },
        interest: { mode: 'percent-per-calendar-day', hundredths: 10 },
      },
      '2021-09-06',
      900_00 + 18_00 + 9_00,
    ],
    // Discount
    ...(
      [
        ['2021-08-10', 950_00],
        ['2021-08-11', 980_00],
        ['2021-08-20', 980_00],
        ['2021-08-21', 1_000_00],
      ] as const
    ).map(([paidOn, cents]): [string, Partial<DueCharge>, string, number] => [
      `early, by the step that is open on ${paidOn}`,
      {
        discount: {
          mode: 'amount-until-date',
          steps: [
            { until: '2021-08-20', hundredths: 20_00 },
            { until: '2021-08-10', hundredths: 50_00 },
          ],
        },
      },
      paidOn,
      cents,
    ]),
    [
      'early, by the step of Saturday that holds until Monday',
      {
        discount: {
          mode: 'amount-until-date',
          steps: [
            { until: '2021-08-23', hundredths: 20_00 },
            { until: '2021-08-21', hundredths: 50_00 },
          ],
        },
      },
      '2021-08-23',
      950_00,
    ],
    [
      'early, less 5 %',
      { discount: { mode: 'percent-until-date', steps: [{ until: '2021-08-27', hundredths: 5_00 }] } },
      '2021-08-27',
      950_00,
    ],
    [
      'early, less R$ 1 a day',
      { discount: { mode: 'amount-per-calendar-day-early', hundredths: 1_00 } },
      '2021-08-20',
      993_00,
    ],
    [
      'early, less R$ 1 a business day',
      { discount: { mode: 'amount-per-business-day-early', hundredths: 1_00 } },
      '2021-08-20',
      995_00,
    ],
    [
      'early, less 0.10 % a day',
      { discount: { mode: 'percent-per-calendar-day-early', hundredths: 10 } },
      '2021-08-20',
      993_00,
    ],
    [
      'early, less 0.10 % a business day',
      { discount: { mode: 'percent-per-business-day-early', hundredths: 10 } },
      '2021-08-20',
      995_00,
    ],
    [
      'late, without the discount of those who were early',
      { discount: { mode: 'amount-per-calendar-day-early', hundredths: 1_00 } },
      '2021-09-20',
      1_000_00,
    ],
    [
      'so early that the discount eats it, zero',
      { discount: { mode: 'percent-per-calendar-day-early', hundredths: 10_00 } },
      '2021-01-01',
      0,
    ],
  ])('is, %s', (_what, terms, paidOn, totalCents) => {
    expect(amountDue({ ...charge, ...terms }, paidOn).totalCents).toBe(totalCents)
  })

  describe('of a charge that is due on Saturday 2021-08-28', () => {
    const saturday: DueCharge = {
      amountCents: 10_00,
      dueDate: '2021-08-28',
      fine: { mode: 'amount', hundredths: 1_00 },
      interest: { mode: 'amount-per-calendar-day', hundredths: 10 },
      discount: { mode: 'amount-until-date', steps: [{ until: '2021-08-28', hundredths: 50 }] },
    }
    it.each([
      ['2021-08-28', 9_50],
      ['2021-08-30', 9_50],
      ['2021-08-31', 11_10],
      ['2021-09-01', 11_20],
    ])('counts from Monday: %s', (paidOn, totalCents) => {
      expect(amountDue(saturday, paidOn).totalCents).toBe(totalCents)
    })

    it('counts from Tuesday where Monday is a holiday of the payer', () => {
      expect(amountDue(saturday, '2021-08-31', ['2021-08-30']).totalCents).toBe(9_50)
    })
  })

  it('says what it is made of', () => {
    const terms: Partial<DueCharge> = {
      rebate: { mode: 'percent', hundredths: 10_00 },
      fine: { mode: 'percent', hundredths: 200 },
      interest: { mode: 'percent-per-month-by-calendar-days', hundredths: 100 },
      discount: { mode: 'amount-per-calendar-day-early', hundredths: 1_00 },
    }
    expect(amountDue({ ...charge, ...terms }, '2021-08-30')).toEqual({
      originalCents: 1_000_00,
      rebateCents: 100_00,
      discountCents: 0,
      interestCents: 90,
      fineCents: 18_00,
      totalCents: 918_90,
    })
  })

  it.each([
    [10_00, 5, 1],
    [10_00, 4, 0],
    [30_00, 5, 2],
    [999_999_999_999, 99_99, 999_899_999_999],
  ])(
    'rounds %i cents at %i hundredths of a percent to %i, half a cent up',
    (amountCents, hundredths, rebateCents) => {
      const due = amountDue(
        { amountCents, dueDate: '2021-08-27', rebate: { mode: 'percent', hundredths } },
        '2021-08-27',
      )
      expect(due.rebateCents).toBe(rebateCents)
    },
  )

  it('is reckoned with every digit of the factor (pix-api issue 607)', () => {
    const late: DueCharge = {
      amountCents: 30_000_00,
      dueDate: '2024-09-04',
      interest: { mode: 'percent-per-month-by-calendar-days', hundredths: 100 },
    }
    expect(amountDue(late, '2024-09-05').interestCents).toBe(10_00)
  })

  it.each([
    ['paidOn', charge, '2021-02-29'],
    ['paidOn', charge, '2021-08-27T00:00:00Z'],
    ['dueDate', { ...charge, dueDate: 'amanhã' }, '2021-08-27'],
  ])('is refused without a real date in %s', (field, due, paidOn) => {
    expect(() => amountDue(due, paidOn)).toThrow(expect.objectContaining({ code: 'invalid-request', field }))
  })
})
