import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeLine } from './print.ts'
import { type Desk, openDesk } from './testing/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
}, 30_000)
afterAll(() => desk.close())

describe('the command', () => {
  async function run(change: Record<string, string>, ...args: string[]) {
    const { NODE_OPTIONS: _, VITEST: __, FORCE_COLOR: ___, ...env } = process.env
    desk.merchant.clock.at = Date.now()
    const script = join(import.meta.dirname, 'main.ts')
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
      env: { ...env, ...desk.settings, ...change },
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        text += chunk
      })
    const [code] = await once(child, 'close')
    desk.keepsItsSecrets(text)
    return { code, text }
  }

  test('ends with 0 and words where there is no terminal', async () => {
    const { code, text } = await run({})
    expect(text).toMatch(/^\[ok\] Configurações: bacen, produção, localhost:\d+$/m)
    expect(text).toMatch(/Tudo certo\.$/m)
    expect([code, text.includes('\u001b')]).toEqual([0, false])
  })

  test('ends with 1 where anything is wrong, without a stack', async () => {
    const { code, text } = await run({ PSP_CLIENT_SECRET: 'errado' })
    expect(text).toMatch(/^\[erro\] Token: /m)
    expect(text).toMatch(/^\[não verificado\] Escopos$/m)
    expect(code).toBe(1)
    expect(text).not.toMatch(/^\s+at /m)
  })

  test('says how it is used where it is asked for something else', async () => {
    const { code, text } = await run({}, '--pay')
    expect([code, text]).toEqual([1, expect.stringContaining('--register')])
  })
})

test('a terminal sees marks in colour', () => {
  const line = { title: 'Token', said: 'x' }
  expect(writeLine({ kind: 'good', ...line }, true)).toBe('\u001b[32m✓\u001b[39m Token: x')
  const trouble = { cause: 'Não.', cure: 'Faça.' }
  expect(writeLine({ kind: 'bad', title: 'Token', trouble }, true)).toBe(
    '\u001b[31m✗\u001b[39m Token: Não. Faça.',
  )
})
