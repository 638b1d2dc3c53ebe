import type { APIRequestContext, Page } from '@playwright/test'
import { test as base, expect, World } from './world.ts'

export const pins: Record<string, string> = { Gerente: '246810', Ana: '135791', Beto: '975310' }

/** Another shop than that of the other journeys, which come with a key: here people sign in. */
export const lockedShop = { SHOP_NAME: 'Mercearia da Praça' }

type Fixtures = {
  /** A shop that nobody has set up yet. */
  fresh: World
  /** A paired till of a terminal that no other test has, at the names of who works there. */
  till: Page
}
export const test = base.extend<Fixtures, { boss: APIRequestContext }>({
  hasKey: false,
  /** The demo shop's manager, at a desk of their own. */
  boss: [
    async ({ world, playwright }, use) => {
      const boss = await playwright.request.newContext({ baseURL: world.url })
      expect((await boss.post('/api/set-up/demo')).status()).toBe(200)
      await use(boss)
      await boss.dispose()
    },
    { scope: 'worker' },
  ],
  fresh: async ({ world: _ }, use) => {
    const world = new World()
    await world.start()
    await use(world)
    await world.stop()
  },
  // A browser writes down whatever is refused, and here the doors refuse on purpose.
  console: async ({ console }, use) => {
    console.isNetworkBroken = true
    await use(console)
  },
  till: async ({ open, boss, world, terminalId }, use) => {
    const till = await open('/entrar/')
    const send = async (from: APIRequestContext, path: string, data: object) =>
      (await from.post(world.url + path, { data })).json()
    const { pairingId, code, secret } = await send(till.request, '/api/pairings', { kind: 'till' })
    await send(boss, '/api/pairings/claim', { code, name: terminalId, terminalId })
    await send(boss, `/api/pairings/${pairingId}/confirm`, {})
    await send(till.request, `/api/pairings/${pairingId}/state`, { secret })
    await till.goto(`${world.url}/entrar/`)
    await expect(till.getByRole('heading', { name: 'Quem está no caixa?' })).toBeVisible()
    await use(till)
  },
})

export const names = (till: Page) => till.getByRole('heading', { name: 'Quem está no caixa?' })
export const switchOperator = (till: Page) => till.getByRole('button', { name: /Trocar de operador/ })

/** At the names of a till. */
export async function signIn(till: Page, name: string) {
  await till.getByRole('button', { name }).click()
  await till.getByLabel('PIN').fill(pins[name] ?? '')
  await till.getByRole('button', { name: 'Entrar' }).click()
  await expect(till.getByRole('button', { name: new RegExp(`^${name}`) })).toBeVisible()
}

/** On a browser that is none of the shop's. */
export async function signInByName(page: Page, name: string) {
  await page.getByLabel('Nome', { exact: true }).fill(name)
  await page.getByLabel('PIN').fill(pins[name] ?? '')
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
}

/** The code in its two groups, as it stands on a screen that wants to be paired. */
export async function codeShown(device: Page): Promise<string> {
  const code = device.getByText(/^[0-9A-Z]{4} [0-9A-Z]{4}$/)
  await expect(code).toBeVisible()
  return code.innerText()
}

export async function confirm(manager: Page, name: string, terminalId: string) {
  await manager.getByRole('button', { name: 'Os números conferem' }).click()
  await expect(manager.getByText(`${name} foi pareado com ${terminalId}.`)).toBeVisible()
}
