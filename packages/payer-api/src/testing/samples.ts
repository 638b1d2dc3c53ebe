import { readFileSync } from 'node:fs'
import type { PayerReply } from '../index.ts'

/** A message of the provider's own guide, byte for byte, its placeholders (`{{CNPJ}}`) included. */
export const sample = (name: string): string =>
  readFileSync(new URL(`../../fixtures/${name}.txt`, import.meta.url), 'utf8')

export const account = { accountId: '0197faf3-3378-7cde-d0a4-2c5f3cbc2be1' }
export const recId = 'RN3521041020250711seT7q6d0BDF'
export const requestRecId = 'SC2311444720250711DKrdMiWQwPY'
export const txid = '0123456789abcdef0123456789abcdef'

export const reply = (content: unknown, status = 200): PayerReply => ({
  status,
  headers: {},
  body: typeof content === 'string' ? content : JSON.stringify(content),
})

/** What the guide's approved recurrence is as an object, to be changed. */
export const approved = (): Record<string, unknown> => JSON.parse(sample('recurrence-approved'))
export const proposed = (): Record<string, unknown> => JSON.parse(sample('recurrence-request-received'))
