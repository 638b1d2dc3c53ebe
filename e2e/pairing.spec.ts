import type { Page } from '@playwright/test'
import { codeShown, confirm, lockedShop, signInByName, test } from './locked-shop.ts'
import { expect } from './world.ts'

test.use({ settings: lockedShop })

/** Says what the device is, once its code is there. The two digits then stand on both screens. */
async function claim(manager: Page, device: Page, name: string, terminalId: string) {
  await manager.getByLabel('Nome do aparelho').fill(name)
  await manager.getByLabel('Terminal').fill(terminalId)
  await manager.getByRole('button', { name: 'Continuar' }).click()
  const check = await manager.getByText(/^\d\d$/).innerText()
  await expect(device.getByText(check, { exact: true })).toBeVisible()
}

test('a display is paired by the address in its picture, and shows a new code once it was revoked', async ({
  open,
  display,
  boss,
  terminalId,
  world,
}) => {
  const screen = await display()
  await expect(screen.getByRole('heading', { name: 'Parear este visor' })).toBeVisible()
  const code = await codeShown(screen)
  const phone = await open(`/entrar/?codigo=${code.replace(' ', '')}`)
  await signInByName(phone, 'Gerente')
  await expect(phone.getByLabel('Código do aparelho')).toHaveValue(code)
  const own = `${terminalId}-b`
  await claim(phone, screen, terminalId, own)
  await confirm(phone, terminalId, own)
  await expect(screen.getByText('Aceitamos Pix').first()).toBeVisible()
  // The manager's word counts, not the address that the display was opened with.
  expect(screen.url()).toBe(`${world.url}/visor/?terminal=${own}`)

  const { devices } = await (await boss.get('/api/devices')).json()
  const { deviceId } = devices.find(({ name }: { name: string }) => name === terminalId)
  expect((await boss.post(`/api/devices/${deviceId}/revoke`)).status()).toBe(204)
  // The next stream that it opens is refused; all of them end by themselves now and then.
  await screen.reload()
  await expect(screen.getByRole('heading', { name: 'Parear este visor' })).toBeVisible()
  expect(await codeShown(screen)).not.toBe(code)
})

test('numbers that differ let nobody in, and a new code does', async ({ open, boss: _, terminalId }) => {
  const kiosk = await open(`/totem/?terminal=${terminalId}&valor=500`)
  const manager = await open('/entrar/')
  await signInByName(manager, 'Gerente')
  await manager.getByRole('button', { name: 'Parear um aparelho' }).click()
  await manager.getByLabel('Código do aparelho').fill(await codeShown(kiosk))
  await claim(manager, kiosk, 'Totem', terminalId)
  await manager.getByRole('button', { name: 'São diferentes' }).click()
  await expect(manager.getByText(/Nada foi pareado/)).toBeVisible()
  await expect(manager.getByLabel('Código do aparelho')).toHaveValue('')
  // Whose code was typed is let in nowhere, and says so.
  await expect(kiosk.getByText('Este código não vale mais.')).toBeVisible()
  await kiosk.getByRole('button', { name: 'Novo código' }).click()
  await manager.getByLabel('Código do aparelho').fill(await codeShown(kiosk))
  await claim(manager, kiosk, 'Totem', terminalId)
  await confirm(manager, 'Totem', terminalId)
  await expect(kiosk.getByRole('button', { name: 'Toque para começar' })).toBeVisible()
  expect(new URL(kiosk.url()).searchParams.get('valor')).toBe('500')
})
