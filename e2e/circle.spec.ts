import type { Page } from '@playwright/test'
import { charge, codeOn, expect, says, test } from './world.ts'

// Four screens, two banks and what passes between them: on a busy machine that takes its time.
test.beforeEach(() => test.slow())
const patience = { timeout: 30_000 }

const contract = '2026-777'
const purpose = 'Clube do café em casa'
const desktop = { viewport: { width: 1280, height: 800 } }

async function offer(till: Page) {
  await till.getByRole('button', { name: 'Oferecer recorrência' }).click()
  const dialog = till.getByRole('dialog', { name: 'Oferecer Pix Automático' })
  await dialog.getByLabel('Nome do cliente').fill('Ana Souza')
  await dialog.getByLabel('CPF ou CNPJ do cliente').fill('123.456.789-09')
  await dialog.getByLabel('Número do contrato').fill(contract)
  await dialog.getByLabel('O que o cliente assina').fill(purpose)
  await dialog.getByRole('button', { name: 'Oferecer' }).click()
  await expect(dialog).toBeHidden()
}

test('what a counter offers is paid and authorised by a photograph of its display, with one consent', async ({
  cashier,
  display,
  open,
  world,
  terminalId,
}) => {
  const till = await cashier(desktop)
  const screen = await display(desktop)
  await charge(till, '49,90')
  const { txid } = await world.openCharge(terminalId)
  await offer(till)
  await expect(screen.getByRole('heading', { name: 'Pague e autorize de uma vez' })).toBeVisible(patience)
  await expect(codeOn(screen)).toBeVisible()

  const payer = await open('/pagador/', { viewport: { width: 360, height: 740 } })
  const buffer = await screen.screenshot({ animations: 'disabled' })
  await payer
    .getByLabel('Imagem do QR Code')
    .setInputFiles({ name: 'visor.png', mimeType: 'image/png', buffer })
  await expect(payer.getByRole('heading', { name: 'Confira e pague' })).toBeFocused(patience)
  await expect(payer.getByText(purpose)).toBeVisible()
  await payer.getByRole('button', { name: /^Pagar R\$\s49,90 e autorizar$/ }).click()
  // A display thanks for the sale for some seconds, and tells of the authorisation after them.
  await Promise.all([screen, till].map((page) => says(page, 'Pago')))
  for (const page of [screen, till])
    await expect(page.getByRole('status').filter({ hasText: 'Autorizado' })).toBeAttached(patience)
  await expect(payer.getByRole('heading', { name: 'Pago e autorizado' })).toBeVisible(patience)

  const [paid] = await world.charges(terminalId)
  expect(paid).toMatchObject({ txid, status: 'paid', receivedCents: 4990 })
  expect(paid?.payments, 'one consent is one Pix').toHaveLength(1)

  const office = await open('/gestao/?pagina=recorrencias', desktop)
  await expect(office.getByRole('row').filter({ hasText: contract })).toContainText('Autorizado')
  await office.getByRole('button', { name: contract }).first().click()
  await expect(office.getByText('no mesmo código de uma venda')).toBeVisible()

  await payer.getByRole('link', { name: 'Autorizações' }).click()
  const authorised = payer.getByRole('link', { name: purpose })
  await expect(authorised).toContainText('Valendo', patience)
  await authorised.click()
  await expect(payer.getByText('Confirmada pelo banco de quem cobra')).toBeVisible(patience)
})
