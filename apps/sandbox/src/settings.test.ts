import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

test('has a default for everything', () => {
  expect(readSettings({})).toEqual({ dataDir: './data', port: 4443, controlPort: 4000, manners: 'sandbox' })
})

test('reads what is said and leaves the rest of the environment alone', () => {
  const env = {
    DATA_DIR: '/x',
    SANDBOX_PORT: '0',
    SANDBOX_CONTROL_PORT: '0',
    SANDBOX_MANNERS: 'efi',
    WEBHOOK_PORT: 'ignored',
  }
  expect(readSettings(env)).toEqual({ dataDir: '/x', port: 0, controlPort: 0, manners: 'efi' })
})

test.each([
  ['SANDBOX_PORT', ''],
  ['SANDBOX_PORT', '65536'],
  ['SANDBOX_PORT', '-1'],
  ['SANDBOX_PORT', '44 43'],
  ['SANDBOX_CONTROL_PORT', '4e3'],
  ['SANDBOX_CONTROL_PORT', '4443'],
  ['DATA_DIR', ''],
  ['SANDBOX_MANNERS', 'nubank'],
  ['SANDBOX_MANNERS', 'toString'],
])('refuses %s=%j by name', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(name)
})
