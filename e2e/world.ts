import { rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test'
import { seededFolder } from '../apps/sandbox/src/seeded-folder.ts'
import { type Program, startProgram, withKey } from '../rigs/processes.ts'

export type Charge = {
  txid: string
  status: string
  version: number
  amountCents: number
  receivedCents: number
  pixCopiaECola: string | null
  expiresAt: string | null
  flags: string[]
  payments: { endToEndId: string; amountCents: number; paidAt: string }[]
}

/** A PSP, a BFF and a ledger of their own, on free ports, in a folder that goes when they go. */
export class World {
  readonly #dir = seededFolder()
  readonly #settings: Record<string, string>
  #sandbox: Program | undefined
  #bff: Program | undefined
  url = ''
  phoneUrl = ''
  /** Where the sandbox's certificates and credentials are, for clients of its own wires. */
  get pkiDir() {
    return join(this.#dir, 'pki')
  }
  get pspUrl() {
    return `https://localhost:${this.#sandbox?.port}`
  }

  constructor(settings: Record<string, string> = {}) {
    this.#settings = { DATA_DIR: this.#dir, LOG_LEVEL: 'warn', ...settings }
  }

  async start() {
    this.#sandbox = await startProgram('apps/sandbox/src/main.ts', {
      environment: { ...this.#settings, SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0' },
    })
    this.phoneUrl = `http://localhost:${this.#sandbox.controlPort}`
    await this.startBff()
    this.url = `http://localhost:${this.#bff?.port}`
    // Whoever pays sooner is found within a minute, as on a shop's very first day: no journey is about that.
    await expect
      .poll(async () => (await this.api('GET', '/api/health')).json)
      .toMatchObject({ webhook: { status: 'ok' } })
  }

  async stop() {
    await this.#bff?.end()
    await this.#sandbox?.end()
    rmSync(this.#dir, { recursive: true, force: true })
  }

  killBff = () => this.#bff?.end('SIGKILL')
  async startBff() {
    this.#bff = await startProgram('apps/bff/src/main.ts', {
      environment: {
        ...this.#settings,
        SANDBOX_PORT: `${this.#sandbox?.port}`,
        // A second start takes the same doors, as a real one would: the screens know no other.
        PORT: `${this.#bff?.port ?? 0}`,
        WEBHOOK_PORT: `${this.#bff?.webhookPort ?? 0}`,
      },
    })
  }

  /** What a customer's bank does: pays what the code says, or another amount. */
  async pay(pixCopiaECola: string, amountCents?: number): Promise<string> {
    const paid = await this.control('POST', '/control/pay', {
      pixCopiaECola,
      ...(amountCents && { amountCents }),
    })
    return String((paid as { endToEndId: string }).endToEndId)
  }

  faults = (script: object) => this.control('PUT', '/control/faults', script)
  noFaults = () => this.control('DELETE', '/control/faults')
  state = () => this.control('GET', '/control/state') as Promise<Record<string, unknown>>

  async control(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.phoneUrl + path, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }

  async api(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...withKey, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, json: response.status === 204 ? undefined : await response.json() }
  }

  async charges(terminalId: string): Promise<Charge[]> {
    const { json } = await this.api('GET', `/api/charges?terminalId=${terminalId}`)
    return (json as { charges: Charge[] }).charges
  }

  /** The charge that stands at a terminal, once the PSP has given its code: never the one before it, which is paid. */
  async openCharge(terminalId: string): Promise<Charge & { pixCopiaECola: string }> {
    let found: Charge | undefined
    await expect
      .poll(async () => {
        found = (await this.charges(terminalId)).find(({ status }) => status === 'awaiting')
        return found?.pixCopiaECola
      })
      .toBeTruthy()
    return found as Charge & { pixCopiaECola: string }
  }
}

/** What the browsers said. A journey that breaks the network on purpose says so, since a browser writes failed requests down. */
export class Console {
  readonly errors: string[] = []
  isNetworkBroken = false

  follow(page: Page, path: string) {
    page.on('pageerror', (error) => this.errors.push(`${path}: ${error.message}`))
    page.on('console', (message) => {
      const isBad = message.type() === 'error' || message.type() === 'warning'
      const isExpected = this.isNetworkBroken && /Failed to load resource|net::ERR/.test(message.text())
      if (isBad && !isExpected) this.errors.push(`${path}: ${message.text()}`)
    })
  }
}

type Screens = {
  /** A terminal that no other test has. */
  terminalId: string
  console: Console
  /** Opens a screen, by its path or its whole address, in a context of its own, as another device would. A console error of any of them fails the test. */
  open: (path: string, options?: BrowserContextOptions) => Promise<Page>
  cashier: (options?: BrowserContextOptions) => Promise<Page>
  display: (options?: BrowserContextOptions) => Promise<Page>
}

let terminals = 0

type Device = {
  /** Whether screens come with the key of the shop's software; without it somebody has to sign in, as in a shop. */
  hasKey: boolean
  /**
   * Whether the service worker is let in. It brings the whole shell into each new context, which takes as long as to open the page; journeys
   * that are not about what it does go without, as on a browser that has none. The day of a store and `shell.spec.ts` go with it.
   */
  hasWorker: boolean
}

export const test = base.extend<Screens & Device, { world: World; settings: Record<string, string> }>({
  settings: [{}, { option: true, scope: 'worker' }],
  hasKey: [true, { option: true }],
  hasWorker: [false, { option: true }],
  world: [
    async ({ settings }, use) => {
      const world = new World(settings)
      await world.start()
      await use(world)
      await world.stop()
    },
    { scope: 'worker' },
  ],
  terminalId: async ({ world }, use, info) => {
    terminals += 1
    await use(`caixa-${info.workerIndex}-${terminals}`)
    await world.noFaults()
  },
  console: async ({ world: _ }, use) => {
    const console = new Console()
    await use(console)
    expect(console.errors, 'errors and warnings in the browsers').toEqual([])
  },
  open: async ({ browser, world, console, hasKey, hasWorker }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (path, options) => {
      const context = await browser.newContext({ ...(hasKey && { extraHTTPHeaders: withKey }), ...options })
      contexts.push(context)
      if (!hasWorker)
        await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
      const page = await context.newPage()
      console.follow(page, path)
      await page.goto(new URL(path, world.url).href)
      return page
    })
    for (const context of contexts) await context.close()
  },
  cashier: async ({ open, terminalId }, use) => {
    await use((options) => open(`/caixa/?terminal=${terminalId}`, options))
  },
  display: async ({ open, terminalId }, use) => {
    await use((options) => open(`/visor/?terminal=${terminalId}`, options))
  },
})

/** Types an amount and presses Cobrar, as a cashier does. */
export async function charge(till: Page, amount = '23,50') {
  await till.getByRole('textbox', { name: 'Valor' }).fill(amount)
  await till.getByRole('button', { name: 'Cobrar' }).click()
}

/** A screen's status says these words. */
export const says = (page: Page, words: string) =>
  expect(page.getByRole('status').filter({ hasText: words }).first()).toBeAttached()

/** The code on a screen. */
export const codeOn = (page: Page) => page.getByRole('img', { name: 'QR Code Pix' })

export { expect }
