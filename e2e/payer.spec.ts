import type { Page } from '@playwright/test'
import { readBrCode, writeBrCode } from '../packages/brcode/src/index.ts'
import { qrMatrix } from '../packages/ui/src/qr-matrix.ts'
import { expectAccessible, expectNothingCutOff } from './accessible.ts'
import { openReceiver, type Receiver } from './receiver.ts'
import { test as base, expect, type World } from './world.ts'

/** Whoever is paid, and the payer's app on a phone. Everything that is agreed to goes to the sandbox's account provider and back. */
const test = base.extend<{ app: Page }, { receiver: Receiver }>({
  receiver: [
    async ({ world }, use) => {
      const receiver = openReceiver(world)
      await use(receiver)
      await receiver.close()
    },
    { scope: 'worker' },
  ],
  app: async ({ open, world }, use) => {
    await use(await open('/pagador/', { viewport: { width: 360, height: 740 } }))
    await world.noFaults()
  },
})
// Another shop than that of the other journeys: its provider's clock is moved on, and never comes back.
test.use({ settings: { SHOP_NAME: 'Clube do Café' } })
// A webhook that is late is made up for by asking, which a busy machine does late as well.
test.beforeEach(() => test.slow())
const patience = { timeout: 30_000 }

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const dialog = (page: Page) => page.getByRole('dialog')
const press = (page: Page, name: string | RegExp) => button(page, name).click()
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

async function read(page: Page, code: string) {
  await page.getByLabel('Pix copia e cola').fill(code)
  await press(page, 'Conferir')
}
/** Sets a limit, wherever limits are set. */
async function limitTo(page: Page, amount: string) {
  await page.getByLabel('Até um valor').check()
  await page.getByLabel('Limite', { exact: true }).fill(amount)
}
const recurrencePage = (world: World, idRec: string) =>
  new URL(`/pagador/?pagina=autorizacoes&autorizacao=${idRec}`, world.url).href

let purposes = 0
/** What a recurrence is for, so that a test finds its own. */
const newPurpose = () => `Clube ${test.info().workerIndex}-${++purposes}`
const called = (object: string) => ({ vinculo: { contrato: '63100862', objeto: object, devedor } })
const devedor = { cpf: '12345678909', nome: 'Ana Souza' }

const balance = (world: World, balanceCents: number) =>
  world.control('PUT', '/control/payer', { balanceCents, overdraftCents: 0 })
async function payments(world: World): Promise<number> {
  const { pix } = (await world.state()) as { pix: unknown[] }
  return pix.length
}

/** By the clock of the account's provider, which the server hears with every answer. */
async function mayCancel(world: World, txid: string): Promise<boolean> {
  const { json } = await world.api('GET', '/api/payer/billings')
  const { billings } = json as { billings: { txid: string; cancelUntil: string | null }[] }
  return billings.some((one) => one.txid === txid && one.cancelUntil !== null)
}

async function expectWellMade(page: Page) {
  await expectAccessible(page)
  await expectNothingCutOff(page)
}

test('a proposal arrives while somebody looks, and is accepted with a limit', async ({
  app,
  receiver,
  world,
}) => {
  const purpose = newPurpose()
  await app.getByRole('link', { name: 'Autorizações' }).click()
  await expect(heading(app, 'Autorizações')).toBeFocused()
  const { idRec } = await receiver.propose({
    ...called(purpose),
    valor: { valorMinimoRecebedor: '10.00' },
  })
  await app.getByRole('link', { name: purpose }).click(patience)
  await expect(heading(app, 'Proposta')).toBeFocused()
  await expect(app.getByText('Valor que pode mudar')).toBeVisible()
  await limitTo(app, '9,99')
  await expect(app.getByText(/Quem cobra não aceita limite abaixo de R\$\s10,00/)).toBeVisible()
  await expect(button(app, 'Autorizar')).toBeDisabled()
  await limitTo(app, '80,00')
  await expectWellMade(app)
  await press(app, 'Autorizar')
  await app.getByRole('link', { name: 'Ver a autorização' }).click(patience)
  await expect(app.getByText(/Cobranças de até R\$\s80,00/)).toBeVisible(patience)
  await expect(app.getByText('Valendo', { exact: true })).toBeVisible(patience)
  await app.getByRole('link', { name: 'Autorizações' }).first().click()
  await expect(app.getByRole('link', { name: purpose })).toContainText('Valendo')

  await press(app, /^Avisos \(\d+\)$/)
  await expect(dialog(app).getByText('PADARIA DO BAIRRO propõe cobrar por Pix Automático.')).toBeVisible()
  await expect(dialog(app).getByText('O banco da conta avisa aqui na hora.')).toBeVisible()
  await expectWellMade(app)
  await dialog(app).getByRole('button', { name: 'Fechar' }).click()
  await expect(button(app, 'Avisos')).toBeVisible()
  await app.goto(recurrencePage(world, idRec))
  await expect(button(app, 'Avisos'), 'what was read stays read').toBeVisible()
})

