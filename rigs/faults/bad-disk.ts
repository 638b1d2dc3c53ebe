import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Program } from '../processes.ts'
import type { Shop } from '../shop.ts'

/** Starts the BFF of a shop on a disk that takes nothing more when it is spoilt, and everything again when it is mended. */
export type BadDisk = (shop: Shop) => Promise<{
  spoil: () => void
  mend: () => void
  /** A folder with what is on it now. */
  look: () => string
}>

/** Small enough to be filled at once, and large enough for a ledger of some sales. */
const diskBytes = 4 * 1024 * 1024
const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user']
/** A mount namespace of its own: nobody else sees what is mounted there, and it goes with the process. */
const [unshare, ...apart] = ['unshare', '--mount', ...asRoot, 'sh', '-c'] as const

/** Not every machine lets whoever asks mount something for themselves, and neither tool is there outside Linux. */
export const canMount = spawnSync(unshare, [...apart, 'mount -t tmpfs tmpfs /mnt']).status === 0
export const canLimit = spawnSync('prlimit', ['--version']).status === 0

/** Not a byte is left (ENOSPC): a file system in memory of its own, and a ballast that fills it. */
export const fullDisk: BadDisk = async (shop) => {
  const dataDir = join(shop.dataDir, 'small')
  mkdirSync(dataDir)
  const mount = `mount -t tmpfs -o size=${diskBytes} tmpfs "$DATA_DIR" && cp -r "$DATA_DIR.pki" "$DATA_DIR/pki" && exec "$@"`
  execFileSync('cp', ['-r', join(shop.dataDir, 'pki'), `${dataDir}.pki`])
  const bff = await shop.startBff({
    environment: { DATA_DIR: dataDir },
    under: [unshare, ...apart, mount, 'sh'],
  })
  // Where the process sees it, and nobody else.
  const ballast = `/proc/${bff.pid}/root${dataDir}/ballast`
  // The database would not find its way through another process' root: it reads a copy.
  const copy = join(shop.dataDir, 'copy')
  const look = () => {
    execFileSync('cp', ['-r', `/proc/${bff.pid}/root${dataDir}`, copy])
    return copy
  }
  return { spoil: () => fill(ballast), mend: () => rmSync(ballast), look }
}

/** Every write beyond a file's first byte fails (EFBIG, which SQLite tells as an I/O error). Reading goes on. */
export const failingDisk: BadDisk = async (shop) => {
  // A log in a file would fail with it; what is tried here is the ledger.
  const bff = await shop.startBff({ logFile: '/dev/null' })
  return {
    spoil: () => limitFiles(bff, '1'),
    mend: () => limitFiles(bff, 'unlimited'),
    look: () => shop.dataDir,
  }
}

/** Of the soft limit alone: the hard one stays, so that it can be lifted again. Node ignores SIGXFSZ. */
const limitFiles = ({ pid }: Program, bytes: string) =>
  void execFileSync('prlimit', ['--pid', `${pid}`, `--fsize=${bytes}:unlimited`])

/** Writes until there is no room for a byte more. */
function fill(path: string) {
  const file = openSync(path, 'w')
  try {
    for (let size = diskBytes; size >= 1; ) {
      const written = tryWrite(file, Buffer.alloc(size))
      if (written < size) size = Math.floor(size / 2)
    }
  } finally {
    closeSync(file)
  }
}

function tryWrite(file: number, bytes: Buffer): number {
  try {
    return writeSync(file, bytes)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return 0
    throw error
  }
}
