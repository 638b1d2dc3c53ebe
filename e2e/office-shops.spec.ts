import type { Page } from '@playwright/test'
import { expectAccessibleInBoth } from './accessible.ts'
import { Visitor } from './visitor.ts'
import { expect, test } from './world.ts'

test.use({ settings: { SHOP_NAME: 'Padaria de duas lojas' }, hasKey: false })

const dialog = (page: Page) => page.getByRole('dialog')
const press = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click()
const card = (page: Page, name: string) => page.getByRole('region', { name })

test('a shop gets another name, a second one opens, a terminal moves there, and each one’s sales are seen alone', async ({
  open,
  world,
}) => {
  const manager = new Visitor(world)
  const first = { name: 'Marta', pin: '480213' }
  await manager.ask('POST', '/api/set-up', { manager: first, terminalId: 'caixa-1', tillName: 'Caixa 1' })
  const display = await open('/visor/?terminal=caixa-1', manager.screen())
  await expect(display.getByText('Padaria de duas lojas').first()).toBeVisible()
  const office = await open('/gestao/?pagina=loja', manager.screen())

  await card(office, 'Padaria de duas lojas').getByRole('button', { name: 'Alterar' }).click()
  await dialog(office).getByLabel('Nome da loja').fill('')
  await expect(dialog(office).getByRole('button', { name: 'Salvar' })).toBeDisabled()
  await dialog(office).getByLabel('Nome da loja').fill('Padaria da Vila')
  await dialog(office).getByLabel('Texto do comprovante (opcional)').fill('Obrigado\nVolte sempre')
  await press(office, 'Salvar')
  await expect(office.getByRole('status')).toHaveText('Os dados de Padaria da Vila foram alterados.')
  await expect(card(office, 'Padaria da Vila')).toContainText(/Volte sempre.*caixa-1/)
  await expect(display.getByText('Padaria da Vila').first()).toBeVisible()

  await office.getByRole('button', { name: 'Nova loja' }).click()
  await dialog(office).getByLabel('Nome da loja').fill('Loja 1')
  await expect(dialog(office).getByText(/Já há uma loja com um nome tão parecido/)).toBeVisible()
  await dialog(office).getByLabel('Nome da loja').fill('Padaria de Noronha')
  await dialog(office)
    .getByRole('radio', { name: /Noronha/ })
    .check()
  await press(office, 'Salvar')
  await expect(card(office, 'Padaria de Noronha')).toContainText(/Noronha.*Nenhum terminal ainda/)
  await office.getByLabel('Loja de caixa-1').selectOption('Padaria de Noronha')
  await expect(office.getByRole('status')).toHaveText('caixa-1 fica agora em Padaria de Noronha.')
  await expect(card(office, 'Padaria de Noronha')).toContainText('caixa-1')
  await expect(display.getByText('Padaria de Noronha').first()).toBeVisible()

  await expectAccessibleInBoth(office)

  for (const [txid, terminalId] of [
    ['a'.repeat(32), 'caixa-1'],
    ['b'.repeat(32), 'caixa-2'],
  ] as const)
    await manager.ask('PUT', `/api/charges/${txid}`, { amountCents: 2350, terminalId })
  await office.getByRole('link', { name: 'Vendas' }).click()
  const sales = office.getByRole('row').filter({ hasText: '23,50' })
  await expect(sales).toHaveCount(2)
  const shop = office.getByRole('combobox', { name: 'Loja' })
  await shop.selectOption('Padaria da Vila')
  await expect(sales).toHaveText([/…bbbbbb/])
  await shop.selectOption('Padaria de Noronha')
  await expect(sales).toHaveText([/…aaaaaa/])
  await office.getByRole('combobox', { name: 'Situação' }).selectOption('Pago')
  await expect(office.getByText('Nenhuma venda aqui ainda.')).toBeVisible()
  await office.goBack()
  await office.reload()
  await expect(sales).toHaveText([/…aaaaaa/])
  await expect(shop).toHaveValue('padaria-de-noronha')
  await shop.selectOption('Todas')
  await expect(sales).toHaveCount(2)
})
