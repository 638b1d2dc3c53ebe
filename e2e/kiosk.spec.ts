import { codeOn, expect, test } from './world.ts'

test.use({ hasWorker: true })

test('a customer pays alone, and the kiosk is ready for the next one', async ({
  open,
  world,
  terminalId,
}) => {
  const kiosk = await open(`/totem/?terminal=${terminalId}&valores=500,1000`)
  await kiosk.getByRole('button', { name: 'Toque para começar' }).click()
  await kiosk.getByRole('button', { name: 'R$ 10,00' }).click()
  await expect(kiosk.getByRole('button', { name: 'Começar de novo' })).toBeVisible()
  const pay = kiosk.getByRole('button', { name: 'Pagar com Pix' })
  const code = codeOn(kiosk)
  await expect(pay.or(code)).toBeVisible()
  if (await pay.isVisible()) await pay.click()
  await expect(code).toBeVisible()
  const { amountCents, pixCopiaECola } = await world.openCharge(terminalId)
  expect(amountCents).toBe(1000)
  await world.pay(pixCopiaECola)
  await expect(kiosk.getByText('Obrigado!')).toBeVisible()
  await expect(kiosk.getByRole('button', { name: 'Toque para começar' })).toBeVisible()
})

test('a customer who walks away leaves no code behind', async ({ open, world, terminalId }) => {
  const kiosk = await open(`/totem/?terminal=${terminalId}&valor=2350`)
  await kiosk.getByRole('button', { name: 'Toque para começar' }).click()
  await kiosk.getByRole('button', { name: 'Pagar com Pix' }).click()
  await expect(codeOn(kiosk)).toBeVisible()
  await kiosk.getByRole('button', { name: 'Começar de novo' }).click()
  await expect.poll(async () => (await world.charges(terminalId))[0]?.status).toBe('cancelled')
  await expect(kiosk.getByRole('link')).toHaveCount(0)
})
