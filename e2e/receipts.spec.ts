import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { decodeQr } from './decode.ts'
import { charge, expect, says, test } from './world.ts'

const publicUrl = 'https://loja.example.com'
test.use({ settings: { PUBLIC_URL: publicUrl, SHOP_NAME: 'Empório São João' } })

const receiptCode = (page: Page) => page.getByRole('img', { name: 'QR Code do recibo' })
const receiptOf = (till: Page) => till.getByRole('dialog', { name: 'Recibo' })

/** Charges at a till that stands, pays, and waits until the till says so. */
async function sell(
  till: Page,
  world: { pay: (code: string) => Promise<string> },
  code: () => Promise<string>,
) {
  await charge(till)
  await world.pay(await code())
  await says(till, 'Pago')
}

test('a customer takes the receipt along, and it says what was returned later', async ({
  cashier,
  display,
  open,
  world,
  terminalId,
}) => {
  const till = await cashier()
  const screen = await display({ viewport: { width: 1280, height: 800 } })
  await sell(till, world, async () => (await world.openCharge(terminalId)).pixCopiaECola)
  await says(screen, 'Pago')
  await expect(receiptCode(screen)).toBeVisible()
  const address = (await decodeQr(receiptCode(screen))) ?? ''
  expect(address).toMatch(/^https:\/\/loja\.example\.com\/recibo\/#/)

  const phone = await open(address.replace(publicUrl, ''), { viewport: { width: 360, height: 740 } })
  await expect(phone.getByRole('heading', { name: 'Empório São João' })).toBeVisible()
  await expect(phone.getByText('R$ 23,50')).toBeVisible()
  await expect(phone.getByText(terminalId)).toHaveCount(0)
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await expectAccessible(phone)

  const [sold] = await world.charges(terminalId)
  await world.api('PUT', `/api/charges/${sold?.txid}/refunds/r1`, { amountCents: 350 })
  await expect
    .poll(async () => (await world.api('GET', `/api/charges/${sold?.txid}`)).json)
    .toMatchObject({ refundedCents: 350 })
  await phone.reload()
  await expect(phone.getByText('Uma parte do valor foi devolvida.')).toBeVisible()
})

test('an address that nobody was given says so, and another one in the same page is read anew', async ({
  open,
  console,
}) => {
  console.isNetworkBroken = true
  const phone = await open('/recibo/')
  await says(phone, 'Não há recibo neste endereço.')
  await phone.evaluate(() => {
    location.hash = `${'a'.repeat(32)}.${'A'.repeat(22)}`
  })
  await says(phone, 'Não há recibo neste endereço.')
  await expect(phone.getByText('Leia de novo o código na tela da loja')).toBeVisible()
})

test('a narrow display has no room for the receipt, and says Pago', async ({
  cashier,
  display,
  world,
  terminalId,
}) => {
  const till = await cashier()
  const screen = await display({ viewport: { width: 360, height: 740 } })
  await sell(till, world, async () => (await world.openCharge(terminalId)).pixCopiaECola)
  await says(screen, 'Pago')
  await expect(receiptCode(screen)).toBeHidden()
})

test('a sale of the list is printed by the browser on paper of the chosen width, and the next print is the 2ª via', async ({
  cashier,
  world,
  terminalId,
}) => {
  const till = await cashier()
  await till.evaluate(() => {
    localStorage.setItem('balcao paper', '58')
    // The dialog of the browser, which a test cannot press: the paper is looked at while it would stand.
    window.print = () => document.documentElement.setAttribute('data-asked', '')
  })
  await sell(till, world, async () => (await world.openCharge(terminalId)).pixCopiaECola)
  await till.getByRole('button', { name: 'Nova venda' }).click()
  await till.getByRole('button', { name: /^Recibo da venda das/ }).click()
  const dialog = receiptOf(till)
  await expect(dialog.getByText('R$ 23,50')).toBeVisible()
  await expect(receiptCode(till)).toBeVisible()
  await dialog.getByRole('button', { name: 'Imprimir', exact: true }).click()
  await expect(till.locator('html[data-asked]')).toBeAttached()

  await till.emulateMedia({ media: 'print' })
  await expect(till.getByRole('button', { name: 'Cobrar' })).toBeHidden()
  await till.emulateMedia({ media: null })

  // One sheet, 58 mm wide (an inch is 72 points), and on it the receipt alone.
  const pdf = (await till.pdf({ preferCSSPageSize: true })).toString('latin1')
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)]
  expect(boxes).toHaveLength(1)
  const [, width = '0', height = '0'] = boxes[0] ?? []
  expect((Number(width) / 72) * 25.4).toBeCloseTo(58, 0)
  expect(Number(height)).toBeGreaterThan(Number(width))
  // Chromium tells the page that it has printed, as it does when its dialog is closed.
  await dialog.getByRole('button', { name: 'Imprimir 2ª via' }).click()
  await expect(till.getByText('2ª via', { exact: true })).toBeAttached()
})

