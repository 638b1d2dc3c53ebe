import { expectAccessibleInBoth, expectNothingCutOff } from './accessible.ts'
import { decodeQr } from './decode.ts'
import { charge, codeOn, expect, says, test } from './world.ts'

const sizes = [
  ['a phone', { width: 360, height: 740 }],
  ['a 10-inch tablet upright', { width: 800, height: 1280 }],
  ['a 10-inch tablet', { width: 1280, height: 800 }],
  ['a full-HD panel', { width: 1920, height: 1080 }],
] as const

for (const [name, viewport] of sizes)
  test(`a stranger's decoder reads the code off ${name}, light and dark, and nothing is cut off`, async ({
    cashier,
    display,
    world,
    terminalId,
  }) => {
    const till = await cashier({ viewport })
    const screen = await display({ viewport })
    await charge(till, '9999999,99')
    const { pixCopiaECola } = await world.openCharge(terminalId)
    const code = codeOn(screen)
    await expect(code).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const)
      for (const page of [till, screen]) {
        await page.emulateMedia({ colorScheme })
        expect(await decodeQr(codeOn(page))).toBe(pixCopiaECola)
        await expect(page.getByText('R$ 9.999.999,99').first()).toBeVisible()
        await expectNothingCutOff(page)
      }
  })

test('axe finds nothing serious on any screen in any state, light and dark', async ({
  open,
  cashier,
  display,
  world,
  terminalId,
}) => {
  // Eight pages, each read by axe to the last element.
  test.slow()
  // A badge that comes in slowly would be read half faded.
  const look = { reducedMotion: 'reduce' } as const
  await expectAccessibleInBoth(await open('/', look), 'nothing serious')
  const kiosk = await open(`/totem/?terminal=totem-${terminalId}`, look)
  await expect(kiosk.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessibleInBoth(kiosk)
  const till = await cashier(look)
  const screen = await display(look)
  await expect(screen.getByText('Aceitamos Pix').first()).toBeVisible()
  for (const page of [till, screen]) await expectAccessibleInBoth(page, 'nothing serious')
  await charge(till)
  await expect(codeOn(screen)).toBeVisible()
  for (const page of [till, screen]) await expectAccessibleInBoth(page, 'nothing serious')
  const { pixCopiaECola } = await world.openCharge(terminalId)
  await world.pay(pixCopiaECola)
  await expect(screen.getByText('Obrigado!')).toBeVisible()
  // The display first: it thanks for some seconds only.
  for (const page of [screen, till]) await expectAccessibleInBoth(page, 'nothing serious')
})

test('a whole sale is made with the keyboard alone', async ({ cashier, world, terminalId }) => {
  const till = await cashier()
  await expect(till.getByRole('textbox', { name: 'Valor' })).toBeVisible()
  await till.keyboard.type('2350')
  await till.keyboard.press('Enter')
  const { amountCents, pixCopiaECola } = await world.openCharge(terminalId)
  expect(amountCents).toBe(2350)
  await world.pay(pixCopiaECola)
  await says(till, 'Pago')
})
