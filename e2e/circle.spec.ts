import type { Page } from '@playwright/test'
import { charge, codeOn, expect, says, test } from './world.ts'

// Four screens, two banks and what passes between them: on a busy machine that takes its time.
test.beforeEach(() => test.slow())
const patience = { timeout: 30_000 }

const contract = '2026-777'
const purpose = 'Clube do café em casa'
const desktop = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 360, height: 740 } }

/** `due`: with a charge of this amount, until this day. */
async function offer(till: Page, number = contract, due?: { amount: string; day: string }) {
  await till.getByRole('button', { name: 'Oferecer recorrência' }).click()
  const dialog = till.getByRole('dialog', { name: 'Oferecer Pix Automático' })
  await dialog.getByLabel('Nome do cliente').fill('Ana Souza')
  await dialog.getByLabel('CPF ou CNPJ do cliente').fill('123.456.789-09')
  await dialog.getByLabel('Número do contrato').fill(number)
  await dialog.getByLabel('O que o cliente assina').fill(purpose)
  if (due) {
    await dialog.getByText('Uma cobrança com vencimento').click()
    await dialog.getByLabel('Valor a pagar').fill(due.amount)
    await dialog.getByLabel('Vencimento', { exact: true }).fill(due.day)
    await dialog.getByLabel('Valor de cada cobrança').fill(due.amount)
  }
  await dialog.getByRole('button', { name: 'Oferecer' }).click()
  await expect(dialog).toBeHidden()
}

/** What the payer's app sees of a display. */
async function photograph(payer: Page, screen: Page) {
  const buffer = await screen.screenshot({ animations: 'disabled' })
  await payer
    .getByLabel('Imagem do QR Code')
    .setInputFiles({ name: 'visor.png', mimeType: 'image/png', buffer })
}
const dayFromNow = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' }).format(Date.now() + days * 86_400_000)

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

  const payer = await open('/pagador/', phone)
  await photograph(payer, screen)
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

test('a charge with a due date is paid by a photograph, and only then is the recurrence offered', async ({
  cashier,
  display,
  open,
  world,
  terminalId,
}) => {
  const number = '2026-778'
  const day = dayFromNow(10)
  const till = await cashier(desktop)
  const screen = await display(desktop)
  await offer(till, number, { amount: '120,00', day })
  await expect(screen.getByRole('heading', { name: 'Pague, e seu banco oferece as próximas' })).toBeVisible(
    patience,
  )
  for (const page of [screen, till])
    await expect(page.getByText(`Pague até ${day.split('-').reverse().join('/')}`)).toBeVisible()
  await expect(till.getByText(/Depois o app do banco oferece as próximas/)).toBeVisible()
  await expect(till.getByRole('button', { name: '+10 min' })).toBeHidden()
  await expect(codeOn(screen)).toBeVisible()

  const payer = await open('/pagador/', phone)
  await photograph(payer, screen)
  await expect(payer.getByRole('heading', { name: 'Confira e pague' })).toBeFocused(patience)
  await expect(payer.getByText(purpose), 'the payment alone').toBeHidden()
  await payer.getByRole('button', { name: /^Pagar R\$\s120,00$/ }).click()
  await Promise.all([screen, till].map((page) => says(page, 'Pago')))

  await payer.getByRole('button', { name: 'Ver a oferta de Pix Automático' }).click()
  await expect(payer.getByText(purpose)).toBeVisible(patience)
  await payer.getByRole('button', { name: 'Autorizar', exact: true }).click()
  for (const page of [screen, till])
    await expect(page.getByRole('status').filter({ hasText: 'Autorizado' })).toBeAttached(patience)
  const [paid] = await world.charges(terminalId)
  expect(paid).toMatchObject({ status: 'paid', receivedCents: 12_000 })

  const office = await open('/gestao/?pagina=recorrencias', desktop)
  await office.getByRole('button', { name: number }).first().click()
  await expect(office.getByText('depois de pagar', { exact: true })).toBeVisible()
})

test('an offer whose sale is taken back is over, and every screen says so', async ({
  cashier,
  display,
  open,
}) => {
  const number = '2026-779'
  const till = await cashier(desktop)
  const screen = await display(desktop)
  await charge(till, '49,90')
  await says(till, 'Aguardando pagamento')
  await offer(till, number)
  await says(till, 'Aguardando autorização')
  await till.getByRole('button', { name: 'Cancelar', exact: true }).click()
  await says(till, 'Encerrado')
  await expect(till.getByText('A venda terminou sem pagamento.')).toBeVisible()
  await expect(screen.getByRole('heading', { name: 'Pague e autorize de uma vez' })).toBeHidden()
  const office = await open('/gestao/?pagina=recorrencias', desktop)
  await expect(office.getByRole('row').filter({ hasText: number })).toContainText('Encerrado')
  await office.getByRole('button', { name: number }).first().click()
  await expect(office.getByText('A venda terminou sem pagamento.').first()).toBeVisible()
})