test('a proposal is rejected with its reason', async ({ app, receiver }) => {
  const purpose = newPurpose()
  const { idRec } = await receiver.propose(called(purpose))
  await app.getByRole('link', { name: 'Autorizações' }).click()
  await app.getByRole('link', { name: purpose }).click(patience)
  await press(app, 'Recusar')
  await dialog(app).getByLabel('Não conheço quem cobra').check()
  await dialog(app).getByRole('button', { name: 'Recusar' }).click()
  await expect(app.getByText('Recusada').first()).toBeVisible(patience)
  await expect(button(app, 'Autorizar')).toBeHidden()
  await expect
    .poll(async () => (await receiver.recurrenceAtPsp(idRec)).encerramento?.rejeicao?.codigo, patience)
    .toBe('AP13')
})

test('a code of a recurrence is authorised, with a limit below its value only after a second yes', async ({
  app,
  receiver,
}) => {
  const { code } = await receiver.toAuthorize()
  await read(app, code)
  await expect(heading(app, 'Autorizar cobranças')).toBeFocused()
  await expect(app.getByText('Nada é pago agora.')).toBeVisible()
  await expect(app.getByText('Conferido com o certificado de localhost')).toBeVisible()
  await limitTo(app, '29,49')
  await expect(app.getByText('Com este limite nenhuma cobrança seria paga.')).toBeVisible()
  await expect(button(app, 'Autorizar')).toBeDisabled()
  await app.getByLabel(/Entendi/).check()
  await limitTo(app, '10,00')
  await expect(button(app, 'Autorizar'), 'the yes was for another limit').toBeDisabled()
  await app.getByLabel(/Entendi/).check()
  await expectWellMade(app)
  await press(app, 'Autorizar')
  await expect(heading(app, 'Autorizado')).toBeVisible(patience)
  await press(app, 'Ver a autorização')
  await expect(app.getByText(/Cobranças de até R\$\s10,00/)).toBeVisible(patience)
  await expect(app.getByText('Confirmada pelo banco de quem cobra')).toBeVisible(patience)

  await press(app, 'Mudar limite')
  await dialog(app).getByLabel('Sem limite').check()
  await dialog(app).getByLabel('Usar o limite da conta se faltar saldo').check()
  await dialog(app).getByRole('button', { name: 'Guardar' }).click()
  await expect(app.getByText('Sem limite por cobrança. Pode usar o limite da conta.')).toBeVisible(patience)
})

test('a code read from a picture is paid and authorised with one consent, and a reload pays nothing again', async ({
  app,
  receiver,
  world,
  open,
}) => {
  const { code } = await receiver.toPayAndAuthorize()
  const paper = await open('about:blank')
  const { size, path } = qrMatrix(code)
  await paper.setContent(
    `<svg width="640" viewBox="-4 -4 ${size + 8} ${size + 8}" style="background:white"><path d="${path}"/></svg>`,
  )
  const buffer = await paper.locator('svg').screenshot()
  await app.getByLabel('Imagem do QR Code').setInputFiles({ name: 'qr.png', mimeType: 'image/png', buffer })
  await expect(heading(app, 'Confira e pague')).toBeFocused(patience)
  await expect(heading(app, 'E autoriza as próximas cobranças')).toBeVisible()
  await expectWellMade(app)

  const before = await payments(world)
  // The bank takes its time to confirm, so that the reload falls between the two steps.
  await world.faults({ recurrence: { messageMs: 8_000 } })
  await press(app, /^Pagar R\$\s23,50 e autorizar$/)
  await expect(app.getByText('O pagamento foi feito.')).toBeVisible(patience)
  await app.reload()
  await expect(heading(app, 'Pago e autorizado')).toBeVisible(patience)
  expect(await payments(world)).toBe(before + 1)
  await expectWellMade(app)
  await press(app, 'Concluir')
  await expect(app.getByLabel('Pix copia e cola')).toHaveValue('')
  await app.reload()
  await expect(heading(app, 'Pagar')).toBeVisible()
})

test('a payment whose authorisation fails is told as exactly that', async ({ app, receiver, world }) => {
  const { code } = await receiver.toPayAndAuthorize()
  await read(app, code)
  await expect(heading(app, 'Confira e pague')).toBeVisible(patience)
  const body = JSON.stringify({ code: 'RECURRENCE_NOT_AVAILABLE', message: 'Recorrência indisponível.' })
  await world.faults({ rules: [{ match: { operation: 'activateRecurrence' }, status: 422, body }] })
  const before = await payments(world)
  await press(app, /e autorizar$/)
  await expect(heading(app, 'O pagamento foi feito. A autorização não.')).toBeVisible(patience)
  await expect(app.getByText('A autorização não foi feita. Recorrência indisponível.')).toBeVisible()
  await expectWellMade(app)
  await app.reload()
  await expect(heading(app, 'O pagamento foi feito. A autorização não.')).toBeVisible(patience)
  expect(await payments(world)).toBe(before + 1)
})

