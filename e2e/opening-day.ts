import { expect, type Page } from '@playwright/test'
import { cobOf } from './counter.ts'
import { codeShown, confirm, pins } from './locked-shop.ts'
import type { World } from './world.ts'

/** What the guided first run charges, to see that everything works. */
export const testCents = 1

type FirstRun = {
  world: World
  till: Page
  open: (path: string) => Promise<Page>
  manager: string
  shopName: string
  /** Its terminal is called so as well, in small letters. */
  tillName: string
}

/** The first run as it guides: the shop, what the bank says, who administers, the display, and a cent from the code to Pago. Answers the display. */
export async function setUp(run: FirstRun): Promise<Page> {
  const { world, till, open, manager, shopName, tillName } = run
  const next = till.getByRole('button', { name: 'Continuar' })
  await till.getByLabel('Nome da loja').fill(shopName)
  await next.click()
  await expect(till.getByRole('listitem').filter({ hasText: 'Cobrança de R$ 0,01' })).toContainText('certo')
  await next.click()
  await till.getByLabel('Seu nome').fill(manager)
  for (const label of ['PIN', 'Repita o PIN'])
    await till.getByLabel(label, { exact: true }).fill(pins[manager] ?? '')
  await till.getByLabel('Nome deste caixa').fill(tillName)
  await till.getByRole('button', { name: 'Começar' }).click()
  await expect(till.getByRole('heading', { name: 'Agora o visor do cliente' })).toBeVisible()
  const display = await open('/visor/')
  await till.getByLabel('Código do aparelho').fill(await codeShown(display))
  await till.getByLabel('Nome do aparelho').fill('Visor da frente')
  await next.click()
  await confirm(till, 'Visor da frente', tillName.toLowerCase())
  await next.click()
  await expect(till.getByRole('img', { name: 'QR Code Pix' })).toBeVisible()
  await world.pay((await cobOf(world, testCents, 'ATIVA')).pixCopiaECola)
  await expect(till.getByText('Pago. Tudo pronto para vender.').first()).toBeVisible()
  await next.click()
  await till.getByRole('link', { name: /^Caixa/ }).click()
  await expect(till.getByRole('button', { name: new RegExp(`^${manager}`) })).toBeVisible()
  return display
}

/** An operator who returns up to R$ 10,00 alone. */
export async function addOperator(office: Page, name: string) {
  const dialog = office.getByRole('dialog')
  await office.getByRole('button', { name: 'Adicionar pessoa' }).click()
  await dialog.getByRole('textbox', { name: 'Nome', exact: true }).fill(name)
  await dialog.getByRole('textbox', { name: 'Limite por venda' }).fill('10,00')
  for (const label of ['PIN', 'Repita o PIN'])
    await dialog.getByLabel(label, { exact: true }).fill(pins[name] ?? '')
  await dialog.getByRole('button', { name: 'Salvar' }).click()
  await expect(office.getByRole('status')).toHaveText(`${name} já pode entrar com o PIN.`)
}

/** Lets a device in that shows its code, from the office's page of devices. */
export async function letIn(office: Page, device: Page, name: string, terminalId: string) {
  await office.getByRole('button', { name: 'Parear um aparelho' }).click()
  await office.getByLabel('Código do aparelho').fill(await codeShown(device))
  await office.getByLabel('Nome do aparelho').fill(name)
  await office.getByLabel('Terminal', { exact: true }).fill(terminalId)
  await office.getByRole('button', { name: 'Continuar' }).click()
  await confirm(office, name, terminalId)
  await office.getByRole('button', { name: 'Voltar' }).click()
}
