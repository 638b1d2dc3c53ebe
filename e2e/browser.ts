import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/**
 * The browser of the tests, or undefined where there is none. Debian's headless shell comes first: it draws no window that nobody sees, and
 * the journeys take half the time of those in a whole Chromium.
 */
export const browserPath = (): string | undefined =>
  ['/usr/bin/chromium-headless-shell', chromium.executablePath(), '/usr/bin/chromium'].find((path) =>
    existsSync(path),
  )

/** `node e2e/browser.ts`: brings a browser to a machine that has none, or says what to run. */
if (import.meta.main && browserPath() === undefined) {
  const run = (command: string, args: string[]) =>
    spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 300_000 }).status === 0
  const asRoot = process.getuid?.() === 0
  const isInstalled =
    (asRoot &&
      run('apt-get', ['update', '-qq']) &&
      run('apt-get', ['install', '-y', '-qq', 'chromium-headless-shell'])) ||
    run('npx', ['playwright', 'install', 'chromium'])
  if (!isInstalled || browserPath() === undefined) {
    console.error(
      'The browser tests need Chromium. Run: npx playwright install chromium (or, on Debian as root: apt-get install chromium-headless-shell).',
    )
    process.exit(1)
  }
}
