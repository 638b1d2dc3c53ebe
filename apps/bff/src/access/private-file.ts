import { statSync } from 'node:fs'

/** Nobody but its owner changes it, and nobody but its owner's group reads it: systemd hands credentials out as 0440. */
const forbiddenBits = 0o037

/**
 * Throws where others on this machine can read a file that holds a secret, or where it belongs to somebody else, who could change it.
 * A file that is not there is for its reader to tell of. Windows keeps its rights elsewhere.
 */
export function needPrivate(setting: string, path: string): void {
  if (process.platform === 'win32' || process.getuid === undefined) return
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return
  const mode = (stat.mode & 0o777).toString(8).padStart(3, '0')
  if ((stat.mode & forbiddenBits) !== 0)
    throw new Error(`${setting}: others can read or change ${path} (mode ${mode}): chmod 600 ${path}`)
  const us = process.getuid()
  if (stat.uid !== us && stat.uid !== 0)
    throw new Error(`${setting}: ${path} belongs to another user (uid ${stat.uid}): chown it to uid ${us}`)
}
