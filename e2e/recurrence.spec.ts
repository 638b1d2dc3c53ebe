import { randomBytes } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { decodeQr } from './decode.ts'
import { charge, codeOn, expect, says, test, type World } from './world.ts'

// Three screens, two banks and what passes between them: on a busy machine that takes its time.
test.beforeEach(() => test.slow())

const newId = () => randomBytes(16).toString('hex')
const limits = { maximumCents: null, useAccountLimit: false }

/** What a customer's bank does after both were agreed to in one consent: it pays, and then authorises. */
async function payAndAuthorize(world: World, pixCopiaECola: string, amountCents: number) {
  const body = { pixCopiaECola, amountCents, authorize: limits }
  const { status, json } = await world.api('PUT', `/api/payer/payments/${newId()}`, body)
  expect(status, JSON.stringify(json)).toBeLessThan(300)
}

/** What it does with a code of the recurrence alone. */
async function authorize(world: World, pixCopiaECola: string) {
  const read = await world.api('POST', '/api/payer/codes', { pixCopiaECola })
  const { recurrenceId } = (read.json as { offer: { recurrenceId: string } }).offer
  const body = { pixCopiaECola, recurrenceId, ...limits }
  const { status, json } = await world.api('PUT', `/api/payer/authorizations/${newId()}`, body)
  expect(status, JSON.stringify(json)).toBeLessThan(300)
}

async function offer(till: Page, fields: Record<string, string> = {}) {
  await till.getByRole('button', { name: 'Oferecer recorrência' }).click()
  const dialog = till.getByRole('dialog', { name: 'Oferecer Pix Automático' })
  const filled = {
    'Nome do cliente': 'Ana Souza',
    'CPF ou CNPJ do cliente': '123.456.789-09',
    'Número do contrato': '2026-118',
    'O que o cliente assina': 'Clube do café',
    ...fields,
  }
  for (const [label, text] of Object.entries(filled)) await dialog.getByLabel(label).fill(text)
  expect((await new AxeBuilder({ page: till }).include('dialog').analyze()).violations).toEqual([])
  await dialog.getByRole('button', { name: 'Oferecer' }).click()
  await expect(dialog).toBeHidden()
}

/** The text of the code once it is another one than before. */
async function nextCode(code: Locator, before?: string): Promise<string> {
  let read: string | undefined
  await expect
    .poll(async () => {
      read = (await code.isVisible()) ? await decodeQr(code).catch(() => undefined) : undefined
      return read !== undefined && read !== before
    })
    .toBe(true)
  return read ?? ''
}

test('the customer pays and authorises with one code, and everybody is told of both', async ({
  cashier,
  display,
  open,
  world,
  terminalId,
}) => {
  const till = await cashier({ viewport: { width: 1280, height: 800 } })
  const screen = await display({ viewport: { width: 1280, height: 800 } })
  await charge(till, '49,90')
  const sale = await world.openCharge(terminalId)
  expect(await nextCode(codeOn(screen))).toBe(sale.pixCopiaECola)
  await offer(till)
  await says(till, 'Aguardando autorização')
  await expect(screen.getByRole('heading', { name: 'Pague e autorize de uma vez' })).toBeVisible()
  await expect(screen.getByText('Clube do café')).toBeVisible()
  await expect(screen.getByText(/R\$\s49,90, todo mês/)).toBeVisible()
  // Nobody else in the queue learns who it is for.
  await expect(screen.getByText('Ana Souza')).toBeHidden()
  const code = await nextCode(codeOn(screen), sale.pixCopiaECola)
  expect((await new AxeBuilder({ page: screen }).analyze()).violations).toEqual([])

  await payAndAuthorize(world, code, 4990)
  // Each says so for some seconds, and tells of the authorisation after them.
  await Promise.all([screen, till].map((page) => says(page, 'Pago')))
  await says(till, 'Autorizado')
  await says(screen, 'Autorizado')

  const office = await open('/gestao/?pagina=recorrencias', { viewport: { width: 1280, height: 800 } })
  await office.getByRole('button', { name: '2026-118' }).first().click()
  await expect(office.getByText('no mesmo código de uma venda')).toBeVisible()
  await office.getByRole('button', { name: 'Nova cobrança' }).first().click()
  await office.getByRole('dialog').getByRole('button', { name: 'Cobrar' }).click()
  await expect(office.getByRole('table', { name: 'Cobranças' })).toContainText('Criada')
  expect((await new AxeBuilder({ page: office }).analyze()).violations).toEqual([])
  await office.getByRole('button', { name: 'Cancelar', exact: true }).click()
  await expect(office.getByRole('table', { name: 'Cobranças' })).toContainText('Cancelada')
})

test('a screen too small for one code shows the sale first and the authorisation after it', async ({
  cashier,
  display,
  world,
  terminalId,
}) => {
  const till = await cashier({ viewport: { width: 1280, height: 800 } })
  const screen = await display({ viewport: { width: 360, height: 740 } })
  await charge(till, '49,90')
  const sale = await world.openCharge(terminalId)
  await offer(till, { 'Número do contrato': '2026-119' })
  await expect(screen.getByRole('heading', { name: 'Depois de pagar, autorize as próximas' })).toBeVisible()
  expect(await nextCode(codeOn(screen))).toBe(sale.pixCopiaECola)
  await world.pay(sale.pixCopiaECola)
  await says(screen, 'Pago')
  await expect(screen.getByRole('heading', { name: 'Autorize o Pix Automático' })).toBeVisible()
  await authorize(world, await nextCode(codeOn(screen), sale.pixCopiaECola))
  await says(screen, 'Autorizado')
  await says(till, 'Autorizado')
})

test('without a sale only the authorisation is shown, and the shop may take it back', async ({
  cashier,
  display,
}) => {
  const till = await cashier({ viewport: { width: 1280, height: 800 } })
  const screen = await display({ viewport: { width: 800, height: 1280 } })
  await offer(till, { 'Número do contrato': '2026-120', 'Valor de cada cobrança': '29,50' })
  await expect(screen.getByRole('heading', { name: 'Autorize o Pix Automático' })).toBeVisible()
  await nextCode(codeOn(screen))
  await till.getByRole('button', { name: 'Cancelar oferta' }).click()
  await says(till, 'Cancelado')
  await expect(screen.getByRole('heading', { name: 'Autorize o Pix Automático' })).toBeHidden()
})
