import { defineConfig } from '@playwright/test'
import { browserPath } from './browser.ts'

const executablePath = browserPath()

/** Journeys in a shop of their own. To start one takes longer than most of its journeys, so each file goes through them in one. */
const inOwnShop =
  /\/(day|entrance|entrance-locks|expiry|office-people|office-shops|pairing|payer|payer-access|receipts|reconciliation|shifts)\.spec\.ts$/

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // One worker has one world (sandbox, BFF, ledger); four of them fill two cores, since each waits now and then.
  workers: 4,
  // The long ones first; what is left is short, and fills the end evenly.
  projects: [
    { name: 'own shop', testMatch: inOwnShop },
    { name: 'one shop', testIgnore: inOwnShop, fullyParallel: true },
  ],
  forbidOnly: true,
  // A journey that passes at the second try is a journey that fails on a Saturday.
  retries: 0,
  // What can be late on a busy machine will be late: the product itself asks again after seconds, and waits cost a green journey nothing.
  timeout: 120_000,
  expect: { timeout: 30_000 },
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
        // Without a graphics card a process of its own for drawing gains nothing, and takes a quarter of what opening a page does.
        '--in-process-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
