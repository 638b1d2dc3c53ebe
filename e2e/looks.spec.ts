import { expectAccessible, expectNothingCutOff } from './accessible.ts'
import { decodeQr } from './decode.ts'
import { charge, codeOn, expect, says, test } from './world.ts'

const sizes = [
  ['a phone', { width: 360, height: 740 }],
  ['a 10-inch tablet upright', { width: 800, height: 1280 }],
  ['a 10-inch tablet', { width: 1280, height: 800 }],
  ['a full-HD panel', { width: 1920, height: 1080 }],
] as const

for (const [name, viewport] of sizes)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`a stranger's decoder reads the code off ${name}, ${colorScheme}, and nothing is cut off`, async ({
      cashier,
      display,
      world,
      terminalId,
    }) => {
      const till = await cashier({ viewport, colorScheme })
      const screen = await display({ viewport, colorScheme })
      await charge(till, '9999999,99')
      const { pixCopiaECola } = await world.openCharge(terminalId)
      const code = codeOn(screen)
      await expect(code).toBeVisible()
      expect(await decodeQr(code)).toBe(pixCopiaECola)
      expect(await decodeQr(codeOn(till))).toBe(pixCopiaECola)
      for (const page of [till, screen]) {
        await expect(page.getByText('R$ 9.999.999,99').first()).toBeVisible()
        await expectNothingCutOff(page)
      }
    })

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing serious on any screen in any state, ${colorScheme}`, async ({
    open,
    cashier,
    display,
    world,
    terminalId,
  }) => {
    // Eight pages, each read by axe to the last element.
    test.slow()
    // A badge that comes in slowly would be read half faded.
    const look = { colorScheme, reducedMotion: 'reduce' } as const
    await expectAccessible(await open('/', look), 'nothing serious')
    await expectAccessible(await open(`/totem/?terminal=totem-${terminalId}`, look), 'nothing serious')
    const till = await cashier(look)
    const screen = await display(look)
    await expect(screen.getByText('Aceitamos Pix').first()).toBeVisible()
    for (const page of [till, screen]) await expectAccessible(page, 'nothing serious')
    await charge(till)
    await expect(codeOn(screen)).toBeVisible()
    for (const page of [till, screen]) await expectAccessible(page, 'nothing serious')
    const { pixCopiaECola } = await world.openCharge(terminalId)
    await world.pay(pixCopiaECola)
    await expect(screen.getByText('Obrigado!')).toBeVisible()
    for (const page of [till, screen]) await expectAccessible(page, 'nothing serious')
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
