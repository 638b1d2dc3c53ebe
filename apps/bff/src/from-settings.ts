import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SettingsError } from './env.ts'

/** The sandbox makes its certificates at its first start, which may be this very moment. */
const pkiPatienceMs = 30_000

/** What cannot be used refuses the start, by the name of the setting or of the file. */
export function fromSettings<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new SettingsError(`The start is refused: ${why}.`, { cause })
  }
}

/** Waits for what the sandbox makes in this folder. */
export async function untilThere(pkiDir: string, account = 'sandbox'): Promise<void> {
  const giveUpAt = Date.now() + pkiPatienceMs
  // What it is paid with and what it pays from; the second is newer than some folders.
  const files = ['credentials.json', ...(account === 'sandbox' ? ['account.json'] : [])]
  while (!files.every((name) => existsSync(join(pkiDir, name)))) {
    if (Date.now() > giveUpAt)
      throw new SettingsError(
        `The start is refused: DATA_DIR has no certificates (${pkiDir}). Start the sandbox on the same DATA_DIR first: npm run sandbox.`,
      )
    await pause(20)
  }
}
