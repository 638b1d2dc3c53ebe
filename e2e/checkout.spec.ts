import { decodeQr } from './decode.ts'
import { charge, codeOn, expect, says, test } from './world.ts'

test('a sale: charge, scan, pay, and both screens say Pago', async ({
  cashier,
  display,
  world,
  terminalId,
}) => {
  const till = await cashier()
  const screen = await display()
  await charge(till)
  await expect(codeOn(screen)).toBeVisible()
  await expect(screen.getByText('R$ 23,50')).toBeVisible()
  await says(screen, 'Aguardando pagamento')
  await says(till, 'Aguardando pagamento')
  await expect(till.getByRole('timer')).toHaveText(/5\d:\d\d|60:00/)
  const { txid, pixCopiaECola } = await world.openCharge(terminalId)
  expect(await decodeQr(codeOn(screen))).toBe(pixCopiaECola)

  await world.pay(pixCopiaECola)
  await says(screen, 'Pago')
  await says(till, 'Pago')
  await expect(codeOn(screen)).toHaveCount(0)
  await expect(screen.getByText('Obrigado!')).toBeVisible()
  const { json } = await world.api('GET', `/api/charges/${txid}`)
  expect(json).toMatchObject({ status: 'paid', amountCents: 2350, receivedCents: 2350, flags: [] })

  await till.getByRole('button', { name: 'Nova venda' }).click()
  await expect(till.getByRole('textbox', { name: 'Valor' })).toHaveValue(/^(R\$\s)?0,00$|^$/)
})

test('a reload at every state comes back to the same screen', async ({
  cashier,
  display,
  world,
  terminalId,
}) => {
  const till = await cashier()
  const screen = await display()
  await till.getByRole('textbox', { name: 'Valor' }).fill('8,00')
  await till.reload()
  await expect(till.getByRole('textbox', { name: 'Valor' })).toHaveValue(/8,00/)
  await till.getByRole('button', { name: 'Cobrar' }).click()
  const { pixCopiaECola } = await world.openCharge(terminalId)
  for (const page of [till, screen]) {
    await page.reload()
    await says(page, 'Aguardando pagamento')
  }
  expect(await decodeQr(codeOn(screen))).toBe(pixCopiaECola)
  await world.pay(pixCopiaECola)
  await says(screen, 'Pago')
  await till.reload()
  await says(till, 'Pago')
  expect(await world.charges(terminalId)).toHaveLength(1)
})

test('a double click, a held Enter and a second tab make one charge', async ({ open, world, terminalId }) => {
  const first = await open(`/caixa/?terminal=${terminalId}`)
  const second = await first.context().newPage()
  await second.goto(`${world.url}/caixa/?terminal=${terminalId}`)
  await first.getByRole('textbox', { name: 'Valor' }).fill('23,50')
  await first.getByRole('button', { name: 'Cobrar' }).dblclick()
  await first.keyboard.press('Enter')
  await says(first, 'Aguardando pagamento')
  await says(second, 'Aguardando pagamento')
  await second.reload()
  await says(second, 'Aguardando pagamento')
  expect(await world.charges(terminalId)).toHaveLength(1)
})

test('a lost webhook costs seconds: the sale is found by asking', async ({
  cashier,
  display,
  world,
  terminalId,
}) => {
  await world.faults({ webhook: { drop: true } })
  const till = await cashier()
  const screen = await display()
  await charge(till)
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola)
  await says(screen, 'Pago')
  await says(till, 'Pago')
})

test('less than the amount is never Pago, and the cashier is told what is missing', async ({
  cashier,
  display,
  world,
  terminalId,
}) => {
  const till = await cashier()
  const screen = await display()
  await charge(till)
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola, 2000)
  await expect(till.getByText('Recebido R$ 20,00 de R$ 23,50. Faltam R$ 3,50.').first()).toBeVisible()
  await expect(screen.getByText('Fale com o atendente')).toBeVisible()
  await expect(codeOn(screen)).toHaveCount(0)
  await expect(screen.getByText('Obrigado!')).toHaveCount(0)
})

test('more than the amount, or a second payment, is Pago and says what to return', async ({
  cashier,
  world,
  terminalId,
}) => {
  const till = await cashier()
  await charge(till)
  const { txid, pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola, 2700)
  await says(till, 'Pago')
  await expect(till.getByText(/Recebido R\$\s3,50 a mais/).first()).toBeVisible()
  await world.pay(pixCopiaECola)
  await expect
    .poll(async () => (await world.api('GET', `/api/charges/${txid}`)).json)
    .toMatchObject({ status: 'paid', receivedCents: 5050, flags: ['duplicate', 'overpaid'] })
})

