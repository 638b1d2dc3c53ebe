import { charge, expect, says, test } from './world.ts'

test("a stranger's first sale: charge, read the code with the test phone, pay, and see Pago", async ({
  open,
  cashier,
  display,
  world,
  terminalId,
}) => {
  const till = await cashier()
  const screen = await display()
  await charge(till)
  const { pixCopiaECola } = await world.openCharge(terminalId)

  const phone = await open(`${world.phoneUrl}/`)
  await phone.getByRole('textbox', { name: 'Pix copia e cola' }).fill(pixCopiaECola)
  await phone.getByRole('button', { name: 'Ler código' }).click()
  await expect(phone.getByText('PADARIA DO BAIRRO').first()).toBeVisible()
  await expect(phone.getByText('R$ 23,50').first()).toBeVisible()
  await phone.getByRole('button', { name: 'Pagar' }).click()
  for (const page of [till, screen]) await says(page, 'Pago')
  await expect(phone.getByText(/^E\d{8}/).first()).toBeVisible()
})

test('the phone names what no bank would pay', async ({ open, world }) => {
  const phone = await open(`${world.phoneUrl}/`)
  await phone.getByRole('textbox', { name: 'Pix copia e cola' }).fill('00020101021226')
  await phone.getByRole('button', { name: 'Ler código' }).click()
  await expect(phone.getByRole('alert').filter({ hasText: /./ })).toBeVisible()
})
