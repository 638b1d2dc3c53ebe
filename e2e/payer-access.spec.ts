import { lockedShop, signInByName, test } from './locked-shop.ts'
import { expect } from './world.ts'

test.use({ settings: lockedShop })
// A PIN is slow to prove on purpose.
test.beforeEach(() => test.slow())
/** Without it, what is asked of the set-up shop has no manager. */
test.beforeEach(({ boss: _ }) => {})

test('the payer’s app asks who it is, brings a manager back to the same place, and shows an operator nothing', async ({
  open,
}) => {
  const phone = await open('/pagador/?pagina=autorizacoes')
  await expect(phone).toHaveURL(/\/entrar\/\?para=/)
  await signInByName(phone, 'Gerente')
  await expect(phone).toHaveURL(/\/pagador\/\?pagina=autorizacoes$/)
  await expect(phone.getByText(/Ninguém pode cobrar esta conta/)).toBeVisible()

  const other = await open('/entrar/?para=/pagador/')
  await signInByName(other, 'Ana')
  await expect(other.getByText('Só gerentes pagam e autorizam por esta conta.')).toBeVisible()
  await expect(other.getByLabel('Pix copia e cola')).toBeHidden()
})
