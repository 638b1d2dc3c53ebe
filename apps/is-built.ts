import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const folders = ['apps/pos', 'apps/payer', 'packages', 'public']
const files = ['vite.config.ts', 'package-lock.json']

/** Whether dist/ is younger than everything that the screens are made of. */
export function isBuilt(root: string): boolean {
  const marker = join(root, 'dist/build.json')
  if (!existsSync(marker)) return false
  const builtAtMs = statSync(marker).mtimeMs
  const sources = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  return [...sources, ...files.map((file) => join(root, file))].every(
    (file) => statSync(file).mtimeMs <= builtAtMs,
  )
}
