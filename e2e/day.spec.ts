import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { root } from '../rigs/processes.ts'
import { closeShift, expectReport, listOf, listOfBank, openShift, since } from './closing.ts'
import { Counter, cobOf, patience, shown, written } from './counter.ts'
import { pins, signIn, signInByName, switchOperator } from './locked-shop.ts'
import { addOperator, letIn, setUp, testCents } from './opening-day.ts'
import { test as base, charge, expect, World } from './world.ts'

const manager = 'Gerente'
/** A code lives for an hour, and the customer gets ten minutes more where somebody asks for them. */
const overAnHourMs = 61 * 60_000

/** A shop that nobody has set up, whose folder is known, so that its audit can be read beside it. */
const test = base.extend<object, { world: World; folder: string }>({
  folder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'balcao-day-'))
      await use(folder)
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  world: [
    async ({ folder }, use) => {
      const world = new World({ DATA_DIR: folder })
      await world.start()
      await use(world)
      await world.stop()
    },
    { scope: 'worker' },
  ],
})

// Everybody signs in, as in a shop.
test.use({ hasKey: false })

test('a day of a store: two tills sell in every way, and what they close with is what the bank lists, to the cent', async ({
  open,
  world,
  folder,
  console,
}) => {
  test.setTimeout(600_000)
  // Whatever is refused, a browser writes down: a display that is not paired yet, a refund above a limit.
  console.isNetworkBroken = true
  const till = await open('/entrar/')
  const front = await test.step('the first run, with a cent from the code to Pago', async () => {
    const display = await setUp({ world, till, open, manager, tillName: 'Frente', terminalId: 'frente' })
    return new Counter(world, 'frente', till, display, [testCents])
  })

  const office = await open('/entrar/?para=/gestao/')
  await test.step('the manager adds two operators', async () => {
    await signInByName(office, manager)
    await office.getByRole('link', { name: 'Pessoas' }).click()
    for (const name of ['Ana', 'Beto']) await addOperator(office, name)
  })

  const back = new Counter(world, 'fundos', await open('/entrar/'), await open('/visor/'))
  await test.step('a second till and its display are let in', async () => {
    await office.getByRole('link', { name: 'Aparelhos' }).click()
    await back.till.getByRole('button', { name: /^Este aparelho é um caixa/ }).click()
    await letIn(office, back.till, 'Caixa dos fundos', back.terminalId)
    await letIn(office, back.display, 'Visor dos fundos', back.terminalId)
    await expect(back.display.getByText('Aceitamos Pix').first()).toBeVisible()
  })

  await test.step('both shifts are opened, after a look around', async () => {
    await switchOperator(front.till).click()
    await signIn(front.till, 'Ana')
    await signIn(back.till, 'Beto')
    for (const { till } of [front, back])
      await openShift(till, async (dialog) => {
        for (const line of ['Banco: ok', 'Avisos do banco: ok', 'Tela do cliente: ok', 'Relógio: ok'])
          await expect(dialog.getByText(line, { exact: true })).toBeVisible(patience)
      })
    await expect(front.till.getByText(/^1 Pix recebido antes da abertura entra neste turno/)).toBeVisible()
    await front.press('Pronto')
    await expect(front.till.getByText('Turno de Ana')).toBeVisible()
    await expect(back.till.getByText('Turno de Beto')).toBeVisible()
  })

  await test.step('paid, in the common way', async () => {
    await front.sell(2350)
    await back.sell(5500)
  })

  await test.step('paid too little, too much, and twice', async () => {
    await front.ask(1800)
    await front.pay(1800, 1500)
    await expect(
      till.getByText(/Recebido R\$\s15,00 de R\$\s18,00\. Faltam R\$\s3,00\./).first(),
    ).toBeVisible(patience)
    await front.next()
    await front.ask(2700)
    await front.pay(2700, 3100)
    await front.isPaid(2700)
    await front.next()
    await front.sell(1200)
    await front.pay(1200)
    await expect(front.latest(1200)).toContainText('paga em dobro', patience)
  })

  await test.step('cancelled, also against a payment, which wins', async () => {
    for (const [at, cents] of [
      [front, 900],
      [back, 1300],
    ] as const) {
      await at.ask(cents)
      await at.press('Cancelar')
      await expect(at.till.getByText('Ninguém pode mais pagar este código.')).toBeVisible(patience)
      await at.next()
    }
    await front.ask(1400)
    await world.faults({ rules: [{ match: { operation: 'patchCob' }, delayMs: 3_000 }] })
    await front.press('Cancelar')
    await expect(till.getByText('Verificando com o banco se ainda dá para cancelar.').first()).toBeVisible()
    await front.pay(1400)
    await front.isPaid(1400)
    await world.noFaults()
    await front.next()
  })

  await test.step('paid while the bank tells nobody, and found by asking', async () => {
    await world.faults({ webhook: { drop: true } })
    await front.sell(3100)
    await world.noFaults()
  })

  await test.step('the bank is silent and comes back, and loses an answer', async () => {
    await world.faults({ rules: [{ match: { operation: '*' }, status: 503 }] })
    await front.charge(1600)
    await expect(till.getByText(/O banco não está respondendo desde/)).toBeVisible(patience)
    await world.noFaults()
    await front.isShown(1600)
    await front.pay(1600)
    await front.isPaid(1600)
    await front.next()
    await world.faults({ rules: [{ match: { operation: 'putCob' }, dropResponse: true, times: 1 }] })
    await back.sell(2200)
    await world.noFaults()
  })

  await test.step('both screens are loaded again in the middle of a sale', async () => {
    await front.ask(2100)
    for (const page of [front.till, front.display]) await page.reload()
    await front.isShown(2100)
    await front.pay(2100)
    await front.isPaid(2100)
    await front.next()
  })

  await test.step('parked, and paid while another customer is served', async () => {
    await back.ask(500)
    await back.next()
    await back.ask(600)
    await back.pay(500)
    await expect(back.latest(500)).toContainText('Pago', patience)
    await back.pay(600)
    await back.isPaid(600)
    await back.next()
  })

  await test.step('what customers show is held against the bank', async () => {
    const { pix } = await listOf(back)
    const dialog = back.till.getByRole('dialog', { name: 'Conferir comprovante' })
    const verdict = dialog.getByRole('status')
    const check = async (id: string) => {
      await dialog.getByLabel('ID da transação Pix (E2E)').fill(id)
      await dialog.getByRole('button', { name: 'Conferir', exact: true }).click()
    }
    await back.ask(1900)
    await back.press('Conferir comprovante')
    await check(`E9999901020261122223${randomBytes(6).toString('hex')}`)
    await expect(verdict.getByText('Não recebido', { exact: true })).toBeVisible(patience)
    await check(pix[0]?.endToEndId ?? '')
    await expect(verdict.getByText(/R\$\s55,00, em outra venda$/)).toBeVisible(patience)
    await check(await back.pay(1900))
    await expect(verdict.getByText(/^Recebido agora: R\$\s19,00, nesta venda$/)).toBeVisible(patience)
    await dialog.getByRole('button', { name: 'Fechar' }).click()
    await back.isPaid(1900)
  })

  await test.step('a receipt', async () => {
    await back.press('Recibo')
    const receipt = back.till.getByRole('dialog', { name: 'Recibo' })
    await expect(receipt.getByText('Empório do Largo')).toBeVisible()
    await expect(receipt.getByText(shown(1900)).first()).toBeVisible()
    await receipt.getByRole('button', { name: 'Fechar' }).click()
    await back.next()
  })

  await test.step('another operator goes on with the shift', async () => {
    await switchOperator(back.till).click()
    await signIn(back.till, 'Ana')
    await expect(back.till.getByText('Turno de Beto')).toBeVisible()
    await back.sell(1100)
    await back.sell(3300)
  })

  await test.step('returned: a part, the whole, above the limit with the manager, and not realised', async () => {
    await front.till.goto(await saleAddress(world, 2700))
    await refund(front.till, 400)
    await expectReturned(front.till)
    await front.goBack()

    await back.till.goto(await saleAddress(world, 5500))
    await refund(back.till, 5500)
    const approval = back.till.getByRole('dialog')
    await expect(approval.getByText(/R\$\s55,00 está acima do limite/)).toBeVisible()
    await approval.getByLabel('Nome do gerente').fill(manager)
    await approval.getByLabel('PIN do gerente').fill(pins[manager] ?? '')
    await approval.getByRole('button', { name: 'Autorizar e devolver' }).click()
    await expectReturned(back.till)
    await back.till.goto(await saleAddress(world, 600))
    await refund(back.till, 600)
    await expectReturned(back.till)

    await world.faults({ refund: { outcome: 'NAO_REALIZADO', settleAfterMs: 100 } })
    await office.goto(await saleAddress(world, 3300))
    await refund(office, 3300)
    await expect(office.getByText(/Devolução não realizada/).first()).toBeVisible(patience)
    await world.noFaults()
    await back.goBack()
  })

  await test.step('the manager finds a sale by its amount and reads how it went', async () => {
    await office.goto(`${world.url}/gestao/`)
    await office.getByRole('button', { name: 'Procurar' }).click()
    const search = office.getByRole('region', { name: 'Procurar vendas' })
    await search.getByRole('textbox', { name: 'Valor', exact: true }).fill(written(1900))
    await search.getByRole('button', { name: 'Procurar' }).click()
    await expect(office.getByRole('row')).toHaveCount(2)
    await office.getByRole('row').nth(1).getByRole('button').click()
    const story = office.getByRole('list', { name: 'Como foi' })
    for (const words of [
      /Cobrança de R\$\s19,00 feita por Beto/,
      'A tela do cliente mostrou o código',
      /Pix de R\$\s19,00 pago no banco/,
      'A tela do cliente mostrou Pago',
    ])
      await expect(story.getByText(words)).toBeVisible(patience)
  })

  await test.step('an hour later: one has expired, one is paid late, one was extended and is taken up again', async () => {
    await front.ask(4400)
    await front.press('+10 min')
    await expect(front.till.getByRole('timer')).toHaveText(/(69|70|1:09|1:10):\d\d/)
    await front.next()
    await front.ask(700)
    await front.next()
    await front.ask(800)
    await world.control('POST', '/control/clock', { advanceMs: overAnHourMs })
    await expect(till.getByText(/Expirou sem pagamento/).first()).toBeVisible(patience)
    await front.pay(800)
    await expect(till.getByText(/Pago depois do prazo/).first()).toBeVisible(patience)
    await expect(front.latest(700)).toContainText('Expirada')
    await till
      .getByRole('button')
      .filter({ hasText: shown(4400) })
      .click()
    await front.isShown(4400)
    await front.pay(4400)
    await front.isPaid(4400)
    await front.next()
  })

  const closed = await test.step('both shifts are closed, and say what the bank lists', async () => {
    const lists = []
    for (const counter of [front, back]) {
      await closeShift(counter.till)
      const list = await listOf(counter)
      await expectReport(counter.till, list)
      lists.push(list)
    }
    for (const name of ['Ana', 'Beto'])
      await expect(back.till.getByRole('term').getByText(name, { exact: true })).toBeVisible()
    await expect(front.till.getByRole('term').getByText('Antes da abertura')).toBeVisible()
    const [ofFront, ofBack] = lists
    return { front: ofFront, back: ofBack }
  })
  const backReport = back.till.url()

  await test.step('money that comes after the close is in the next shift, and points back', async () => {
    await back.goBack()
    await back.pay(1300)
    await expect(back.latest(1300)).toContainText('paga depois do prazo', patience)
    await openShift(back.till, async () => {})
    await expect(back.till.getByText(/^1 Pix recebido antes da abertura.*R\$\s13,00/)).toBeVisible()
    await back.press('Pronto')
    await closeShift(back.till)
    await expectReport(back.till, since(closed.back, await listOf(back)))
    await expect(back.till.getByText(/do turno 1/)).toBeVisible()
    await back.till.goto(backReport)
    await expectReport(back.till, closed.back)
  })

  await test.step('nothing that the bank has is in no report, and the audit is as it was written', async () => {
    const all = await listOfBank(world)
    const [ofFront, ofBack] = [await listOf(front), await listOf(back)]
    expect(all.pix).toHaveLength(ofFront.pix.length + ofBack.pix.length)
    expect(since(closed.front, ofFront)).toEqual({ pix: [], refunds: [] })
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(root, 'apps/bff/src/audit/main.ts')],
      { env: { ...process.env, DATA_DIR: folder } },
    )
    expect(stdout).toMatch(/^\d+ rows, whole\./)
  })
})

const saleAddress = async (world: World, cents: number) =>
  `${world.url}/gestao/?venda=${(await cobOf(world, cents)).txid}`

async function refund(page: Page, cents: number) {
  await page.getByRole('button', { name: 'Devolver', exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Valor a devolver' }).fill(written(cents))
  await dialog.getByRole('button', { name: 'Devolver', exact: true }).click()
}

const expectReturned = (page: Page) =>
  expect(page.getByRole('listitem').filter({ hasText: /Devolvido$/ })).toBeVisible(patience)
