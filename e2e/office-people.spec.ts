import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expectAccessible, expectAccessibleInBoth } from './accessible.ts'
import { Visitor } from './visitor.ts'
import { test as base, expect, type World } from './world.ts'

const managerPin = '480213'
const operatorPin = '570913'

/** A shop that was set up, so that its doors are locked. Its manager, who administers, is signed in at its first till. */
const test = base.extend<object, { manager: Visitor }>({
  manager: [
    async ({ world }, use) => {
      const manager = new Visitor(world)
      const first = { name: 'Marta', pin: managerPin }
      await manager.ask('POST', '/api/set-up', { manager: first, terminalId: 'caixa-1', tillName: 'Caixa 1' })
      await use(manager)
    },
    { scope: 'worker' },
  ],
})
// Another shop than that of the other journeys, which come with a key.
test.use({ settings: { SHOP_NAME: 'Padaria com chaves' }, hasKey: false })

/** A webhook that is late is made up for by asking, which a busy machine does late as well. */
const patience = { timeout: 30_000 }
// A PIN is slow to prove on purpose, and these journeys prove many.
test.beforeEach(() => test.slow())

const id = () => randomBytes(16).toString('hex')
const otherPin = '804617'

async function person(manager: Visitor, name: string, more: object = {}) {
  const asked = { name, role: 'operator', refundLimitCents: 1_000, isActive: true, pin: operatorPin }
  return manager.ask('PUT', `/api/people/${id()}`, { ...asked, ...more })
}

type Begun = { pairingId: string; code: string; secret: string }
const beginPairing = async (device: Visitor, kind: string) =>
  (await device.ask('POST', '/api/pairings', { kind })) as Begun

/** A till of its own, paired without a screen. */
async function pairedTill(world: World, manager: Visitor, terminalId: string): Promise<Visitor> {
  const till = new Visitor(world)
  const { pairingId, code, secret } = await beginPairing(till, 'till')
  await manager.ask('POST', '/api/pairings/claim', { code, name: `Till ${terminalId}`, terminalId })
  await manager.ask('POST', `/api/pairings/${pairingId}/confirm`)
  await till.ask('POST', `/api/pairings/${pairingId}/state`, { secret })
  return till
}

async function paidSale(world: World, till: Visitor, terminalId: string): Promise<string> {
  const txid = id()
  await till.ask('PUT', `/api/charges/${txid}`, { amountCents: 2350, terminalId })
  const sale = async () => till.ask('GET', `/api/charges/${txid}`)
  await expect.poll(async () => (await sale()).pixCopiaECola, patience).toBeTruthy()
  await world.pay(String((await sale()).pixCopiaECola))
  await expect.poll(async () => (await sale()).status, patience).toBe('paid')
  return txid
}

const dialog = (page: Page) => page.getByRole('dialog')
const field = (page: Page, name: string) => dialog(page).getByRole('textbox', { name, exact: true })
/** A field whose text is not shown has no role that it could be found by. */
const hidden = (page: Page, name: string) => dialog(page).getByLabel(name, { exact: true })
const press = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click()
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const choose = (page: Page, name: string) => row(page, name).getByRole('button').first().click()
const offer = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('a manager adds an operator, who returns more than their limit with the PIN of a manager and once', async ({
  open,
  world,
  manager,
  terminalId,
  console,
}) => {
  const name = `Ana ${terminalId}`
  const office = await open('/gestao/?pagina=pessoas', manager.screen())
  // A refusal is an answer, which the browser writes down as a failed request.
  console.isNetworkBroken = true
  await office.getByRole('button', { name: 'Adicionar pessoa' }).click()
  await field(office, 'Nome').fill(name)
  await field(office, 'Limite por venda').fill('10,00')
  await hidden(office, 'PIN').fill('123456')
  await hidden(office, 'Repita o PIN').fill('123457')
  await expect(dialog(office).getByText('Os dois PINs não são iguais.')).toBeVisible()
  await expect(dialog(office).getByRole('button', { name: 'Salvar' })).toBeDisabled()
  await hidden(office, 'Repita o PIN').fill('123456')
  await press(office, 'Salvar')
  await expect(dialog(office).getByRole('alert')).toHaveText(/fácil de adivinhar/)
  for (const label of ['PIN', 'Repita o PIN']) {
    await hidden(office, label).fill(operatorPin)
    await expect(hidden(office, label)).toHaveAttribute('type', 'password')
  }
  await press(office, 'Salvar')
  await expect(office.getByRole('status')).toHaveText(`${name} já pode entrar com o PIN.`)
  await expect(row(office, name)).toContainText(/Operador.*Devolve até R\$\s10,00.*Ativa/)

  const till = await pairedTill(world, manager, terminalId)
  await till.ask('POST', '/api/session', { name, pin: operatorPin })
  const txid = await paidSale(world, till, terminalId)
  const counter = await open(`/gestao/?venda=${txid}`, till.screen())
  await counter.getByRole('button', { name: 'Devolver', exact: true }).click()
  await press(counter, 'Devolver')
  await expect(dialog(counter).getByText(/Com R\$\s23,50, esta venda passa do limite/)).toBeVisible()
  await expectAccessible(counter)
  await field(counter, 'Nome do gerente').fill('Marta')
  await hidden(counter, 'PIN do gerente').fill('480214')
  await press(counter, 'Autorizar e devolver')
  await expect(dialog(counter).getByRole('alert')).toHaveText(/não combinam/)
  await expect(hidden(counter, 'PIN do gerente')).toHaveValue('')
  await field(counter, 'Nome do gerente').fill(name)
  await hidden(counter, 'PIN do gerente').fill(operatorPin)
  await press(counter, 'Autorizar e devolver')
  await expect(dialog(counter).getByRole('alert')).toHaveText(/não pode autorizar/)
  await field(counter, 'Nome do gerente').fill('marta')
  await hidden(counter, 'PIN do gerente').fill(managerPin)
  await press(counter, 'Autorizar e devolver')
  await expect(dialog(counter)).toBeHidden()
  await expect(counter.getByRole('listitem').filter({ hasText: /Devolvido$/ })).toBeVisible()
  expect(await manager.ask('GET', `/api/charges/${txid}`)).toMatchObject({
    refundedCents: 2350,
    refunds: [{ amountCents: 2350, status: 'refunded' }],
  })
  const { actor } = await till.ask('GET', '/api/session')
  expect(actor, 'whoever asked is still signed in').toMatchObject({ name })
})

