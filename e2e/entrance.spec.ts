import type { APIRequestContext, Page } from '@playwright/test'
import { expectAccessibleInBoth, expectNothingCutOff } from './accessible.ts'
import {
  codeShown,
  confirm,
  lockedShop,
  names,
  pins,
  signIn,
  signInByName,
  switchOperator,
  test,
} from './locked-shop.ts'
import { charge, codeOn, expect, says } from './world.ts'

test.use({ settings: lockedShop })

const demo = (page: Page) => page.getByRole('button', { name: 'Experimentar com uma loja de demonstração' })

type Sale = { amountCents: number; pixCopiaECola: string | null }
/** What was sold at a terminal, the newest first. */
async function sales(boss: APIRequestContext, terminalId: string): Promise<Sale[]> {
  return (await (await boss.get(`/api/charges?terminalId=${terminalId}`)).json()).charges
}

test('a demo shop in one tap, and a sale by Ana', async ({ open, fresh }) => {
  const till = await open(`${fresh.url}/`)
  // No screen is for anybody yet: each of them leads here.
  await demo(till).click()
  for (const [name, pin] of Object.entries(pins)) {
    await expect(till.getByText(name, { exact: true })).toBeVisible()
    await expect(till.getByText(pin)).toBeVisible()
  }
  await till.getByRole('button', { name: 'Abrir o caixa' }).click()
  await switchOperator(till).click()
  await signIn(till, 'Ana')
  await charge(till)
  await says(till, 'Aguardando pagamento')
  await expect(codeOn(till)).toBeVisible()
  const { cobs } = (await fresh.state()) as { cobs: { pixCopiaECola: string }[] }
  await fresh.pay(String(cobs[0]?.pixCopiaECola))
  await says(till, 'Pago')
})

test('a first manager is told what is wrong, and is then inside', async ({ open, fresh }) => {
  const page = await open(`${fresh.url}/entrar/`)
  const screen = await open(`${fresh.url}/visor/`)
  await expect(screen.getByRole('heading', { name: 'Primeiro acesso' })).toBeVisible()
  const shop = page.getByLabel('Nome da loja')
  const next = page.getByRole('button', { name: 'Continuar' })
  await expect(shop).toHaveValue('Padaria do Bairro')
  await shop.fill('')
  await next.click()
  await expect(page.getByText('Use um nome de até 60 letras, numa linha só.').first()).toBeVisible()
  await shop.fill('Mercearia da Vila')
  await page.getByRole('radio', { name: /^Amazonas/ }).check()
  await page.getByLabel('Texto do comprovante (opcional)').fill('Obrigado\nVolte sempre')
  await next.click()
  // What the bank says, line by line.
  await expect(page.getByRole('listitem').filter({ hasText: 'Cobrança de R$ 0,01' })).toContainText('certo')
  await expect(page.getByText(/Esta tela não os vê nem os envia/)).toBeVisible()
  await next.click()
  const start = page.getByRole('button', { name: 'Começar' })
  const pin = page.getByLabel('PIN', { exact: true })
  await start.click()
  await expect(page.getByText('Digite o nome.').first()).toBeVisible()
  await page.getByLabel('Seu nome').fill('Marta')
  await pin.fill('123456')
  await page.getByLabel('Repita o PIN').fill('123457')
  await start.click()
  await expect(page.getByText('Os dois PINs não são iguais.').first()).toBeVisible()
  await page.getByLabel('Repita o PIN').fill('123456')
  await start.click()
  await expect(page.getByText('Este PIN é fácil de adivinhar. Escolha outro.').first()).toBeVisible()
  await pin.fill('480213')
  await page.getByLabel('Repita o PIN').fill('480213')
  await page.getByLabel('Nome deste caixa').fill('Balcão')
  await expect(page.getByText('O terminal se chamará balcao.')).toBeVisible()
  await start.click()
  await expect(page.getByRole('heading', { name: 'Agora o visor do cliente' })).toBeVisible()
  // The screen that was here before the shop has heard that there is one, and asks to be let in.
  await page.getByLabel('Código do aparelho').fill(await codeShown(screen))
  await page.getByLabel('Nome do aparelho').fill('Visor')
  await page.getByRole('button', { name: 'Continuar' }).click()
  await confirm(page, 'Visor', 'balcao')
  await page.getByRole('button', { name: 'Continuar' }).click()
  // One cent of play money.
  await expect(page.getByRole('heading', { name: 'Uma cobrança de teste' })).toBeVisible()
  await expect(page.getByRole('img', { name: 'QR Code Pix' })).toBeVisible()
  await expect(screen.getByText('Mercearia da Vila').first()).toBeVisible()
  const { cobs } = (await fresh.state()) as { cobs: { status: string; pixCopiaECola: string }[] }
  await fresh.pay(String(cobs.find(({ status }) => status === 'ATIVA')?.pixCopiaECola))
  await expect(page.getByText('Pago. Tudo pronto para vender.').first()).toBeVisible()
  await says(screen, 'Pago')
  await page.getByRole('button', { name: 'Continuar' }).click()
  await expect(page.getByRole('heading', { name: 'Você entrou como Marta' })).toBeVisible()
  await page.getByRole('link', { name: /^Caixa/ }).click()
  await expect(page.getByRole('button', { name: /^Marta/ })).toBeVisible()
  expect(new URL(page.url()).search).toBe('?terminal=balcao')
  await charge(page)
  await says(page, 'Aguardando pagamento')
})

