import { defineConfig } from '@playwright/test'
import { browserPath } from './browser.ts'

const executablePath = browserPath()

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // One worker has one world (sandbox, BFF, ledger); three of them fill two cores, since each waits now and then.
  workers: 3,
  fullyParallel: true,
  forbidOnly: true,
  // A journey that passes at the second try is a journey that fails on a Saturday.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        // Chromium will not start as root with its sandbox, and CI is root in a container.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
