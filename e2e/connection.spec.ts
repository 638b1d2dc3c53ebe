import { layCable } from '../rigs/proxy/cable.ts'
import { type Console, charge, codeOn, expect, says, test, type World } from './world.ts'

test.use({ hasWorker: true })

/** How long the network is gone: long enough for every time-out of the screen to have passed. */
const cutMs = 60_000

/** A line to the BFF that can be cut: the browser will say so, and is not to be blamed for it. */
async function layLine(world: World, console: Console) {
  console.isNetworkBroken = true
  const cable = await layCable(Number(new URL(world.url).port))
  return { ...cable, url: `http://localhost:${cable.port}` }
}

test('a display without a network for a minute says so and hides the code; paid meanwhile, it says Pago when it is back', async ({
  cashier,
  open,
  world,
  terminalId,
  console,
}) => {
  test.setTimeout(cutMs + 120_000)
  const cable = await layLine(world, console)
  const screen = await open(`${cable.url}/visor/?terminal=${terminalId}`)
  const till = await cashier()
  await charge(till)
  const code = codeOn(screen)
  await expect(code).toBeVisible()

  cable.trouble({ isSilent: true })
  const cutAtMs = performance.now()
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola)
  await says(till, 'Pago')
  // 25 seconds without a byte, three of them missed heartbeats.
  await expect(screen.getByText('Sem conexão. Confirme no caixa.').first()).toBeVisible({ timeout: cutMs })
  await expect(code).toHaveCount(0)
  await expect.poll(() => performance.now() - cutAtMs, { timeout: 2 * cutMs }).toBeGreaterThan(cutMs)
  await expect(code).toHaveCount(0)

  cable.mend()
  await expect(screen.getByRole('status').filter({ hasText: 'Pago' }).first()).toBeAttached()
  await expect(screen.getByText('Sem conexão. Confirme no caixa.')).toHaveCount(0)
  await cable.remove()
})

test('a till that loses its connection says no more that the bank is down: it does not know', async ({
  open,
  world,
  terminalId,
  console,
}) => {
  const cable = await layLine(world, console)
  const till = await open(`${cable.url}/caixa/?terminal=${terminalId}`)
  await world.faults({ rules: [{ match: { operation: '*' }, status: 503 }] })
  await charge(till)
  const bankIsDown = till.getByText(/^O banco não está respondendo/)
  await expect(bankIsDown).toBeVisible()

  cable.refuse()
  cable.reset()
  await expect(till.getByText('Conexão: reconectando')).toBeVisible()
  // Of the same picture: a moment later the till would be silent of the bank anyway.
  expect(await bankIsDown.count()).toBe(0)
  cable.mend()
  await expect(bankIsDown).toBeVisible()
  await cable.remove()
})

test('a stream that ends while the next one opens at once is nothing that a cashier is told of', async ({
  open,
  world,
  terminalId,
  console,
}) => {
  const cable = await layLine(world, console)
  const till = await open(`${cable.url}/caixa/?terminal=${terminalId}`)
  await expect(till.getByText('Conexão: ok')).toBeVisible()
  const said = await till.evaluateHandle(() => {
    // Of the three seconds over which screens come back, this one takes none.
    Math.random = () => 0
    const texts: string[] = []
    const look = () => texts.push(document.body.innerText)
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    return texts
  })

  cable.reset()
  // What is told on the next stream is the proof that there is one.
  await open(`/visor/?terminal=${terminalId}`)
  await expect(till.getByText('Tela do cliente: ok')).toBeVisible()
  const texts = await said.jsonValue()
  expect(texts.join()).toContain('Tela do cliente: ok')
  expect(texts.join()).not.toMatch(/reconectando|sem notícia/)
  await cable.remove()
})

test('seven tabs of one device work side by side', async ({ open, world, terminalId }) => {
  const first = await open(`/caixa/?terminal=${terminalId}`)
  const tabs = [first]
  for (let n = 1; n < 7; n++) {
    const tab = await first.context().newPage()
    await tab.goto(`${world.url}/caixa/?terminal=${terminalId}`)
    tabs.push(tab)
  }
  const last = tabs[6] ?? first
  await charge(last)
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola)
  for (const tab of tabs) await says(tab, 'Pago')
})

test('a display shows its terminal and no other', async ({ open, world, terminalId, cashier }) => {
  const other = await open(`/visor/?terminal=${terminalId}-ao-lado`)
  const till = await cashier()
  await charge(till)
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola)
  await says(till, 'Pago')
  await expect(other.getByText('Aceitamos Pix').first()).toBeVisible()
  await expect(other.getByText('R$ 23,50')).toHaveCount(0)
})
