import { expect, type Locator, type Page } from '@playwright/test'
import { charge, codeOn, type World } from './world.ts'

/** As people write it: `23,50`. */
export const written = (cents: number) => (cents / 100).toFixed(2).replace('.', ',')
/** As a screen shows it, whatever its space is. */
export const shown = (cents: number) => new RegExp(`R\\$\\s${written(cents)}`)

/** What can be late on a busy machine will be late: the bank is asked again after seconds, not after none. */
export const patience = { timeout: 30_000 }

type Cob = { txid: string; status: string; valor: { original: string }; pixCopiaECola: string }

/** What the bank has for an amount, once it has it, in a state or in any. No two sales of the day cost the same, so an amount is a sale. */
export async function cobOf(world: World, cents: number, status?: string): Promise<Cob> {
  let found: Cob | undefined
  await expect
    .poll(async () => {
      const { cobs } = (await world.state()) as { cobs: Cob[] }
      found = cobs.find(
        (cob) => cob.valor.original === (cents / 100).toFixed(2) && cob.status === (status ?? cob.status),
      )
      return found?.pixCopiaECola
    }, patience)
    .toBeTruthy()
  return found as Cob
}

/** A till, the customer's display before it, and what was charged there. */
export class Counter {
  readonly world: World
  readonly terminalId: string
  readonly till: Page
  readonly display: Page
  /** In cents, from its first sale on. */
  readonly charged: number[]

  constructor(world: World, terminalId: string, till: Page, display: Page, charged: number[] = []) {
    this.world = world
    this.terminalId = terminalId
    this.till = till
    this.display = display
    this.charged = charged
  }

  /** Types the amount and presses Cobrar. */
  async charge(cents: number) {
    this.charged.push(cents)
    await charge(this.till, written(cents))
  }

  /** The customer sees the amount and a code. */
  async ask(cents: number) {
    await this.charge(cents)
    await this.till.getByRole('status').filter({ hasText: 'Aguardando pagamento' }).waitFor(patience)
    await this.isShown(cents)
  }

  async isShown(cents: number) {
    await expect(this.display.getByText(shown(cents)).first()).toBeVisible(patience)
    await expect(codeOn(this.display)).toBeVisible()
  }

  /** What the customer's bank does, with the amount of the code or another. */
  async pay(cents: number, paidCents?: number): Promise<string> {
    return this.world.pay((await cobOf(this.world, cents)).pixCopiaECola, paidCents)
  }

  /** Both screens say so. */
  async isPaid(cents: number) {
    const said = new RegExp(`Pago · ${shown(cents).source}`)
    await expect(this.till.getByRole('status').filter({ hasText: said })).toBeVisible(patience)
    await expect(this.display.getByRole('status').filter({ hasText: 'Pago' }).first()).toBeAttached(patience)
  }

  async next() {
    await this.till.getByRole('button', { name: 'Nova venda' }).click()
    await expect(this.till.getByText('Nenhuma venda na tela do cliente.')).toBeVisible()
  }

  /** A customer who pays at once. */
  async sell(cents: number): Promise<string> {
    await this.ask(cents)
    const endToEndId = await this.pay(cents)
    await this.isPaid(cents)
    await this.next()
    return endToEndId
  }

  /** A sale among the latest, which are over. */
  latest = (cents: number): Locator =>
    this.till
      .getByRole('listitem')
      .filter({ hasText: shown(cents) })
      .first()

  press = (name: string) => this.till.getByRole('button', { name, exact: true }).click()

  /** Back from another page of this till. */
  async goBack() {
    await this.till.goto(`${this.world.url}/caixa/?terminal=${this.terminalId}`)
    await expect(this.till.getByRole('button', { name: 'Cobrar' })).toBeVisible()
  }
}
