import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { needPrivate } from '../access/private-file.ts'
import { makeAuthority, type Pair } from './certificates.ts'

/**
 * The authority that the shop's tablets trust, in DATA_DIR/https, made at the first start. Whoever has its key can pass for any site
 * before these tablets, so it is for its owner's eyes alone. Throws where it cannot be read, or others can read it.
 */
export function openAuthority(dataDir: string, nowMs: number): Pair {
  const dir = join(dataDir, 'https')
  if (!existsSync(dir)) make(dataDir, dir, nowMs)
  const keyFile = join(dir, 'ca.key')
  needPrivate('HTTPS=local', keyFile)
  return { cert: read(join(dir, 'ca.pem')), key: read(keyFile) }
}

/** Made aside and renamed in one go: a start that is killed leaves no folder, or a whole one. */
function make(dataDir: string, dir: string, nowMs: number): void {
  mkdirSync(dataDir, { recursive: true })
  const aside = mkdtempSync(join(dataDir, 'https-'))
  const { cert, key } = makeAuthority(`Balcao ${hostname()}`, nowMs)
  writeFileSync(join(aside, 'ca.key'), key, { mode: 0o400 })
  writeFileSync(join(aside, 'ca.pem'), cert, { mode: 0o600 })
  try {
    renameSync(aside, dir)
  } catch (error) {
    // Another start on the same folder was first.
    if (!existsSync(dir)) throw error
    rmSync(aside, { recursive: true })
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Error(
      `HTTPS=local cannot read ${path}: bring its folder back from a copy, or delete the folder to have it made again, and then every tablet has to trust the new one`,
      { cause },
    )
  }
}
