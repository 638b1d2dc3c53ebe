import { randomBytes } from 'node:crypto'
import { expect, test } from './world.ts'

/** A bank that is down is asked again after 30 s at the latest, and a page reads its state every five. */
const patience = { timeout: 45_000 }

test('the page of the bank says how its notifications stand, and has them registered again', async ({
  open,
  world,
}) => {
  const office = await open('/gestao/?pagina=banco')
  await expect(office.getByText('Respondendo', { exact: true })).toBeVisible()
  await expect(office.getByText('Registrado', { exact: true })).toBeVisible()
  const register = office.getByRole('button', { name: 'Registrar os avisos de novo' })
  const problem = 'WebhookNaoEncontrado'
  await world.faults({ rules: [{ match: { operation: 'getWebhook' }, problem, status: 404 }] })
  await register.click()
  await expect(office.getByText('Não registrado', { exact: true })).toBeVisible()
  await world.noFaults()
  await register.click()
  await expect(office.getByText('Registrado', { exact: true })).toBeVisible()
})

test('a bank that stops answering is said to, since when and what to do, and back again', async ({
  open,
  world,
  terminalId,
}) => {
  const office = await open('/gestao/?pagina=banco')
  await expect(office.getByText('Respondendo', { exact: true })).toBeVisible()
  await world.faults({ rules: [{ match: { operation: '*' }, status: 503 }] })
  // A bank that fails three times in a row is taken to be down.
  for (let time = 0; time < 3; time++)
    await world.api('PUT', `/api/charges/${randomBytes(16).toString('hex')}`, {
      amountCents: 100,
      terminalId,
    })
  await expect(office.getByText(/^O banco não responde desde \d\d:\d\d\.$/)).toBeVisible(patience)
  await expect(office.getByText(/Confira a internet da loja/)).toBeVisible()
  await world.noFaults()
  await expect(office.getByText('Respondendo', { exact: true })).toBeVisible(patience)
})
