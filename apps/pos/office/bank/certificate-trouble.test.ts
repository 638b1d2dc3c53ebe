import { expect, test } from 'vitest'
import { certificateTrouble } from './certificate-trouble.ts'

const endsAt = Date.parse('2027-01-31T12:00:00Z')

test.each([
  ['61 days before the end', '2026-12-01T12:00:00Z', undefined],
  [
    '60 days before',
    '2026-12-02T12:00:00Z',
    { tone: 'attention', title: 'O certificado da loja termina em 60 dias.' },
  ],
  [
    '8 days before',
    '2027-01-23T12:00:00Z',
    { tone: 'attention', title: 'O certificado da loja termina em 8 dias.' },
  ],
  [
    'a second later',
    '2027-01-23T12:00:01Z',
    { tone: 'danger', title: 'O certificado da loja termina em 7 dias.' },
  ],
  [
    'a day before',
    '2027-01-30T12:00:00Z',
    { tone: 'danger', title: 'O certificado da loja termina em 1 dia.' },
  ],
  [
    'on the last day',
    '2027-01-31T11:59:59Z',
    { tone: 'danger', title: 'O certificado da loja termina hoje.' },
  ],
  ['at the end', '2027-01-31T12:00:00Z', { tone: 'danger', title: 'O certificado da loja terminou.' }],
])('%s a shop is told how long its certificate lasts, or nothing', (_, now, trouble) => {
  expect(certificateTrouble(endsAt, Date.parse(now))).toEqual(trouble)
})