test('a till where wrong PINs were tried says how long it listens to none', async ({
  open,
  world,
  manager,
  terminalId,
  console,
}) => {
  const name = `Bia ${terminalId}`
  await person(manager, name)
  const till = await pairedTill(world, manager, terminalId)
  await till.ask('POST', '/api/session', { name, pin: operatorPin })
  const txid = await paidSale(world, till, terminalId)
  const counter = await open(`/gestao/?venda=${txid}`, till.screen())
  console.isNetworkBroken = true
  await counter.getByRole('button', { name: 'Devolver', exact: true }).click()
  await press(counter, 'Devolver')
  await field(counter, 'Nome do gerente').fill('Ninguém')
  const refund = { txid, refundId: 'x', amountCents: 1 }
  // The last of five is typed at the screen.
  for (let time = 0; time < 5; time++)
    await till.send('POST', '/api/approvals', { ...refund, name: 'Ninguém', pin: '480215' })
  await hidden(counter, 'PIN do gerente').fill('480215')
  await press(counter, 'Autorizar e devolver')
  await expect(dialog(counter).getByRole('alert')).toHaveText(/Espere \d+ segundos? e tente de novo\./)
  await press(counter, 'Não devolver')
  await expect(dialog(counter)).toBeHidden()
  expect(await manager.ask('GET', `/api/charges/${txid}`)).toMatchObject({ refunds: [] })
})

test('a person is changed, gets a new PIN, leaves and comes back, and the shop keeps an administrator', async ({
  open,
  world,
  manager,
  terminalId,
  console,
}) => {
  const name = `Caio ${terminalId}`
  await person(manager, name)
  const signIn = async (pin: string, who = name) =>
    (await new Visitor(world).send('POST', '/api/session', { name: who, pin })).status
  const office = await open('/gestao/?pagina=pessoas', manager.screen())
  console.isNetworkBroken = true
  await choose(office, name)
  await offer(office, 'Alterar')
  await field(office, 'Nome').fill('MARTA')
  await press(office, 'Salvar')
  await expect(dialog(office).getByRole('alert')).toHaveText(/já tem este nome/)
  await field(office, 'Nome').fill(`${name} Lima`)
  await dialog(office).getByRole('radio', { name: 'Gerente' }).check()
  await dialog(office).getByRole('radio', { name: 'Sem limite' }).check()
  await press(office, 'Salvar')
  await expect(row(office, `${name} Lima`)).toContainText(/Gerente.*Sem limite.*Ativa/)

  await offer(office, 'Novo PIN')
  for (const label of ['PIN', 'Repita o PIN']) await hidden(office, label).fill(otherPin)
  await press(office, 'Salvar')
  await expect(office.getByRole('status')).toHaveText(`${name} Lima tem um novo PIN.`)
  expect(await signIn(operatorPin, `${name} Lima`)).toBe(403)
  expect(await signIn(otherPin, `${name} Lima`)).toBe(204)

  await offer(office, 'Desativar')
  await press(office, 'Manter')
  await expect(row(office, `${name} Lima`)).toContainText('Ativa')
  await offer(office, 'Desativar')
  await press(office, 'Desativar')
  await expect(row(office, `${name} Lima`)).toContainText('Inativa')
  expect(await signIn(otherPin, `${name} Lima`)).toBe(403)
  await offer(office, 'Reativar')
  await expect(row(office, `${name} Lima`)).toContainText(/Gerente.*Sem limite.*Ativa/)
  expect(await signIn(otherPin, `${name} Lima`)).toBe(204)

  await choose(office, 'Marta')
  await offer(office, 'Desativar')
  await press(office, 'Desativar')
  await expect(dialog(office).getByRole('alert')).toHaveText(/precisa de um administrador/)
})

