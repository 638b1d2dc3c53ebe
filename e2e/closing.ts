import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { type Counter, patience, written } from './counter.ts'
import type { World } from './world.ts'

type Line = { endToEndId: string; cents: number }
/** What the bank's list has of a counter, and the shift that is closed has to say: nothing of it comes from our ledger. */
export type BankList = { pix: Line[]; refunds: Line[] }

type State = {
  cobs: { txid: string; valor: { original: string } }[]
  pix: { endToEndId: string; txid?: string; valor: string }[]
  refunds: { endToEndId: string; valor: string; status: string }[]
}

const cents = (valor: string) => Math.round(Number(valor) * 100)
const sumOf = (lines: Line[]) => lines.reduce((sum, line) => sum + line.cents, 0)

/** All that the bank has ever received and returned, in whatever sale. */
export async function listOfBank(world: World): Promise<BankList> {
  const { pix, refunds } = (await world.state()) as State
  return {
    pix: pix.map(({ endToEndId, valor }) => ({ endToEndId, cents: cents(valor) })),
    refunds: refunds
      .filter(({ status }) => status === 'DEVOLVIDO')
      .map(({ endToEndId, valor }) => ({ endToEndId, cents: cents(valor) })),
  }
}

/** Of that, what came for the sales of a counter. */
export async function listOf({ world, charged }: Counter): Promise<BankList> {
  const { cobs, pix } = (await world.state()) as State
  const amounts = new Set(charged)
  const txids = new Set(
    cobs.filter(({ valor }) => amounts.has(cents(valor.original))).map(({ txid }) => txid),
  )
  const own = new Set(pix.filter(({ txid }) => txids.has(txid ?? '')).map(({ endToEndId }) => endToEndId))
  const isOwn = ({ endToEndId }: Line) => own.has(endToEndId)
  const all = await listOfBank(world)
  return { pix: all.pix.filter(isOwn), refunds: all.refunds.filter(isOwn) }
}

/** What came or went after another closing. */
export function since(before: BankList, now: BankList): BankList {
  const news = (old: Line[], lines: Line[]) => {
    const known = new Set(old.map(keyOf))
    return lines.filter((line) => !known.has(keyOf(line)))
  }
  return { pix: news(before.pix, now.pix), refunds: news(before.refunds, now.refunds) }
}

const keyOf = ({ endToEndId, cents }: Line) => `${endToEndId} ${cents}`

/** Opens the shift of a till, once these lines stand in the list of what was looked at. */
export async function openShift(till: Page, lines: readonly string[]) {
  const dialog = till.getByRole('dialog')
  await till.getByRole('button', { name: 'Abrir turno' }).click()
  await expect(dialog.getByText('Nada desta lista impede de vender.')).toBeVisible()
  for (const line of lines) await expect(dialog.getByText(line, { exact: true })).toBeVisible(patience)
  await dialog.getByRole('button', { name: 'Abrir turno' }).click()
}

/** Ends the shift, waits until the bank's list was counted, and goes to the report. */
export async function closeShift(till: Page) {
  const dialog = till.getByRole('dialog')
  await till.getByRole('button', { name: 'Fechar turno' }).click()
  await dialog.getByRole('button', { name: 'Fechar turno' }).click()
  await expect(dialog.getByRole('heading', { name: 'Turno fechado' })).toBeVisible(patience)
  await dialog.getByRole('link', { name: 'Ver relatório' }).click()
}

/** What stands beside a name on the report. */
export const fact = (page: Page, name: string): Locator =>
  page
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .getByRole('definition')

/** The report on the screen, and its table, say what the bank's list says: to the cent, and Pix by Pix. */
export async function expectReport(page: Page, { pix, refunds }: BankList) {
  await expect(page.getByText('Tudo confere')).toBeVisible(patience)
  await expect(page.getByText(/Relatório conferido/)).toBeVisible()
  const net = sumOf(pix) - sumOf(refunds)
  await expect(fact(page, 'Recebido')).toHaveText(
    new RegExp(`^${pix.length} Pix · R\\$\\s${grouped(sumOf(pix))}$`),
  )
  await expect(fact(page, 'Devolvido')).toHaveText(
    new RegExp(`^${refunds.length} devoluç(ão|ões) · R\\$\\s${grouped(sumOf(refunds))}$`),
  )
  await expect(fact(page, 'Líquido')).toHaveText(new RegExp(`^R\\$\\s${grouped(net)}$`))
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Baixar planilha (CSV)' }).click()
  const table = readTable(await readFile(await (await download).path(), 'utf8'))
  expect(table.pix.map(keyOf).sort()).toEqual(pix.map(keyOf).sort())
  expect(table.refunds.map(keyOf).sort()).toEqual(refunds.map(keyOf).sort())
}

/** `1.234,56`, with its points made harmless for an expression. */
const grouped = (sum: number) => written(sum).replace(/\B(?=(\d{3})+,)/g, '\\.')

/** None of the cells that are read here holds a semicolon. A line that is neither a Pix nor a refund is a difference. */
function readTable(text: string): BankList {
  const [heading = '', ...lines] = text.replace('\uFEFF', '').trimEnd().split('\r\n')
  const names = heading.split(';')
  const rows = lines.map((line) => {
    const cells = line.split(';')
    return (name: string) => cells[names.indexOf(name)] ?? ''
  })
  const read = (kind: string, amount: string) =>
    rows
      .filter((cell) => cell('Linha') === kind)
      .map((cell) => ({ endToEndId: cell('EndToEndId'), cents: cents(cell(amount).replace(',', '.')) }))
  const table = {
    pix: read('Pix', 'Recebido no banco'),
    refunds: read('Devolução', 'Devolvido no banco'),
  }
  expect(table.pix.length + table.refunds.length, text).toBe(rows.length)
  return table
}