test('nothing is authorised where the payment is refused', async ({ app, receiver, world }) => {
  const { code } = await receiver.toPayAndAuthorize()
  await balance(world, 100)
  await read(app, code)
  await press(app, /e autorizar$/)
  await expect(heading(app, 'Não foi pago')).toBeVisible(patience)
  await expect(app.getByText(/A autorização não foi pedida/)).toBeVisible()
  await balance(world, 500_000)
})

test('a payment comes with an offer only afterwards, which a reload keeps and somebody may leave', async ({
  app,
  receiver,
}) => {
  const { code } = await receiver.toPayAndBeOffered()
  await read(app, code)
  await expect(heading(app, 'Confira e pague')).toBeVisible(patience)
  await expect(app.getByText('Pix Automático')).toBeHidden()
  await expect(app.getByText('29,50')).toBeHidden()
  await press(app, /^Pagar R\$\s100,00$/)
  await expect(heading(app, 'Pago')).toBeVisible(patience)
  await app.reload()
  await press(app, 'Ver a oferta de Pix Automático')
  await expect(app.getByText(/Quem recebeu oferece/)).toBeVisible()
  await expectWellMade(app)
  await press(app, 'Autorizar')
  await expect(heading(app, 'Autorizado')).toBeVisible(patience)
})

test('a code that fails a check shows the check and nothing else of it', async ({
  app,
  receiver,
  world,
  console,
}) => {
  // A refusal is an answer, which the browser writes down as a failed request.
  console.isNetworkBroken = true
  const refused = app.getByRole('alert')
  const { code } = await receiver.toPayAndAuthorize()
  const { url = '' } = readBrCode(code)
  const twoHosts = writeBrCode({
    ...{ kind: 'dynamic+recurrence', url, recurrenceUrl: 'pix.example.com/qr/v2/rec/x' },
    ...{ merchantName: 'LOJA TROCADA', merchantCity: 'SP' },
  })
  await read(app, twoHosts)
  await expect(refused).toContainText('As duas partes do código apontam para lugares diferentes.', patience)
  await expect(refused).toContainText('Nada foi pago.')
  await expect(app.getByText('LOJA TROCADA')).toBeHidden()
  await expectWellMade(app)

  const unsigned = { text: 'a.b.c', contentType: 'application/jose' }
  await world.faults({ rules: [{ match: { operation: 'getPayload' }, status: 200, body: unsigned }] })
  await read(app, code)
  await expect(refused).toContainText('A assinatura do banco de quem recebe não confere.', patience)
  await world.noFaults()

  const { pixCopiaECola } = await receiver.cob()
  await receiver.moveClock({ hours: 2 })
  await read(app, pixCopiaECola)
  await expect(refused).toContainText(/venceu/, patience)

  await read(app, `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)
  await expect(refused).toContainText('O código está incompleto ou foi alterado.', patience)
})

test('a charge can be cancelled until the day before, and a recurrence says what it still charges', async ({
  app,
  receiver,
  world,
  console,
}) => {
  console.isNetworkBroken = true
  const active = async () => {
    const { idRec, code } = await receiver.toAuthorize()
    await app.goto(new URL('/pagador/', world.url).href)
    await read(app, code)
    await press(app, 'Autorizar')
    await expect(heading(app, 'Autorizado')).toBeVisible(patience)
    await press(app, 'Concluir')
    return idRec
  }
  const [stopped, ended] = [await active(), await active()]
  const day = await receiver.day(3)
  await receiver.charge(stopped, day)
  const { txid } = await receiver.charge(ended, day)

  await app.goto(recurrencePage(world, stopped))
  await press(app, 'Cancelar cobrança')
  await expectWellMade(app)
  await dialog(app).getByRole('button', { name: 'Cancelar cobrança' }).click()
  await expect(app.getByRole('listitem').filter({ hasText: 'Cancelada' }).first()).toBeVisible(patience)
  await expect(app.getByText('Valendo', { exact: true })).toBeVisible()

  // Nothing there to be debited in the night of the day, so that the charge is still open on it.
  await balance(world, 0)
  await app.goto(recurrencePage(world, ended))
  await press(app, 'Cancelar cobrança')
  await receiver.moveClock({ to: day })
  await expect.poll(() => mayCancel(world, txid), patience).toBe(false)
  await dialog(app).getByRole('button', { name: 'Cancelar cobrança' }).click()
  await expect(dialog(app).getByRole('alert')).toContainText('O prazo para isso acabou.', patience)
  await dialog(app).getByRole('button', { name: 'Voltar' }).click()
  await expect(button(app, 'Cancelar cobrança')).toBeHidden(patience)

  await press(app, 'Cancelar autorização')
  await expect(dialog(app).getByText(/R\$\s29,50 ainda será cobrado hoje\./)).toBeVisible()
  await expectWellMade(app)
  await dialog(app).getByRole('button', { name: 'Cancelar autorização' }).click()
  await expect(app.getByText('Nada mais será cobrado.')).toBeVisible(patience)
  await expect(app.getByText('Cancelada', { exact: true }).first()).toBeVisible()
  await balance(world, 500_000)
})