test('a cancel is decided by the PSP, and the screen says so', async ({
  cashier,
  display,
  world,
  terminalId,
}) => {
  const till = await cashier()
  const screen = await display()
  await charge(till)
  await expect(codeOn(screen)).toBeVisible()
  await till.getByRole('button', { name: 'Cancelar' }).click()
  await says(till, 'Cancelada')
  await says(screen, 'Cancelada')
  await expect(codeOn(screen)).toHaveCount(0)
  expect((await world.charges(terminalId))[0]).toMatchObject({ status: 'cancelled' })
})

test('a payment that comes while the cancel is on its way wins', async ({ cashier, world, terminalId }) => {
  const till = await cashier()
  await charge(till)
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.faults({ rules: [{ match: { operation: 'patchCob' }, delayMs: 10_000 }] })
  await till.getByRole('button', { name: 'Cancelar' }).click()
  await says(till, 'Verificando')
  await world.pay(pixCopiaECola)
  await says(till, 'Pago')
  expect((await world.charges(terminalId))[0]).toMatchObject({ status: 'paid', receivedCents: 2350 })
})

test('money for a cancelled charge is Pago depois do prazo, never lost', async ({
  cashier,
  world,
  terminalId,
}) => {
  const till = await cashier()
  await charge(till)
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await till.getByRole('button', { name: 'Cancelar' }).click()
  await says(till, 'Cancelada')
  await world.pay(pixCopiaECola)
  await expect(till.getByText(/Pago depois do prazo/).first()).toBeVisible()
})

test('the next sale is one tap away, and the unpaid one rings when it is paid', async ({
  cashier,
  display,
  world,
  terminalId,
}) => {
  const till = await cashier()
  const screen = await display()
  await charge(till, '8,00')
  const parked = await world.openCharge(terminalId)
  await till.getByRole('button', { name: 'Nova venda' }).click()
  await charge(till)
  await expect(screen.getByText('R$ 23,50')).toBeVisible()
  await world.pay(parked.pixCopiaECola)
  await expect(
    till.getByRole('listitem').filter({ hasText: 'R$ 8,00' }).filter({ hasText: 'Pago' }),
  ).toBeVisible()
  await expect(screen.getByText('R$ 23,50')).toBeVisible()
  await says(screen, 'Aguardando pagamento')
})

test('the customer gets ten minutes more on the same code', async ({
  cashier,
  display,
  world,
  terminalId,
}) => {
  const till = await cashier()
  const screen = await display()
  await charge(till)
  const before = await world.openCharge(terminalId)
  await till.getByRole('button', { name: '+10 min' }).click()
  await expect.poll(async () => (await world.charges(terminalId))[0]?.expiresAt).not.toBe(before.expiresAt)
  const after = await world.openCharge(terminalId)
  expect(Date.parse(after.expiresAt ?? '') - Date.parse(before.expiresAt ?? '')).toBe(600_000)
  expect(after.pixCopiaECola).toBe(before.pixCopiaECola)
  await expect(screen.getByRole('timer')).toHaveText(/(69|70|1:09|1:10):\d\d/)
})

test('the PSP goes down and comes back: nobody is told that it failed, and the sale goes on', async ({
  cashier,
  world,
  terminalId,
  console,
}) => {
  console.isNetworkBroken = true
  const till = await cashier()
  await world.faults({ rules: [{ match: { operation: '*' }, status: 503 }] })
  await charge(till)
  await says(till, 'Verificando')
  await expect(till.getByText(/O banco não está respondendo desde/).first()).toBeVisible()
  await world.noFaults()
  await says(till, 'Aguardando pagamento')
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola)
  await says(till, 'Pago')
  expect(await world.charges(terminalId)).toHaveLength(1)
})

test('a lost answer of the PSP ends in one charge with one code', async ({ cashier, world, terminalId }) => {
  await world.faults({ rules: [{ match: { operation: 'putCob' }, dropResponse: true, times: 1 }] })
  const till = await cashier()
  await charge(till)
  await says(till, 'Aguardando pagamento')
  expect(await world.charges(terminalId)).toHaveLength(1)
})
