import { AxeBuilder } from '@axe-core/playwright'
import type { APIRequestContext, Locator, Page } from '@playwright/test'
import { lockedShop, signIn, switchOperator, test } from './locked-shop.ts'
import { charge, expect, says, type World } from './world.ts'

test.use({ settings: lockedShop })
// PINs are slow to prove on purpose, and a shift is counted some seconds after its end.
test.beforeEach(() => test.slow())
const patience = { timeout: 30_000 }

const openShift = (at: Page | Locator) => at.getByRole('button', { name: 'Abrir turno' })
const closeShift = (at: Page | Locator) => at.getByRole('button', { name: 'Fechar turno' })
const dialog = (till: Page) => till.getByRole('dialog')

type Shop = { till: Page; boss: APIRequestContext; world: World; terminalId: string }
type Sale = { status: string; pixCopiaECola: string | null }

/** Sells to a customer who pays at once. */
async function sell({ till, boss, world, terminalId }: Shop, amount: string) {
  await charge(till, amount)
  await says(till, 'Aguardando pagamento')
  const { charges } = await (await boss.get(`${world.url}/api/charges?terminalId=${terminalId}`)).json()
  const [sale] = charges as Sale[]
  await world.pay(sale?.pixCopiaECola ?? '')
  await says(till, 'Pago')
  await till.getByRole('button', { name: 'Nova venda' }).click()
}

test('a shift is opened after a look around, works, is closed, and its report is read, saved and printed', async ({
  till,
  boss,
  world,
  terminalId,
}) => {
  const shop = { till, boss, world, terminalId }
  await signIn(till, 'Ana')
  await expect(till.getByText('Sem turno')).toBeVisible()
  await openShift(till).click()
  await expect(dialog(till).getByText('Banco: ok', { exact: true })).toBeVisible()
  await expect(dialog(till).getByText('Tela do cliente: atenção')).toBeVisible()
  await expect(dialog(till).getByText('Nada desta lista impede de vender.')).toBeVisible()
  await dialog(till).getByRole('button', { name: 'Testar som' }).click()
  await expect(dialog(till).getByText('Você deve ouvir o som agora.')).toBeVisible()
  expect((await new AxeBuilder({ page: till }).analyze()).violations).toEqual([])
  await openShift(dialog(till)).click()
  await expect(till.getByText('Turno de Ana')).toBeVisible()

  await sell(shop, '23,50')
  // Whoever comes next sees whose shift it is, and may end it.
  await switchOperator(till).click()
  await signIn(till, 'Beto')
  await expect(till.getByText('Turno de Ana')).toBeVisible()
  await sell(shop, '10,00')

  await closeShift(till).click()
  await expect(dialog(till).getByText(/2 Pix/)).toBeVisible()
  await closeShift(dialog(till)).click()
  await expect(dialog(till).getByRole('heading', { name: 'Turno fechado' })).toBeVisible(patience)
  await expect(dialog(till).getByText('33,50').first()).toBeVisible()
  await dialog(till).getByRole('link', { name: 'Ver relatório' }).click()

  await expect(till.getByText('Tudo confere')).toBeVisible()
  await expect(till.getByText(/Relatório conferido/)).toBeVisible()
  await expect(till.getByText('Ana', { exact: true }).first()).toBeVisible()
  expect((await new AxeBuilder({ page: till }).analyze()).violations).toEqual([])
  const download = till.waitForEvent('download')
  await till.getByRole('link', { name: 'Baixar planilha (CSV)' }).click()
  expect((await download).suggestedFilename()).toMatch(/^turno-.*-1\.csv$/)
  const printed = till.evaluate(
    () => new Promise((done) => addEventListener('beforeprint', () => done(true))),
  )
  await till.getByRole('button', { name: 'Imprimir ou salvar em PDF' }).click()
  expect(await printed).toBe(true)
  await till.emulateMedia({ media: 'print' })
  await expect(till.getByRole('button', { name: 'Imprimir ou salvar em PDF' })).toBeHidden()
  await expect(till.getByText(/SHA-256/)).toBeVisible()
  await till.emulateMedia({ media: 'screen' })

  await till.getByRole('button', { name: 'Todos os turnos' }).click()
  await expect(till.getByRole('table', { name: 'Turnos' })).toContainText('Fechado')
})

test('while the bank cannot be read the screen says so, the till sells, and the shift ends by itself', async ({
  till,
  boss,
  world,
  terminalId,
}) => {
  const shop = { till, boss, world, terminalId }
  await signIn(till, 'Ana')
  await openShift(till).click()
  await openShift(dialog(till)).click()
  await expect(till.getByText('Turno de Ana')).toBeVisible()
  await sell(shop, '7,00')
  await world.faults({ rules: [{ match: { operation: 'listPix' }, status: 503 }] })
  await closeShift(till).click()
  await closeShift(dialog(till)).click()
  await expect(dialog(till).getByText('O banco ainda não pôde ser lido.')).toBeVisible(patience)
  await dialog(till).getByRole('button', { name: 'Pronto' }).click()
  await expect(till.getByText(/Turno 1 fechando/)).toBeVisible()
  await world.noFaults()
  await expect(till.getByText('Sem turno')).toBeVisible({ timeout: 90_000 })
  // What is sold now belongs to the next shift, which says so.
  await sell(shop, '5,00')
  await openShift(till).click()
  await openShift(dialog(till)).click()
  await expect(
    dialog(till).getByText(/1 Pix recebido antes da abertura entra neste turno: R\$\s5,00/),
  ).toBeVisible()
})