test('a manager gives no role above their own, and an operator is told to fetch a manager', async ({
  open,
  world,
  manager,
  terminalId,
}) => {
  const [gil, eva] = [`Gil ${terminalId}`, `Eva ${terminalId}`]
  await person(manager, gil, { role: 'manager', refundLimitCents: null })
  await person(manager, eva)
  const signedIn = async (name: string) => {
    const visitor = new Visitor(world)
    await visitor.ask('POST', '/api/session', { name, pin: operatorPin })
    return visitor.screen()
  }
  const office = await open('/gestao/?pagina=pessoas', await signedIn(gil))
  await choose(office, 'Marta')
  await expect(office.getByText('Só um administrador muda esta pessoa.')).toBeVisible()
  await office.getByRole('button', { name: 'Adicionar pessoa' }).click()
  await expect(dialog(office).getByRole('radio', { name: 'Gerente' })).toBeVisible()
  await expect(dialog(office).getByRole('radio', { name: 'Administrador' })).toHaveCount(0)
  for (const page of ['pessoas', 'aparelhos']) {
    const counter = await open(`/gestao/?pagina=${page}`, await signedIn(eva))
    await expect(counter.getByText('Só gerentes veem esta página')).toBeVisible()
  }
})

test('a display is paired by its code and two digits, gets another name, and is shut out', async ({
  open,
  world,
  manager,
  terminalId,
  console,
}) => {
  const display = new Visitor(world)
  const { pairingId, code, secret } = await beginPairing(display, 'display')
  const state = () => display.ask('POST', `/api/pairings/${pairingId}/state`, { secret })
  const office = await open('/gestao/?pagina=aparelhos', manager.screen())
  const name = `Visor ${terminalId}`
  await office.getByRole('button', { name: 'Parear um aparelho' }).click()
  const typed = (label: string) => office.getByLabel(label, { exact: true })
  await typed('Código do aparelho').fill('ZZZZ ZZZ2')
  await typed('Nome do aparelho').fill(name)
  await typed('Terminal').fill(terminalId)
  console.isNetworkBroken = true
  await offer(office, 'Continuar')
  await expect(office.getByText(/Nenhum aparelho mostra este código/).first()).toBeVisible()
  console.isNetworkBroken = false
  await typed('Código do aparelho').fill(code.toLowerCase())
  await expect(typed('Código do aparelho')).toHaveValue(`${code.slice(0, 4)} ${code.slice(4)}`)
  await offer(office, 'Continuar')
  await expect(office.getByRole('heading', { name: 'O visor mostra este número?' })).toBeVisible()
  const { check } = await state()
  await expect(office.getByText(String(check), { exact: true })).toBeVisible()
  await expectAccessible(office)
  expect((await display.ask('GET', '/api/session')).device).toBeNull()
  await offer(office, 'Os números conferem')
  await expect(office.getByRole('heading', { name: `${name} foi pareado com ${terminalId}.` })).toBeVisible()
  // Whoever came from the office is there again.
  await offer(office, 'Voltar')
  await expect(office).toHaveURL(/\/gestao\/\?pagina=aparelhos/)
  expect(await state()).toMatchObject({ state: 'paired', terminalId })
  expect((await display.ask('GET', '/api/session')).device).toMatchObject({ name, terminalId })

  await choose(office, name)
  await offer(office, 'Mudar o nome')
  await field(office, 'Nome do aparelho').fill(`${name} novo`)
  await press(office, 'Salvar')
  const table = office.getByRole('table', { name: `Terminal ${terminalId}` })
  await expect(row(office, `${name} novo`)).toContainText(/Visor/)
  await offer(office, 'Revogar')
  await press(office, 'Revogar')
  await expect(table).toHaveCount(0)
  await office
    .locator('summary')
    .filter({ hasText: /revogado/ })
    .click()
  await expect(row(office, `${name} novo`)).toContainText(terminalId)
  expect((await display.ask('GET', '/api/session')).device).toBeNull()
})

test('axe finds nothing on the pages of people and devices, light and dark', async ({
  open,
  manager,
  terminalId,
}) => {
  const leaver = `Davi ${terminalId}`
  await person(manager, leaver, { isActive: false })
  const options = manager.screen()
  const people = await open('/gestao/?pagina=pessoas', options)
  await choose(people, leaver)
  await expectAccessibleInBoth(people)
  await people.getByRole('button', { name: 'Adicionar pessoa' }).click()
  await expectAccessibleInBoth(people)
  const devices = await open('/gestao/?pagina=aparelhos', options)
  await choose(devices, 'Caixa 1')
  await expectAccessibleInBoth(devices)
  await offer(devices, 'Revogar')
  await expect(dialog(devices).getByText(/É este aparelho/)).toBeVisible()
  await expectAccessibleInBoth(devices)
})
