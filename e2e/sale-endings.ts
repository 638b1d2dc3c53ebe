import { randomBytes } from 'node:crypto'
import { type Counter, patience, shown } from './counter.ts'
import { expect, type World } from './world.ts'

/** Every way in which a sale ends. No amount comes twice in a day: by its amount the bank's list tells a sale. */

export async function paidOddly(at: Counter) {
  await at.ask(1800)
  await at.pay(1800, 1500)
  const missing = /Recebido R\$\s15,00 de R\$\s18,00\. Faltam R\$\s3,00\./
  await expect(at.till.getByText(missing).first()).toBeVisible(patience)
  await at.next()
  await at.ask(2700)
  await at.pay(2700, 3100)
  await at.isPaid(2700)
  await at.next()
  await at.sell(1200)
  await at.pay(1200)
  await expect(at.latest(1200)).toContainText('paga em dobro', patience)
}

export async function cancelled(at: Counter, cents: number) {
  await at.ask(cents)
  await at.press('Cancelar')
  await expect(at.till.getByText('Ninguém pode mais pagar este código.')).toBeVisible(patience)
  await at.next()
}

/** The bank takes no cancel for as long as it takes the customer to pay. */
export async function cancelledAgainstPayment(at: Counter, world: World) {
  await at.ask(1400)
  await world.faults({ rules: [{ match: { operation: 'patchCob' }, status: 503 }] })
  await at.press('Cancelar')
  await expect(at.till.getByText('Verificando com o banco se ainda dá para cancelar.').first()).toBeVisible(
    patience,
  )
  await at.pay(1400)
  await at.isPaid(1400)
  await world.noFaults()
  await at.next()
}

export async function paidWithoutNotice(at: Counter, world: World) {
  await world.faults({ webhook: { drop: true } })
  await at.sell(3100)
  await world.noFaults()
}

export async function chargedWhileBankIsSilent(at: Counter, world: World) {
  await world.faults({ rules: [{ match: { operation: '*' }, status: 503 }] })
  await at.charge(1600)
  await expect(at.till.getByText(/O banco não está respondendo desde/)).toBeVisible(patience)
  await world.noFaults()
  await at.isShown(1600)
  await at.pay(1600)
  await at.isPaid(1600)
  await at.next()
}

export async function chargedAndAnswerLost(at: Counter, world: World) {
  await world.faults({ rules: [{ match: { operation: 'putCob' }, dropResponse: true, times: 1 }] })
  await at.sell(2200)
  await world.noFaults()
}

export async function reloadedInTheMiddle(at: Counter) {
  await at.ask(2100)
  for (const page of [at.till, at.display]) await page.reload()
  await at.isShown(2100)
  await at.pay(2100)
  await at.isPaid(2100)
  await at.next()
}

export async function paidWhileParked(at: Counter) {
  await at.ask(500)
  await at.next()
  await at.ask(600)
  await at.pay(500)
  await expect(at.latest(500)).toContainText('Pago', patience)
  await at.pay(600)
  await at.isPaid(600)
  await at.next()
}

/** A forged proof, one of a sale that is over, and the true one. */
export async function paidWithProof(at: Counter, otherEndToEndId: string) {
  const dialog = at.till.getByRole('dialog', { name: 'Conferir comprovante' })
  const verdict = dialog.getByRole('status')
  const check = async (id: string) => {
    await dialog.getByLabel('ID da transação Pix (E2E)').fill(id)
    await dialog.getByRole('button', { name: 'Conferir', exact: true }).click()
  }
  await at.ask(1900)
  await at.press('Conferir comprovante')
  await check(`E9999901020261122223${randomBytes(6).toString('hex')}`)
  await expect(verdict.getByText('Não recebido', { exact: true })).toBeVisible(patience)
  await check(otherEndToEndId)
  await expect(verdict.getByText(/R\$\s55,00, em outra venda$/)).toBeVisible(patience)
  await check(await at.pay(1900))
  await expect(verdict.getByText(/^Recebido agora: R\$\s19,00, nesta venda$/)).toBeVisible(patience)
  await dialog.getByRole('button', { name: 'Fechar' }).click()
  await at.isPaid(1900)
}

/** Of the sale that has just been paid. */
export async function receiptIsRead(at: Counter, shopName: string) {
  await at.press('Recibo')
  const receipt = at.till.getByRole('dialog', { name: 'Recibo' })
  await expect(receipt.getByText(shopName)).toBeVisible(patience)
  await expect(receipt.getByText(shown(1900)).first()).toBeVisible()
  await receipt.getByRole('button', { name: 'Fechar' }).click()
  await at.next()
}

/** A code lives for an hour, and the customer gets ten minutes more where somebody asks for them: between the two. */
const overAnHourMs = 61 * 60_000

/** Three that nobody has paid in time: one is over for good, one is paid all the same, one got more time and is taken up again. */
export async function leftForAnHour(at: Counter, world: World) {
  await at.ask(4400)
  await at.press('+10 min')
  await expect(at.till.getByRole('timer')).toHaveText(/^(6\d|70|1:0\d|1:10):\d\d$/, patience)
  await at.next()
  await at.ask(700)
  await at.next()
  await at.ask(800)
  await world.control('POST', '/control/clock', { advanceMs: overAnHourMs })
  await expect(at.till.getByText(/Expirou sem pagamento/).first()).toBeVisible(patience)
  await at.pay(800)
  await expect(at.till.getByText(/Pago depois do prazo/).first()).toBeVisible(patience)
  await expect(at.latest(700)).toContainText('Expirada', patience)
  await at.till
    .getByRole('button')
    .filter({ hasText: shown(4400) })
    .click()
  await at.isShown(4400)
  await at.pay(4400)
  await at.isPaid(4400)
  await at.next()
}
