import type { Settings } from '../env.ts'
import type { PspConnection } from '../psp/connection.ts'
import { connectionOf } from '../psp/connection-of.ts'
import { createTransport } from '../psp/transport.ts'
import { webhookDoorOf } from '../psp/webhook-door.ts'
import { createCaller } from './caller.ts'
import { checkCertificate } from './certificate.ts'
import { checkCharge } from './charge.ts'
import { checkHandshake } from './handshake.ts'
import { checkCharges, checkPayments } from './lists.ts'
import { createMask } from './mask.ts'
import { createSteps, type Line } from './steps.ts'
import { checkClock, checkScopes, checkToken } from './token.ts'
import { checkWebhook } from './webhook.ts'

/** What is done only where a person asks for it: it changes something at the PSP. */
export type Wishes = { register: boolean; unregister: boolean; charge: boolean }

/** Everything that has to be right before the first sale, in the order in which it can go wrong. Answers true where all of it is. */
export async function checkPsp(
  readSettings: () => Settings,
  wishes: Wishes,
  tell: (line: Line) => void,
): Promise<boolean> {
  const mask = createMask()
  let isGood = true
  const step = createSteps((line) => {
    if (line.kind !== 'good') isGood = false
    tell(mask.line(line))
  })

  const shop = await step('Configurações', [], () => {
    const settings = readSettings()
    mask.add(
      settings.PSP_CLIENT_ID,
      settings.PSP_CLIENT_SECRET,
      settings.PSP_CHAVE,
      settings.PSP_PFX_PASSPHRASE,
    )
    const connection = connectionOf(settings)
    mask.add(...Object.values(connection.settings))
    const url = webhookDoorOf(settings)?.url(settings.WEBHOOK_PORT)
    return { said: describe(connection), value: { settings, connection, url } }
  })
  const credentials = await step('Certificado', [shop], ({ connection }) => {
    const found = checkCertificate(connection)
    mask.add(found.value.clientId, found.value.clientSecret, found.value.chave)
    return found
  })
  const tokenHost = await step('Conexão do token', [shop, credentials], ({ connection }, us) =>
    checkHandshake(connection.profile.tokenUrl, us),
  )
  const apiHost = await step('Conexão da API', [shop, credentials], ({ connection }, us) =>
    checkHandshake(connection.profile.baseUrl, us),
  )
  const transport = credentials && createTransport(credentials.tls)
  const token = await step(
    'Token',
    [shop, credentials, transport, tokenHost],
    async ({ connection }, us, wire, _tokenHost) => {
      const found = await checkToken(connection, us, wire)
      mask.add(found.value.accessToken)
      return { ...found, said: `client id ${us.clientId}; ${found.said}` }
    },
  )
  await step('Escopos', [shop, token], ({ url }, granted) => checkScopes(granted, url !== undefined))
  await step('Relógio', [token], checkClock)
  const caller = shop && transport && token && apiHost && createCaller(shop.connection, transport, token)
  const charges = await step('Cobranças (GET /cob)', [caller], checkCharges)
  await step('Pagamentos (GET /pix)', [caller], checkPayments)
  await step('Webhook', [shop, credentials, caller], ({ url }, { chave }, api) =>
    checkWebhook(api, chave, { url, ...wishes }),
  )
  if (wishes.charge || shop?.settings.PSP === 'sandbox')
    await step(
      'Cobrança de R$ 0,01',
      [shop, credentials, caller, charges],
      ({ settings }, { chave }, api, _charges) => checkCharge(api, chave, settings.SHOP_NAME),
    )
  await transport?.close()
  return isGood
}

const describe = ({ name, environment, profile }: PspConnection) =>
  `${name}, ${environment === 'production' ? 'produção' : 'ambiente de testes'}, ${new URL(profile.baseUrl).host}`
