import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { writeBrCode } from '../packages/brcode/src/index.ts'
import { expectAccessibleInBoth, expectNothingCutOff } from './accessible.ts'
import { Visitor } from './visitor.ts'
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
async function payToTheKey(world: World, amountCents: number, at?: string): Promise<string> {
  const { merchant } = (await world.state()) as { merchant: { chave: string } }
  const pixCopiaECola = writeBrCode({
    kind: 'static',
    chave: merchant.chave,
    merchantName: 'Padaria',
    merchantCity: 'Sao Paulo',
    amountCents,
  })
  const paid = await world.control('POST', '/control/pay', { pixCopiaECola, ...(at && { at }) })
  return (paid as { endToEndId: string }).endToEndId
}

/** A day of a test's own, so many days ago, and its noon by the shop's clock. */
function dayAgo(days: number) {
  const day = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
  return { day, noon: `${day}T12:00:00-03:00`, address: `/gestao/?pagina=conciliacao&de=${day}&ate=${day}` }
}

/** Has a past day read at the bank, and waits for what that found. */
async function check(office: Page, words: RegExp | string) {
  await office.getByRole('button', { name: 'Conferir com o banco' }).click()
  await expect(office.getByText(words)).toBeVisible()
}

/** A reading ends some seconds before now, so that what has just been paid is in the next one. */
const checkUntil = (office: Page, pixAtTheBank: string) =>
  expect(async () => {
    await office.getByRole('button', { name: 'Conferir com o banco' }).click()
    await expect(office.getByText(/^Conferido com o banco em/)).toBeVisible()
    await expect(office.getByText(pixAtTheBank, { exact: true })).toHaveCount(2, { timeout: 3_000 })
  }).toPass()

test('a manager checks the day with the bank, finds money without a sale, explains it and returns it', async ({
  open,
  world,
  terminalId,
}) => {
  await world.faults({ webhook: { drop: true } })
  await payUnheard(world, terminalId, 2350)
  await payUnheard(world, terminalId, 1000)
  // A browser that saves a file brings its cookies along, and no key: here somebody is signed in.
  const manager = new Visitor(world)
  await manager.ask('POST', '/api/set-up/demo')
  const office = await open('/gestao/', manager.screen())
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
  await expect(office.getByText('1 linha tem a explicação de uma pessoa.')).toBeVisible()
  await expect(office.getByRole('status').filter({ hasText: 'Tudo confere' })).toBeVisible()

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
  await expect(office.getByRole('listitem').filter({ hasText: /Devolvido$/ })).toBeVisible()
  const { refunds } = (await world.state()) as { refunds: { valor: string; status: string }[] }
  expect(refunds).toMatchObject([{ valor: '5.00', status: 'DEVOLVIDO' }])
})

test('a partial refund of a Pix without a sale is followed by every open page, from asked to failed, and then to done', async ({
  open,
  world,
}) => {
  const { address, noon } = dayAgo(3)
  const endToEndId = await payToTheKey(world, 500, noon)
  const office = await open(address)
  await check(office, '1 linha precisa de atenção.')
  await world.faults({ refund: { settleAfterMs: null } })
  const dialog = office.getByRole('dialog')
  const giveBack = async (amount: string, left: RegExp) => {
    await office.getByRole('button', { name: 'Devolver' }).click()
    await expect(dialog.getByText(left)).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Valor a devolver' }).fill(amount)
    await dialog.getByRole('button', { name: 'Devolver', exact: true }).click()
    await expect(dialog).toBeHidden()
  }
  await giveBack('2,00', /até R\$\s5,00/)
  const refundOn = (page: Page, words: RegExp) => page.getByRole('listitem').filter({ hasText: words })
  const asked = /R\$\s2,00.*O banco ainda não confirmou/
  await expect(refundOn(office, asked)).toBeVisible()
  const other = await open(address)
  await expect(refundOn(other, asked)).toBeVisible()

  const motivo = 'Saldo insuficiente na conta'
  await world.control('POST', '/control/refunds/settle', { endToEndId, outcome: 'NAO_REALIZADO', motivo })
  for (const page of [office, other])
    await expect(refundOn(page, /Devolução não realizada: Saldo insuficiente na conta/)).toBeVisible()

  await giveBack('5,00', /até R\$\s5,00/)
  await expect(office.getByRole('button', { name: 'Devolver' })).toBeHidden()
  await world.control('POST', '/control/refunds/settle', { endToEndId })
  await expect(refundOn(office, /R\$\s5,00.*Devolvido$/)).toBeVisible()
  // Here and at the bank, whose answer is noted without another reading.
  await expect(office.getByText('1 devolução', { exact: true })).toHaveCount(2)
})

