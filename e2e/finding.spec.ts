import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { charge, expect, says, test, type World } from './world.ts'

/** A sale made and paid without a screen. */
async function paidSale(world: World, terminalId: string, amountCents: number) {
  const txid = randomBytes(16).toString('hex')
  await world.api('PUT', `/api/charges/${txid}`, { amountCents, terminalId })
  const { pixCopiaECola } = await world.openCharge(terminalId)
  // Until the bank knows where to tell of a payment, a terminal that nobody looks at hears of it late.
  await expect
    .poll(async () => (await world.api('GET', '/api/health')).json)
    .toMatchObject({ webhook: { status: 'ok' } })
  const endToEndId = await world.pay(pixCopiaECola)
  await expect.poll(async () => (await world.charges(terminalId))[0]?.status).toBe('paid')
  return { txid, endToEndId }
}

async function openCheck(till: Page) {
  await till.getByRole('button', { name: 'Conferir comprovante' }).click()
  return till.getByRole('dialog', { name: 'Conferir comprovante' })
}
const id = (till: Page) => till.getByRole('textbox', { name: 'ID da transação Pix (E2E)' })
const check = (till: Page) => till.getByRole('button', { name: 'Conferir', exact: true })

test('a customer’s proof is held against the bank: forged, of another sale, and true', async ({
  cashier,
  world,
  terminalId,
}) => {
  const earlier = await paidSale(world, terminalId, 1111)
  const till = await cashier()
  await charge(till)
  // Until then the newest charge is the earlier sale.
  await says(till, 'Aguardando pagamento')
  const { pixCopiaECola } = await world.openCharge(terminalId)
  const dialog = await openCheck(till)
  const verdict = dialog.getByRole('status')
  await id(till).fill('abc')
  await check(till).click()
  await expect(dialog.getByText('Digite 4 letras ou números, ou mais.')).toBeVisible()
  await id(till).fill(`E9999901020261122223${randomBytes(6).toString('hex')}`)
  await check(till).click()
  await expect(verdict.getByText('Não recebido', { exact: true })).toBeVisible()
  await id(till).fill(earlier.endToEndId.slice(-6))
  await expect(verdict).toBeEmpty()
  await check(till).click()
  await expect(verdict.getByText(/^Recebido às \d\d:\d\d: R\$\s11,11, em outra venda$/)).toBeVisible()
  const endToEndId = await world.pay(pixCopiaECola)
  await id(till).fill(endToEndId.slice(-5).toLowerCase())
  await id(till).press('Enter')
  await expect(verdict.getByText(/^Recebido agora: R\$\s23,50, nesta venda$/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Fechar' }).click()
  await says(till, 'Pago')
})

test('while the bank is silent the till says that nobody knows', async ({
  cashier,
  world,
  terminalId,
  console,
}) => {
  console.isNetworkBroken = true
  const till = await cashier()
  await charge(till)
  await world.openCharge(terminalId)
  await world.faults({ rules: [{ match: { operation: 'getPix' }, status: 503, body: '' }] })
  const dialog = await openCheck(till)
  await id(till).fill(`E9999901020261122223${randomBytes(6).toString('hex')}`)
  await check(till).click()
  await expect(dialog.getByRole('status').getByText('O banco não respondeu')).toBeVisible()
  await expect(dialog.getByText(/Não recebido|Recebido/)).toHaveCount(0)
})

test('a manager finds a sale by its amount, and the address keeps the search', async ({
  open,
  world,
  terminalId,
}) => {
  const cents = 100_000 + Number.parseInt(randomBytes(2).toString('hex'), 16)
  const { txid } = await paidSale(world, terminalId, cents)
  await paidSale(world, terminalId, cents + 1)
  const office = await open('/gestao/')
  await office.getByRole('button', { name: 'Procurar' }).click()
  const form = office.getByRole('region', { name: 'Procurar vendas' })
  await form.getByRole('textbox', { name: 'Valor', exact: true }).fill('23,5')
  await form.getByRole('button', { name: 'Procurar' }).click()
  await expect(form.getByText('Escreva o valor como 23,50.')).toBeVisible()
  await form
    .getByRole('textbox', { name: 'Valor', exact: true })
    .fill((cents / 100).toFixed(2).replace('.', ','))
  await form.getByRole('button', { name: 'Procurar' }).click()
  await expect(office.getByRole('row')).toHaveCount(2)
  await office.reload()
  await expect(office.getByRole('row')).toHaveCount(2)
  await expect(form.getByRole('textbox', { name: 'Valor', exact: true })).toHaveValue(/^1\.?\d+,\d\d$/)
  await office
    .getByRole('row')
    .filter({ hasText: txid.slice(-6) })
    .getByRole('button')
    .click()
  await expect(office.getByText(txid)).toBeVisible()
  await form.getByRole('textbox', { name: 'ID da transação Pix (E2E)' }).fill('zzzz')
  await form.getByRole('button', { name: 'Procurar' }).click()
  await expect(office.getByText('Nenhuma venda com isto.')).toBeVisible()
  await form.getByRole('button', { name: 'Limpar' }).click()
  await expect(office).not.toHaveURL(/valor|pix=/)
  await expect(office.getByRole('row').nth(2)).toBeVisible()
})

test('the timeline tells how a sale went, with the seconds from the bank to the customer’s screen', async ({
  cashier,
  display,
  open,
  world,
  terminalId,
}) => {
  const screen = await display()
  const till = await cashier()
  await charge(till, '15,00')
  const { pixCopiaECola, txid } = await world.openCharge(terminalId)
  await expect(screen.getByRole('img', { name: 'QR Code Pix' })).toBeVisible()
  const steps = async () => {
    const { json } = await world.api('GET', `/api/charges/${txid}/timeline`)
    return (json as { events: { kind: string }[] }).events.map(({ kind }) => kind)
  }
  await expect.poll(steps).toContain('code-painted')
  await world.pay(pixCopiaECola)
  await says(screen, 'Pago')
  await expect.poll(steps).toContain('paid-painted')
  await till.getByRole('button', { name: 'Nova venda' }).click()
  await till.getByRole('button', { name: /^Como foi a venda das/ }).click()
  const office = await open(`/gestao/?venda=${txid}`)
  for (const page of [till, office]) {
    const story = page.getByRole('list', { name: 'Como foi' })
    await expect(story.getByRole('listitem')).toHaveText([
      /Cobrança de R\$\s15,00 feita/,
      /A tela do cliente mostrou o código/,
      /Pix de R\$\s15,00 pago no banco/,
      /O banco avisou o Balcão|O Balcão achou o Pix|O Balcão perguntou/,
      /A tela do cliente mostrou Pago/,
    ])
    await expect(page.getByText(/^Do pagamento no banco até a tela do cliente: \d+(,\d)? s\.$/)).toBeVisible()
  }
})
