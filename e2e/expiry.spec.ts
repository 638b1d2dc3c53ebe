import { charge, codeOn, expect, says, test } from './world.ts'

// Codes that live for some seconds, so that their end is seen and not imagined.
test.use({ settings: { CHARGE_EXPIRATION_SECONDS: '15' } })

test('a code that nobody paid expires on every screen, and cannot be scanned any more', async ({
  cashier,
  display,
  world,
  terminalId,
}) => {
  const till = await cashier()
  const screen = await display()
  await charge(till)
  await expect(codeOn(screen)).toBeVisible()
  await expect(codeOn(screen)).toHaveCount(0)
  for (const page of [till, screen])
    await expect(page.getByRole('status').filter({ hasText: 'Expirada' }).first()).toBeAttached()
  await expect(till.getByText(/Expirou sem pagamento/).first()).toBeVisible()

  const [expired] = await world.charges(terminalId)
  await world.pay(expired?.pixCopiaECola ?? '')
  await expect(till.getByText(/Pago depois do prazo/).first()).toBeVisible()
  expect((await world.charges(terminalId))[0]).toMatchObject({ status: 'paid', flags: ['late'] })
})

test('a code paid in its last second is Pago, though the webhook never comes', async ({
  cashier,
  display,
  world,
  terminalId,
}) => {
  await world.faults({ webhook: { drop: true } })
  const till = await cashier()
  const screen = await display()
  await charge(till)
  const { pixCopiaECola, expiresAt } = await world.openCharge(terminalId)
  const endsAtMs = Date.parse(expiresAt ?? '')
  await expect.poll(() => endsAtMs - Date.now(), { intervals: [20] }).toBeLessThan(900)
  // The bank says when it was paid: a busy machine may take longer than what is left.
  await world.control('POST', '/control/pay', { pixCopiaECola, at: new Date(endsAtMs - 500).toISOString() })
  await says(screen, 'Pago')
  await says(till, 'Pago')
  expect((await world.charges(terminalId))[0]).toMatchObject({ status: 'paid', flags: [] })
})
