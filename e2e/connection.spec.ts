import { Wire } from './wire.ts'
import { expect, test } from './world.ts'

test('a display that hears nothing says so and hides the code; paid meanwhile, it says Pago when it is back', async ({
  cashier,
  open,
  world,
  terminalId,
  console,
}) => {
  console.isNetworkBroken = true
  const wire = new Wire(new URL(world.url))
  const screen = await open(`${await wire.lay()}/visor/?terminal=${terminalId}`)
  const till = await cashier()
  await till.getByRole('textbox', { name: 'Valor' }).fill('23,50')
  await till.getByRole('button', { name: 'Cobrar' }).click()
  const code = screen.getByRole('img', { name: 'QR Code Pix' })
  await expect(code).toBeVisible()

  wire.cut()
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola)
  await expect(till.getByRole('status').filter({ hasText: 'Pago' }).first()).toBeAttached()
  // 25 seconds without a byte, three of them missed heartbeats.
  await expect(screen.getByText('Sem conexão. Confirme no caixa.').first()).toBeVisible({ timeout: 35_000 })
  await expect(code).toHaveCount(0)

  wire.mend()
  await expect(screen.getByRole('status').filter({ hasText: 'Pago' }).first()).toBeAttached({
    timeout: 20_000,
  })
  await expect(screen.getByText('Sem conexão. Confirme no caixa.')).toHaveCount(0)
  await wire.remove()
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
  await last.getByRole('textbox', { name: 'Valor' }).fill('23,50')
  await last.getByRole('button', { name: 'Cobrar' }).click()
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola)
  for (const tab of tabs)
    await expect(tab.getByRole('status').filter({ hasText: 'Pago' }).first()).toBeAttached()
})

test('a display shows its terminal and no other', async ({ open, world, terminalId, cashier }) => {
  const other = await open(`/visor/?terminal=${terminalId}-ao-lado`)
  const till = await cashier()
  await till.getByRole('textbox', { name: 'Valor' }).fill('23,50')
  await till.getByRole('button', { name: 'Cobrar' }).click()
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola)
  await expect(till.getByRole('status').filter({ hasText: 'Pago' }).first()).toBeAttached()
  await expect(other.getByText('Aceitamos Pix').first()).toBeVisible()
  await expect(other.getByText('R$ 23,50')).toHaveCount(0)
})
