import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { needPrivate } from './private-file.ts'

/** As long as the hash that it goes into is wide. */
const bytes = 32

/**
 * The pepper: a key beside the database and never in it. There are only a million PINs of six digits, so whoever has a copy of the ledger
 * alone could try them all; without this file no try can be checked. Made at the first start, for its owner's eyes alone.
 * Throws where the file is there and is not a pepper: with another one nobody's PIN would be right any more.
 */
export function readPepper(path: string): Buffer {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(path, `${randomBytes(bytes).toString('hex')}\n`, { mode: 0o400, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  needPrivate('PEPPER_FILE', path)
  const text = readFileSync(path, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new Error(
      `PEPPER_FILE must hold 64 hexadecimal digits, as the first start wrote them, not what is in ${path}`,
    )
  return Buffer.from(text, 'hex')
}
