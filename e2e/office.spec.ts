import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
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

const refund = (office: Page) => office.getByRole('button', { name: 'Devolver', exact: true }).first()
const amount = (office: Page) => office.getByRole('textbox', { name: 'Valor a devolver' })
const confirm = (office: Page) =>
  office.getByRole('dialog').getByRole('button', { name: 'Devolver', exact: true })

test('a manager finds a sale, returns a part of it with a reason and sees it returned', async ({
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
  await expect(amount(office)).toHaveValue(/23,50/)
  await expect(dialog.getByText(/O valor sai do saldo da sua conta Pix/)).toBeVisible()
  await amount(office).fill('23,51')
  await expect(confirm(office)).toBeDisabled()
  await amount(office).fill('10,00')
  const reason = `Faltou um pão ${terminalId}`
  await dialog.getByRole('textbox', { name: 'Motivo' }).fill('x'.repeat(141))
  await expect(confirm(office)).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Motivo' }).fill(reason)
  await confirm(office).click()
  await expect(office.getByRole('listitem').filter({ hasText: /Devolvido$/ })).toBeVisible()
  const { json } = await world.api('GET', `/api/charges/${txid}`)
  expect(json).toMatchObject({ refundedCents: 1000, refunds: [{ status: 'refunded', amountCents: 1000 }] })
  const { refunds } = (await world.state()) as { refunds: { descricao?: string }[] }
  expect(refunds.filter(({ descricao }) => descricao === reason)).toHaveLength(1)
  await office.reload()
  await expect(office.getByText(txid)).toBeVisible()
})

test('the surplus is offered where too much came, a bank without balance says so, and it can be asked for again', async ({
  open,
  world,
  terminalId,
}) => {
  await world.faults({ refund: { outcome: 'NAO_REALIZADO', settleAfterMs: 100 } })
  const txid = await paidSale(world, terminalId, 2700)
  const office = await open(`/gestao/?venda=${txid}`)
  await expect(office.getByText(/Recebido R\$\s3,50 a mais/)).toBeVisible()
  await office.getByRole('button', { name: 'Devolver' }).click()
  await expect(amount(office)).toHaveValue(/3,50/)
  await confirm(office).click()
  await expect(office.getByText(/Devolução não realizada/)).toBeVisible()
  await world.noFaults()
  await office.getByRole('button', { name: 'Devolver' }).click()
  await confirm(office).click()
  await expect(office.getByText('Devolvido', { exact: true }).last()).toBeVisible()
  await expect(office.getByText(/a mais. Devolver\?/)).toBeHidden()
  await expect
    .poll(async () => (await world.api('GET', `/api/charges/${txid}`)).json as object)
    .toMatchObject({ refundedCents: 350, refunds: [{ status: 'not-realized' }, { status: 'refunded' }] })
})

test('a sale is opened and closed with the keyboard, and the arrows go from row to row', async ({
  open,
  world,
  terminalId,
}) => {
  await paidSale(world, terminalId)
  const txid = await paidSale(world, terminalId)
  const office = await open('/gestao/')
  const row = office
    .getByRole('row')
    .filter({ hasText: txid.slice(-6) })
    .getByRole('button')
  await row.focus()
  await office.keyboard.press('Enter')
  await expect(office.getByRole('button', { name: 'Fechar' })).toBeFocused()
  await office.keyboard.press('Enter')
  await expect(row).toBeFocused()
  await office.keyboard.press('ArrowDown')
  await expect(row).not.toBeFocused()
  await office.keyboard.press('ArrowUp')
  await expect(row).toBeFocused()
})

test('a refund that the bank has not confirmed is not called returned, and two tabs and two clicks ask for one', async ({
  open,
  world,
  terminalId,
}) => {
  await world.faults({ refund: { settleAfterMs: null } })
  const txid = await paidSale(world, terminalId)
  const tabs = [await open(`/gestao/?venda=${txid}`), await open(`/gestao/?venda=${txid}`)]
  for (const tab of tabs) {
    await refund(tab).click()
    await amount(tab).fill('10,00')
  }
  for (const tab of tabs) await confirm(tab).dblclick()
  for (const tab of tabs) {
    await expect(tab.getByRole('dialog')).toBeHidden()
    await expect(tab.getByText('Devolução pedida. O banco ainda não confirmou.')).toHaveCount(1)
  }
  const { json } = await world.api('GET', `/api/charges/${txid}`)
  expect(json).toMatchObject({ refundedCents: 0, refunds: [{ amountCents: 1000 }] })
  await world.control('POST', '/control/refunds/settle', {})
  for (const tab of tabs)
    await expect(tab.getByRole('listitem').filter({ hasText: /Devolvido$/ })).toBeVisible()
})

test('money that the Central Bank took back, or that went back from the bank itself, is told apart from our own refunds', async ({
  open,
  world,
  terminalId,
}) => {
  const txid = await paidSale(world, terminalId)
  const [charge] = await world.charges(terminalId)
  const endToEndId = charge?.payments[0]?.endToEndId
  for (const nature of ['ORIGINAL', 'MED_FRAUDE'])
    await world.control('POST', '/control/refund', { endToEndId, amountCents: 500, nature })
  await expect
    .poll(async () => (await world.api('GET', `/api/charges/${txid}`)).json)
    .toMatchObject({ status: 'paid', refundedCents: 1000 })
  const office = await open(`/gestao/?venda=${txid}`)
  await expect(office.getByText(/^Feita fora do Balcão/)).toHaveCount(1)
  await expect(office.getByText(/^Feita pelo Banco Central \(MED\)/)).toHaveCount(1)
  await expect(office.getByText(/^Ainda dá para devolver R\$\s13,50/)).toBeVisible()
})

test('a page that cannot be read says so without coming and going, until it can', async ({
  open,
  console,
}) => {
  console.isNetworkBroken = true
  const office = await open('/gestao/?pagina=banco')
  await expect(office.getByText('Respondendo', { exact: true })).toBeVisible()
  let asked = 0
  await office.route('**/api/health', (route) => {
    asked += 1
    return route.abort()
  })
  await office.reload()
  const failed = office.getByText('O estado do banco não pôde ser lido.')
  await expect(failed).toBeVisible()
  await office.evaluate(() => {
    new MutationObserver(() => {
      if (document.body.innerText.includes('Buscando')) document.documentElement.dataset.flickered = 'yes'
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  // It is asked for again by itself, three times each time.
  const before = asked
  await expect.poll(() => asked).toBeGreaterThanOrEqual(before + 3)
  await expect(office.locator('html')).not.toHaveAttribute('data-flickered')
  await office.unroute('**/api/health')
  await expect(office.getByText('Respondendo', { exact: true })).toBeVisible()
  await expect(failed).toHaveCount(0)
})
