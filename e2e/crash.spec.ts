import { charge, codeOn, expect, test } from './world.ts'

test.use({ hasWorker: true })

test('the BFF is killed after the PSP accepted and before it was told, and the sale goes on', async ({
  cashier,
  display,
  world,
  terminalId,
  console,
}) => {
  console.isNetworkBroken = true
  const till = await cashier()
  const screen = await display()
  await world.faults({ rules: [{ match: { operation: 'putCob' }, delayResponseMs: 20_000, times: 1 }] })
  await charge(till)
  await expect.poll(async () => (await world.charges(terminalId))[0]?.status).toBe('opening')
  const { txid } = (await world.charges(terminalId))[0] ?? { txid: 'none' }
  await expect.poll(async () => JSON.stringify(await world.state())).toContain(txid)
  await world.killBff()
  await world.startBff()

  const opened = await world.openCharge(terminalId)
  expect(opened.txid).toBe(txid)
  await expect(codeOn(screen)).toBeVisible()
  await world.pay(opened.pixCopiaECola)
  await expect(till.getByRole('status').filter({ hasText: 'Pago' }).first()).toBeAttached()
  await expect(screen.getByText('Obrigado!')).toBeVisible()
  expect(await world.charges(terminalId)).toHaveLength(1)
})

test('while the BFF is dead the till says nothing of the bank, and money that came meanwhile is found at its start', async ({
  cashier,
  world,
  terminalId,
  console,
}) => {
  console.isNetworkBroken = true
  const till = await cashier()
  await charge(till)
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await expect(till.getByText('Banco: ok')).toBeVisible()
  await world.killBff()
  for (const unknown of ['Banco', 'Tela do cliente'])
    await expect(till.getByText(`${unknown}: sem notícia`)).toBeVisible()
  await world.pay(pixCopiaECola)
  await world.startBff()
  await expect(till.getByRole('status').filter({ hasText: 'Pago' }).first()).toBeAttached()
})
