import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const debian = '/usr/bin/chromium'

/** The browser of the tests: Playwright's own where it is, else Debian's, else undefined. */
export const browserPath = (): string | undefined =>
  [chromium.executablePath(), debian].find((path) => existsSync(path))

/** `node e2e/browser.ts`: brings a browser to a machine that has none, or says what to run. */
if (import.meta.main && browserPath() === undefined) {
  const run = (command: string, args: string[]) =>
    spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 300_000 }).status === 0
  const asRoot = process.getuid?.() === 0
  const isInstalled =
    (asRoot && run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'chromium'])) ||
    run('npx', ['playwright', 'install', 'chromium'])
  if (!isInstalled || browserPath() === undefined) {
    console.error(
      'The browser tests need Chromium. Run: npx playwright install chromium (or, on Debian as root: apt-get install chromium).',
    )
    process.exit(1)
  }
}
