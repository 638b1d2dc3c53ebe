import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../rigs/processes.ts'
import { closeShift, expectReport, fact, listOf, listOfBank, openShift, since } from './closing.ts'
import { Counter, patience, written } from './counter.ts'
import { signIn, signInByName, switchOperator } from './locked-shop.ts'
import { addOperator, letIn, setUp, testCents } from './opening-day.ts'
import { allow, giveBack, isGivenBack } from './returning.ts'
import * as sale from './sale-endings.ts'
import { expect, test } from './world.ts'

// A shop of its own, in which nobody was before and everybody signs in.
test.use({ settings: { SHOP_NAME: 'Loja sem dono' }, hasKey: false, hasWorker: true })

const manager = 'Gerente'
const shopName = 'Empório do Largo'

test('a day of a store: two tills sell in every way, and what they close with is what the bank lists, to the cent', async ({
  open,
  world,
  console,
}) => {
  test.setTimeout(600_000)
  // Whatever is refused, a browser writes down: a screen that is not paired yet, a refund above a limit.
  console.isNetworkBroken = true

  const till = await open('/entrar/')
  const front = await test.step('the first run, with a cent from the code to Pago', async () => {
    const display = await setUp({ world, till, open, manager, shopName, tillName: 'Frente' })
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
    await expect(back.display.getByText('Aceitamos Pix').first()).toBeVisible(patience)
  })

  await test.step('both shifts are opened, after a look around', async () => {
    await switchOperator(front.till).click()
    await signIn(front.till, 'Ana')
    await signIn(back.till, 'Beto')
    for (const { till } of [front, back])
      await openShift(till, ['Banco: ok', 'Avisos do banco: ok', 'Relógio: ok', 'Tela do cliente: ok'])
    await expect(front.till.getByText(/^1 Pix recebido antes da abertura.*R\$\s0,01/)).toBeVisible(patience)
    await front.press('Pronto')
    await expect(front.till.getByText('Turno de Ana')).toBeVisible()
    await expect(back.till.getByText('Turno de Beto')).toBeVisible()
  })

  const firstOfBack = await test.step('paid, in the common way', async () => {
    await front.sell(2350)
    return back.sell(5500)
  })
  await test.step('paid too little, too much, and twice', () => sale.paidOddly(front))
  await test.step('cancelled, also against a payment, which wins', async () => {
    await sale.cancelled(front, 900)
    await sale.cancelled(back, 1300)
    await sale.cancelledAgainstPayment(front, world)
  })
  await test.step('paid while the bank tells nobody', () => sale.paidWithoutNotice(front, world))
  await test.step('the bank is silent and comes back, and loses an answer', async () => {
    await sale.chargedWhileBankIsSilent(front, world)
    await sale.chargedAndAnswerLost(back, world)
  })
  await test.step('both screens are loaded again in the middle', () => sale.reloadedInTheMiddle(front))
  await test.step('parked, and paid while another customer is served', () => sale.paidWhileParked(back))
  await test.step('what a customer shows is held against the bank, and then a receipt', async () => {
    await sale.paidWithProof(back, firstOfBack)
    await sale.receiptIsRead(back, shopName)
  })

  await test.step('another operator goes on with the shift', async () => {
    await switchOperator(back.till).click()
    await signIn(back.till, 'Ana')
    await expect(back.till.getByText('Turno de Beto')).toBeVisible(patience)
    await back.sell(1100)
    await back.sell(3300)
  })

  await test.step('returned: a part, the whole, above the limit with the manager, and not realised', async () => {
    await giveBack(front.till, world, { of: 2700, cents: 400 })
    await isGivenBack(front.till)
    await front.goBack()
    await giveBack(back.till, world, { of: 600 })
    await isGivenBack(back.till)
    await giveBack(back.till, world, { of: 5500 })
    await allow(back.till, manager)
    await isGivenBack(back.till)
    await back.goBack()
    await world.faults({ refund: { outcome: 'NAO_REALIZADO', settleAfterMs: 100 } })
    await giveBack(office, world, { of: 3300 })
    await expect(office.getByText(/Devolução não realizada/).first()).toBeVisible(patience)
    await world.noFaults()
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

  await test.step('an hour later: one has expired, one is paid late, one was extended and is taken up again', () =>
    sale.leftForAnHour(front, world))

  const closed = await test.step('both shifts are closed, and say what the bank lists', async () => {
    await closeShift(front.till)
    const ofFront = await listOf(front)
    await expectReport(front.till, ofFront)
    const sums = [
      ['Antes da abertura', '1 Pix', 1],
      ['Pagas depois do prazo', '1 Pix', 800],
      ['Recebido a menos', '1 Pix', 1500],
      ['Recebido a mais', '3 Pix', 3100 + 2 * 1200],
      ['Pagas em dobro', '2 Pix', 2 * 1200],
    ] as const
    for (const [name, count, cents] of sums)
      await expect(fact(front.till, name)).toHaveText(new RegExp(`^${count} · R\\$\\s${written(cents)}$`))

    await closeShift(back.till)
    const ofBack = await listOf(back)
    await expectReport(back.till, ofBack)
    await expect(fact(back.till, 'Ana')).toHaveText(/^2 Pix · R\$\s44,00$/)
    await expect(fact(back.till, 'Beto')).toHaveText(/^5 Pix · R\$\s107,00$/)
    return { front: ofFront, back: ofBack, reportOfBack: back.till.url() }
  })

  await test.step('money that comes after the close is in the next shift, and points back', async () => {
    await back.goBack()
    await back.pay(1300)
    await expect(back.latest(1300)).toContainText('paga depois do prazo', patience)
    await openShift(back.till, [])
    await expect(back.till.getByText(/^1 Pix recebido antes da abertura.*R\$\s13,00/)).toBeVisible(patience)
    await back.press('Pronto')
    await closeShift(back.till)
    await expectReport(back.till, since(closed.back, await listOf(back)))
    await expect(back.till.getByText(/do turno 1/)).toBeVisible()
    await back.till.goto(closed.reportOfBack)
    await expectReport(back.till, closed.back)
  })

  await test.step('all that the bank has is in one report, and the audit is as it was written', async () => {
    const [ofFront, ofBack] = [await listOf(front), await listOf(back)]
    expect(since(closed.front, ofFront)).toEqual({ pix: [], refunds: [] })
    const { pix, refunds } = await listOfBank(world)
    expect(ofFront.pix.length + ofBack.pix.length).toBe(pix.length)
    expect(ofFront.refunds.length + ofBack.refunds.length).toBe(refunds.length)
    const verify = [join(root, 'apps/bff/src/audit/main.ts')]
    const env = { ...process.env, DATA_DIR: dirname(world.pkiDir) }
    const { stdout } = await promisify(execFile)(process.execPath, verify, { env })
    const [, rows] = /^(\d+) rows, whole\./.exec(stdout) ?? []
    // Each sale is a deed of somebody, and there are others.
    expect(Number(rows), stdout).toBeGreaterThan(front.charged.length + back.charged.length)
  })
})
