import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPepper } from './pepper.ts'
import { createPins } from './pins.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'balcao-pepper-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

describe('a PIN', () => {
  const pins = createPins(randomBytes(32))
  test('is right with its own hash and with no other', async () => {
    const hash = await pins.hash('480213')
    expect(await pins.isRight('480213', hash)).toBe(true)
    expect(await pins.isRight('480214', hash)).toBe(false)
    expect(await pins.isRight('480213', await pins.hash('480214'))).toBe(false)
  })
  test('of nobody is never right', async () => {
    expect(await pins.isRight('480213', undefined)).toBe(false)
  })
  test('is kept with another salt each time', async () => {
    expect(await pins.hash('480213')).not.toBe(await pins.hash('480213'))
  })
  test('cannot be checked without the pepper, by whoever has the database', async () => {
    const hash = await pins.hash('480213')
    expect(await createPins(randomBytes(32)).isRight('480213', hash)).toBe(false)
  })
})

describe('the pepper', () => {
  test('is made once, for its owner alone, and is the same at every start', () => {
    const path = join(dir, 'secrets', 'pin.pepper')
    const first = readPepper(path)
    expect(first).toHaveLength(32)
    expect(readPepper(path)).toEqual(first)
    expect(statSync(path).mode & 0o777).toBe(0o400)
    expect(readFileSync(path, 'utf8').trim()).toBe(first.toString('hex'))
  })
  test.each([0o644, 0o604, 0o660])(
    'of mode %o, which others can read or change, refuses the start',
    (mode) => {
      const path = join(dir, `open-${mode}.pepper`)
      readPepper(path)
      chmodSync(path, mode)
      expect(() => readPepper(path)).toThrow(/PEPPER_FILE: others can read or change .*: chmod 600 /)
    },
  )
  test('that somebody has written over refuses the start, by the name of its setting', () => {
    const path = join(dir, 'broken.pepper')
    writeFileSync(path, 'not a pepper')
    chmodSync(path, 0o400)
    expect(() => readPepper(path)).toThrow(/PEPPER_FILE must hold 64 hexadecimal digits/)
  })
})
