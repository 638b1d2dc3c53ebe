import { expect, test } from 'vitest'
import { createSecretCheck } from './secret.ts'

const secret = 'a-key-of-the-shop-that-nobody-guesses'

test.each([
  ['the secret', secret, true],
  ['nothing', '', false],
  ['its beginning', secret.slice(0, -1), false],
  ['it with a letter more', `${secret}s`, false],
  ['it with a letter of four bytes more', `${secret}😀`, false],
  ['it with another last letter', `${secret.slice(0, -1)}z`, false],
  ['it in capitals', secret.toUpperCase(), false],
  ['something much longer', secret.repeat(100), false],
])('of %s a check says whether it is the secret', (_what, given, isSecret) => {
  const check = createSecretCheck(secret)
  // What was asked before leaves nothing behind.
  expect([check(given), check(secret), check(given)]).toEqual([isSecret, true, isSecret])
})
