import { randomBytes } from 'node:crypto'
import { expect, test, type World } from './world.ts'

/** A sale made without a screen, by the shop's own software. */
async function paidSale(world: World, terminalId: string, paidCents?: number): Promise<string> {
  const txid = randomBytes(16).toString('hex')
  await world.api('PUT', `/api/charges/${txid}`, { amountCents: 2350, terminalId })
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola, paidCents)
  await expect.poll(async () => (await world.charges(terminalId))[0]?.status).toBe('paid')
  return txid
}

test('a manager finds a sale, returns a part of it and sees it returned', async ({
  open,
  world,
  terminalId,
}) => {
  const txid = await paidSale(world, terminalId)
  const office = await open('/gestao/')
  await office
    .getByRole('row')
    .filter({ hasText: txid.slice(-6) })
    .getByRole('button')
    .click()
  await expect(office.getByText(txid)).toBeVisible()
  await office.getByRole('button', { name: 'Devolver' }).click()
  const dialog = office.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Valor a devolver' }).fill('23,51')
  await expect(dialog.getByRole('button', { name: 'Devolver', exact: true })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Valor a devolver' }).fill('10,00')
  await dialog.getByRole('button', { name: 'Devolver', exact: true }).click()
  await expect(office.getByRole('listitem').filter({ hasText: 'Devolvido' })).toBeVisible()
  const { json } = await world.api('GET', `/api/charges/${txid}`)
  expect(json).toMatchObject({ refundedCents: 1000, refunds: [{ status: 'refunded', amountCents: 1000 }] })
  await office.reload()
  await expect(office.getByText(txid)).toBeVisible()
})

test('the surplus is offered where too much came, and a bank without balance says so', async ({
  open,
  world,
  terminalId,
}) => {
  await world.faults({ refund: { outcome: 'NAO_REALIZADO', settleAfterMs: 100 } })
  const txid = await paidSale(world, terminalId, 2700)
  const office = await open(`/gestao/?venda=${txid}`)
  await office.getByRole('button', { name: 'Devolver' }).click()
  const dialog = office.getByRole('dialog')
  await expect(dialog.getByRole('textbox', { name: 'Valor a devolver' })).toHaveValue(/3,50/)
  await dialog.getByRole('button', { name: 'Devolver', exact: true }).click()
  await expect(office.getByText(/Devolução não realizada/)).toBeVisible()
  await expect(office.getByRole('button', { name: 'Devolver' })).toBeVisible()
})
