import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { writeBrCode } from '../packages/brcode/src/index.ts'
import { expect, test, type World } from './world.ts'

// A shop of its own: a day's sums are those of all that was sold in it.
test.use({ settings: { SHOP_NAME: 'Padaria da Conciliação' } })

/** A sale whose customer has paid, which nobody has told the till yet. */
async function payUnheard(world: World, terminalId: string, amountCents: number) {
  const txid = randomBytes(16).toString('hex')
  await world.api('PUT', `/api/charges/${txid}`, { amountCents, terminalId })
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola)
}

/** Somebody pays to the shop's key, from its printed code, with no sale behind it. */
async function payToTheKey(world: World, amountCents: number) {
  const { merchant } = (await world.state()) as { merchant: { chave: string } }
  await world.pay(
    writeBrCode({
      kind: 'static',
      chave: merchant.chave,
      merchantName: 'Padaria',
      merchantCity: 'Sao Paulo',
      amountCents,
    }),
  )
}

/** A reading ends some seconds before now, so that what has just been paid is in the next one. */
const checkUntil = (office: Page, pixAtTheBank: string) =>
  expect(async () => {
    await office.getByRole('button', { name: 'Conferir com o banco' }).click()
    await expect(office.getByText(/^Conferido com o banco em/)).toBeVisible()
    await expect(office.getByText(pixAtTheBank, { exact: true })).toHaveCount(2, { timeout: 1_500 })
  }).toPass()

test('a manager checks the day with the bank, finds money without a sale, explains it and returns it', async ({
  open,
  world,
  terminalId,
}) => {
  await world.faults({ webhook: { drop: true } })
  await payUnheard(world, terminalId, 2350)
  await payUnheard(world, terminalId, 1000)
  const office = await open('/gestao/')
  await office.getByRole('link', { name: 'Conciliação' }).click()
  await expect(office.getByText('Este período ainda não foi conferido com o banco.')).toBeVisible()
  await checkUntil(office, '2 Pix')
  await expect(office.getByRole('status').filter({ hasText: 'Tudo confere' })).toBeVisible()
  await expect(office.getByText('Confere', { exact: true })).toHaveCount(2)

  await payToTheKey(world, 500)
  await checkUntil(office, '3 Pix')
  await expect(office.getByText('1 linha precisa de atenção.')).toBeVisible()
  await office.getByRole('combobox', { name: 'Mostrar' }).selectOption('mismatch')
  await expect(office.getByText('Pix sem venda', { exact: true })).toBeVisible()
  await expect(office.getByText('Confere', { exact: true })).toHaveCount(0)
  await office.reload()
  await expect(office.getByRole('combobox', { name: 'Mostrar' })).toHaveValue('mismatch')
  await expect(office.getByText('Pix sem venda', { exact: true })).toBeVisible()

  await office.getByRole('button', { name: 'Explicar' }).click()
  const dialog = office.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Guardar' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Explicação' }).fill('Encomenda de sábado, paga no balcão')
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await expect(dialog).toBeHidden()
  await office.reload()
  await expect(office.getByText('Encomenda de sábado, paga no balcão')).toBeVisible()

  const [download] = await Promise.all([
    office.waitForEvent('download'),
    office.getByRole('link', { name: 'Baixar planilha' }).click(),
  ])
  const sheet = await readFile(await download.path(), 'utf8')
  expect(sheet).toMatch(/^\uFEFFData e hora;/)
  expect(sheet.trimEnd().split('\r\n')).toHaveLength(2)
  expect(sheet).toContain('Encomenda de sábado, paga no balcão')

  await office.getByRole('button', { name: 'Devolver' }).click()
  await office.getByRole('dialog').getByRole('button', { name: 'Devolver', exact: true }).click()
  await expect(office.getByText('Devolvido.', { exact: true })).toBeVisible()
  const { refunds } = (await world.state()) as { refunds: { valor: string; status: string }[] }
  expect(refunds).toMatchObject([{ valor: '5.00', status: 'DEVOLVIDO' }])
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on any page of the office, and a phone cuts nothing off, ${colorScheme}`, async ({
    open,
  }) => {
    for (const page of ['vendas', 'conciliacao', 'banco']) {
      const office = await open(`/gestao/?pagina=${page}`, {
        colorScheme,
        viewport: { width: 360, height: 740 },
      })
      await expect(
        office.getByText(/^(Hora|Totais do período|Banco \(PSP\)|Nenhuma venda aqui ainda\.)$/),
      ).not.toHaveCount(0)
      const { violations } = await new AxeBuilder({ page: office }).analyze()
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([])
      expect(
        await office.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0)
    }
  })

test('another day is another address, and goes back', async ({ open }) => {
  const office = await open('/gestao/?pagina=conciliacao')
  await office.getByRole('button', { name: 'Ontem' }).click()
  await expect(office.getByRole('button', { name: 'Ontem' })).toHaveAttribute('aria-pressed', 'true')
  const yesterday = office.url()
  await office.reload()
  await expect(office.getByRole('button', { name: 'Ontem' })).toHaveAttribute('aria-pressed', 'true')
  await office.getByRole('button', { name: 'Últimos 7 dias' }).click()
  await expect(office.getByText(/^De \d\d\/\d\d\/\d{4} a/)).toBeVisible()
  await office.goBack()
  expect(office.url()).toBe(yesterday)
})

test('a bank that does not answer is said to, and the reading can be tried again', async ({
  open,
  world,
  console,
}) => {
  console.isNetworkBroken = true
  await world.faults({ rules: [{ match: { operation: 'listPix' }, status: 403, problem: 'AcessoNegado' }] })
  const office = await open('/gestao/?pagina=conciliacao&de=2026-01-05&ate=2026-01-05')
  await office.getByRole('button', { name: 'Conferir com o banco' }).click()
  await expect(office.getByText('O banco não pôde ser lido até o fim.')).toBeVisible()
  await world.noFaults()
  await office.getByRole('button', { name: 'Tentar de novo' }).click()
  await expect(office.getByRole('status').filter({ hasText: 'Tudo confere' })).toBeVisible()
})

test('the page of the bank says how its notifications stand, and has them registered again', async ({
  open,
}) => {
  const office = await open('/gestao/?pagina=banco')
  await expect(office.getByText('Respondendo', { exact: true })).toBeVisible()
  await expect(office.getByText('Registrado', { exact: true })).toBeVisible()
  await office.getByRole('button', { name: 'Registrar de novo' }).click()
  await expect(office.getByText('Registrado', { exact: true })).toBeVisible()
})