test('the whole of what is filtered is printed, not only the lines that are loaded', async ({
  open,
  world,
}) => {
  // More than one page of a print, which is 250 lines.
  const count = 260
  const { address, noon } = dayAgo(4)
  const waiting = Array.from({ length: count }, (_, index) => index + 1)
  const payer = async () => {
    for (let cents = waiting.pop(); cents !== undefined; cents = waiting.pop())
      await payToTheKey(world, cents, noon)
  }
  await Promise.all(Array.from({ length: 8 }, payer))
  const office = await open(address)
  await office.evaluate(() => {
    // A browser without a screen has no print to open; what would be on the paper is looked at here.
    window.print = () => {
      document.title = 'printing'
    }
  })
  await check(office, `${count} linhas precisam de atenção.`)
  await expect(office.getByText(`As 100 primeiras de ${count} linhas.`, { exact: false })).toBeVisible()
  await office.getByRole('button', { name: 'Imprimir' }).click()
  await expect(office).toHaveTitle('printing')
  await expect(office.getByText('R$ 2,60', { exact: true }).last()).toBeHidden()
  await office.emulateMedia({ media: 'print' })
  await expect(office.getByText(`Todas: ${count} linhas`)).toBeVisible()
  for (const cents of ['0,01', '2,50', '2,60'])
    await expect(
      office.getByText(`R$\u00a0${cents}`, { exact: true }).locator('visible=true').first(),
    ).toBeVisible()
  await expect(office.locator('tbody tr:visible').filter({ hasText: 'Pix sem venda' })).toHaveCount(count)
  await office.evaluate(() => dispatchEvent(new Event('afterprint')))
  await office.emulateMedia({ media: 'screen' })
  await expect(office.getByText(`Todas: ${count} linhas`)).toHaveCount(0)
})

test('axe finds nothing on any page of the office, light and dark, and a phone cuts nothing off', async ({
  open,
}) => {
  for (const page of ['vendas', 'conciliacao', 'banco']) {
    const office = await open(`/gestao/?pagina=${page}`, {
      viewport: { width: 360, height: 740 },
    })
    await expect(
      office.getByText(/^(Hora|Totais do período|Banco \(PSP\)|Nenhuma venda aqui ainda\.)$/),
    ).not.toHaveCount(0)
    await expectAccessibleInBoth(office)
    await expectNothingCutOff(office)
  }
})

for (const [name, isTold] of [
  ['cielo', true],
  ['sandbox', false],
] as const)
  test(`which account a refund needs is ${isTold ? '' : 'not '}told to a shop of ${name}`, async ({
    open,
    world,
  }) => {
    const { address, noon } = dayAgo(isTold ? 6 : 7)
    await payToTheKey(world, 500, noon)
    const page = await open('/gestao/')
    await page.route('**/api/health', async (route) => {
      const reply = await route.fetch()
      const health = await reply.json()
      await route.fulfill({ response: reply, json: { ...health, psp: { ...health.psp, name } } })
    })
    await page.goto(new URL(address, world.url).href)
    await check(page, '1 linha precisa de atenção.')
    const known = page.waitForResponse('**/api/health')
    await page.getByRole('button', { name: 'Devolver' }).click()
    await (await known).finished()
    const note = page.getByRole('dialog').getByText('Cielo: só em Livre Movimentação.')
    await expect(note).toHaveCount(isTold ? 1 : 0)
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

test('a reading that is asked for before the page knows how things stand is followed all the same', async ({
  open,
  world,
}) => {
  const { address } = dayAgo(5)
  const page = await open('/gestao/')
  let hasAsked = () => {}
  const asked = new Promise<void>((resolve) => {
    hasAsked = resolve
  })
  const isDone = page.waitForResponse((reply) => reply.request().method() === 'POST')
  await page.route(/api\/reconciliation\?/, async (route) => {
    // The first answer was given before the reading began, and comes after it has.
    const response = await route.fetch()
    hasAsked()
    await isDone
    await route.fulfill({ response }).catch(() => {})
  })
  await page.goto(new URL(address, world.url).href)
  await asked
  await page.getByRole('button', { name: 'Conferir com o banco' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Tudo confere' })).toBeVisible()
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
  await expect(office.getByText('Não foi possível terminar a conferência com o banco.')).toBeVisible()
  await world.noFaults()
  await office.getByRole('button', { name: 'Tentar de novo' }).click()
  await expect(office.getByRole('status').filter({ hasText: 'Tudo confere' })).toBeVisible()
})