test('a charge that was on its way when the session ended is sent after the sign-in, once', async ({
  till,
  boss,
  terminalId,
}) => {
  await signIn(till, 'Ana')
  // As after a quarter of an hour of nobody: this till has not heard of it yet.
  await till.context().clearCookies({ name: 'balcao-sessao' })
  await charge(till, '41,00')
  await expect(names(till)).toBeVisible()
  expect(await sales(boss, terminalId)).toEqual([])
  await signIn(till, 'Beto')
  await says(till, 'Aguardando pagamento')
  await expect(till.getByText('R$ 41,00').first()).toBeVisible()
  await expect(till.getByRole('textbox', { name: 'Valor' })).toHaveValue('')
  expect(await sales(boss, terminalId)).toMatchObject([{ amountCents: 4100 }])
})

test('a till that nobody is signed in at shows its names', async ({ till, world }) => {
  await till.goto(`${world.url}/caixa/`)
  await expect(names(till)).toBeVisible()
})

test('one operator follows another between two sales, and the display goes on showing the first', async ({
  till,
  display,
  terminalId,
  world,
}) => {
  await signIn(till, 'Ana')
  await till.goto(`${world.url}/entrar/`)
  await till.getByRole('button', { name: 'Parear um aparelho' }).click()
  const screen = await display()
  await till.getByLabel('Código do aparelho').fill(await codeShown(screen))
  // An operator's own till is the only choice.
  await expect(till.getByLabel('Terminal')).toHaveValue(terminalId)
  await till.getByLabel('Nome do aparelho').fill('Visor')
  await till.getByRole('button', { name: 'Continuar' }).click()
  await confirm(till, 'Visor', terminalId)
  await till.getByRole('button', { name: 'Voltar' }).click()
  await till.getByRole('link', { name: /^Caixa/ }).click()
  await charge(till, '8,00')
  await expect(codeOn(screen)).toBeVisible()
  await switchOperator(till).click()
  await expect(names(till)).toBeVisible()
  await expect(screen.getByText('R$ 8,00')).toBeVisible()
  await expect(codeOn(screen)).toBeVisible()
  await signIn(till, 'Beto')
  await says(till, 'Aguardando pagamento')
  await charge(till, '9,00')
  await expect(screen.getByText('R$ 9,00')).toBeVisible()
})

