import { expect, type Page } from '@playwright/test'
import { cobOf, patience, written } from './counter.ts'
import { pins } from './locked-shop.ts'
import type { World } from './world.ts'

/** Asks at the page of a sale for a part of it, or for all of it. */
export async function giveBack(page: Page, world: World, { of, cents = of }: { of: number; cents?: number }) {
  await page.goto(`${world.url}/gestao/?venda=${(await cobOf(world, of)).txid}`)
  await page.getByRole('button', { name: 'Devolver', exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Valor a devolver' }).fill(written(cents))
  await dialog.getByRole('button', { name: 'Devolver', exact: true }).click()
}

/** A manager comes to the screen of whoever asked for more than they may. */
export async function allow(page: Page, manager: string) {
  const approval = page.getByRole('dialog')
  await expect(approval.getByText(/passa do limite/)).toBeVisible(patience)
  await approval.getByLabel('Nome do gerente').fill(manager)
  await approval.getByLabel('PIN do gerente').fill(pins[manager] ?? '')
  await approval.getByRole('button', { name: 'Autorizar e devolver' }).click()
}

export const isGivenBack = (page: Page) =>
  expect(page.getByRole('listitem').filter({ hasText: /Devolvido$/ })).toBeVisible(patience)