/** A printer on USB that the browser gave leave to use: what it takes is kept, and it can be pulled out. */
async function plugIn(till: Page) {
  await till.addInitScript(() => {
    const taken: number[][] = []
    const endpoints = [{ endpointNumber: 1, direction: 'out', type: 'bulk' }]
    const interfaces = [{ interfaceNumber: 0, alternates: [{ interfaceClass: 7, endpoints }] }]
    const device = {
      ...{ vendorId: 1208, productId: 514, serialNumber: 'A1', productName: 'TM-T20', opened: false },
      configuration: { configurationValue: 1, interfaces },
      open: async () => {},
      close: async () => {},
      claimInterface: async () => {},
      transferOut: async (_endpoint: number, data: Uint8Array) => {
        taken.push([...data])
        return { status: 'ok' }
      },
    }
    const state = { isPluggedIn: true, taken }
    Object.assign(window, { printer: state })
    const usb = {
      getDevices: async () => (state.isPluggedIn ? [device] : []),
      requestDevice: async () => device,
    }
    Object.defineProperty(navigator, 'usb', { value: usb })
  })
  await till.reload()
  type Printer = { isPluggedIn: boolean; taken: number[][] }
  const printer = <T>(look: (printer: Printer) => T) =>
    till.evaluate(
      (source) =>
        new Function('printer', `return (${source})(printer)`)(
          (window as never as { printer: Printer }).printer,
        ),
      `${look}`,
    ) as Promise<T>
  return { printer }
}

test('a till that prints by itself: what does not come out is said, offered again, and stops no sale', async ({
  cashier,
  world,
  terminalId,
}) => {
  const till = await cashier({ bypassCSP: true })
  const { printer } = await plugIn(till)
  await till.getByRole('button', { name: 'Ajustes' }).click()
  const settings = till.getByRole('dialog', { name: 'Ajustes deste aparelho' })
  await settings.getByRole('radio', { name: 'USB (ESC/POS)' }).check()
  await settings.getByRole('button', { name: 'Escolher impressora' }).click()
  await expect(settings.getByText('Escolhida: TM-T20.')).toBeVisible()
  await settings.getByRole('button', { name: 'Imprimir teste' }).click()
  await expect(settings.getByText('Enviado à impressora.')).toBeVisible()
  await settings
    .getByRole('group', { name: /Imprimir sozinho/ })
    .getByRole('radio', { name: 'Sim' })
    .check()
  await settings.getByRole('button', { name: 'Fechar' }).click()

  const code = async () => (await world.openCharge(terminalId)).pixCopiaECola
  await sell(till, world, code)
  await expect.poll(() => printer(({ taken }) => taken.length)).toBe(2)
  await till.getByRole('button', { name: 'Nova venda' }).click()

  await printer((it) => {
    it.isPluggedIn = false
  })
  await sell(till, world, code)
  const trouble = till.getByRole('alert').filter({ hasText: 'não foi impresso' })
  await expect(trouble).toContainText('A impressora não está ligada a este aparelho.')
  await till.getByRole('button', { name: 'Nova venda' }).click()
  await expect(trouble).toBeVisible()
  await printer((it) => {
    it.isPluggedIn = true
  })
  await trouble.getByRole('button', { name: 'Tentar de novo' }).click()
  await expect(trouble).toHaveCount(0)
  const [, , last = []] = await printer(({ taken }) => taken)
  const text = Buffer.from(last).toString('latin1')
  expect(text).toContain('R$ 23,50')
  expect(text, 'the first that came out is no second copy').not.toContain('\xa6 via')
})
