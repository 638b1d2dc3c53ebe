import type { Page } from '@playwright/test'
import { expect, test } from './world.ts'

test.use({ hasWorker: true })

/** These two take no sale, and have a worker only where another page of the device has brought one. */
const bringsNoWorker = ['/gestao/', '/entrar/']
/** Whatever the page asks for from now on passes through the worker, which has the whole shell. */
const workerServes = (page: Page) =>
  page.waitForFunction(async () => {
    await navigator.serviceWorker.ready
    return navigator.serviceWorker.controller?.state === 'activated'
  })

for (const path of ['/', '/caixa/', '/visor/', '/totem/', '/gestao/', '/entrar/', '/pagador/'])
  test(`${path} asks nobody but this server for anything, and keeps to its policy`, async ({
    open,
    world,
    console,
  }) => {
    const page = await open(path)
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(world.url) && !request.url().startsWith('data:'))
        foreign.push(request.url())
    })
    if (!bringsNoWorker.includes(path)) await workerServes(page)
    const reply = await page.reload()
    const policy = reply?.headers()['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'")
    await expect(page.getByRole('main')).toBeVisible()
    const isInlineRun = await page.evaluate(() => {
      const script = document.createElement('script')
      try {
        script.text = 'window.isInlineRun = true'
        document.head.append(script)
      } catch {
        return false
      }
      return 'isInlineRun' in window
    })
    expect(isInlineRun, 'an injected script runs').toBe(false)
    expect(foreign).toEqual([])
    // The browser has written the refusal down, and nothing else.
    expect(console.errors.splice(0)).toEqual([expect.stringContaining('TrustedScript')])
  })

for (const [path, name] of [
  ['/caixa/', 'caixa'],
  ['/visor/', 'visor'],
  ['/totem/', 'totem'],
] as const)
  test(`${path} can be installed: it has a manifest of its own with icons that load`, async ({
    open,
    world,
  }) => {
    const page = await open(path)
    const href = await page.locator('link[rel=manifest]').getAttribute('href')
    expect(href).toContain(name)
    const manifest = await (await fetch(new URL(href ?? '', world.url))).json()
    expect(manifest).toMatchObject({ start_url: path, lang: 'pt-BR' })
    for (const { src } of manifest.icons) expect((await fetch(new URL(src, world.url))).ok, src).toBe(true)
  })

test('the shell opens without a server and says that it has none; the API is never kept', async ({
  open,
  world,
  console,
}) => {
  console.isNetworkBroken = true
  const till = await open('/caixa/?terminal=caixa-offline')
  await workerServes(till)
  await till.reload()
  await expect(till.getByRole('button', { name: 'Cobrar' })).toBeVisible()
  await world.killBff()
  await till.reload()
  await expect(till.getByRole('button', { name: 'Cobrar' })).toBeVisible()
  const kept = await till.evaluate(async () => {
    const caches = await window.caches.keys()
    const keys = await Promise.all(caches.map(async (name) => (await window.caches.open(name)).keys()))
    return keys.flat().map((request) => new URL(request.url).pathname)
  })
  expect(kept.length).toBeGreaterThan(3)
  expect(kept.filter((path) => path.startsWith('/api'))).toEqual([])
  await world.startBff()
})