test('a wrong PIN says so, and five of them lock the keys for as long as the server says', async ({
  till,
  boss,
  terminalId,
}) => {
  // Somebody whom no other journey needs: a lock holds at every till.
  const name = `Caio ${terminalId}`
  const person = { name, role: 'operator', refundLimitCents: null, isActive: true, pin: '613094' }
  const personId = crypto.randomUUID().replaceAll('-', '')
  expect((await boss.put(`/api/people/${personId}`, { data: person })).status()).toBe(200)
  await till.reload()
  await till.getByRole('button', { name }).click()
  const pin = till.getByLabel('PIN')
  const enter = till.getByRole('button', { name: 'Entrar' })
  for (let n = 0; n < 5; n++) {
    await pin.fill('613095')
    await enter.click()
    await expect(till.getByText('PIN errado. Confira e digite de novo.').first()).toBeVisible()
    await expect(pin).toHaveValue('')
  }
  await pin.fill('613094')
  await enter.click()
  const countdown = till.getByText(/Tente de novo em \d+ segundos\./)
  await expect(countdown).toBeVisible()
  await expect(enter).toBeDisabled()
  const before = await countdown.innerText()
  await expect(countdown).not.toHaveText(before)
})

test('everything goes with the keyboard alone', async ({ till }) => {
  await till.getByRole('button', { name: 'Beto' }).focus()
  await till.keyboard.press('Enter')
  await expect(till.getByRole('heading', { name: 'Olá, Beto' })).toBeVisible()
  await till.keyboard.type('9753')
  await till.keyboard.press('Escape')
  await till.getByRole('button', { name: 'Ana' }).focus()
  await till.keyboard.press('Enter')
  await expect(till.getByLabel('PIN')).toBeFocused()
  // From wherever the focus is.
  await till.getByRole('button', { name: 'Voltar' }).focus()
  await till.keyboard.type('1357912')
  await till.keyboard.press('Backspace')
  await till.keyboard.press('Enter')
  await expect(switchOperator(till)).toBeVisible()
  await till.keyboard.type('500')
  await till.keyboard.press('Enter')
  await says(till, 'Aguardando pagamento')
  await switchOperator(till).focus()
  await till.keyboard.press('Enter')
  await expect(names(till)).toBeVisible()
})

test('a link to the entrance leads to none but our own screens', async ({ open, world, boss: _ }) => {
  const page = await open('/entrar/')
  await signInByName(page, 'Gerente')
  const inside = page.getByRole('heading', { name: 'Você entrou como Gerente' })
  await expect(inside).toBeVisible()
  await page.goto(`${world.url}/entrar/?para=${encodeURIComponent('https://mau.example/caixa/')}`)
  await expect(inside).toBeVisible()
  await page.goto(`${world.url}/entrar/?para=/gestao/`)
  await expect(page).toHaveURL(/\/gestao\//)
})

test('axe finds nothing, and nothing is cut off on a phone, light and dark', async ({
  open,
  fresh,
  till,
  world,
}) => {
  // Six pages, each read by axe to the last element, twice.
  test.slow()
  const viewport = { width: 360, height: 740 }
  const first = await open(`${fresh.url}/entrar/`, { viewport })
  await expect(first.getByRole('heading', { name: 'Primeiro acesso' })).toBeVisible()
  await expectWellMade(first)
  await demo(first).click()
  await expect(first.getByText('135791')).toBeVisible()
  await expectWellMade(first)

  await till.setViewportSize(viewport)
  await expectWellMade(till)
  await till.getByRole('button', { name: 'Ana' }).click()
  await expectWellMade(till)
  await till.getByRole('button', { name: 'Voltar' }).click()
  await signIn(till, 'Ana')
  await expectWellMade(till)
  await till.goto(`${world.url}/entrar/`)
  await till.getByRole('button', { name: 'Parear um aparelho' }).click()
  await expectWellMade(till)

  const stranger = await open('/caixa/', { viewport })
  await expect(stranger.getByRole('heading', { name: 'Entrar' })).toBeVisible()
  await expectWellMade(stranger)
  await stranger.getByRole('button', { name: /^Este aparelho é um caixa/ }).click()
  await codeShown(stranger)
  await expectWellMade(stranger)
})

async function expectWellMade(page: Page) {
  await expectAccessibleInBoth(page)
  await expectNothingCutOff(page)
}
