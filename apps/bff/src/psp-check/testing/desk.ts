import { join } from 'node:path'
import { expect } from 'vitest'
import { readSettings } from '../../env.ts'
import { certificate, openShop } from '../../psp/testing/shop.ts'
import { checkPsp, type Wishes } from '../check-psp.ts'
import { writeLine } from '../print.ts'
import type { Line } from '../steps.ts'

export const titles = [
  'Configurações',
  'Certificado',
  'Conexão do token',
  'Conexão da API',
  'Token',
  'Escopos',
  'Relógio',
  'Cobranças (GET /cob)',
  'Pagamentos (GET /pix)',
  'Webhook',
  'Cobrança de R$ 0,01',
] as const
export type Title = (typeof titles)[number]

/** A shop and somebody who checks it. Whatever is said there is held against what nobody may read. */
export type Desk = Awaited<ReturnType<typeof openDesk>>

export async function openDesk(manners: Parameters<typeof openShop>[0] = 'bacen') {
  const shop = await openShop(manners)

  /** Fails where a text holds what only the shop may know. */
  function keepsItsSecrets(text: string) {
    const { PSP_CLIENT_ID, PSP_CLIENT_SECRET, PSP_CHAVE } = shop.settings
    for (const secret of [
      PSP_CLIENT_ID,
      PSP_CLIENT_SECRET,
      PSP_CHAVE,
      'Bearer',
      'PRIVATE KEY',
      'frase-secreta',
    ])
      expect(text.includes(secret ?? 'none'), secret).toBe(false)
  }

  return {
    ...shop,
    keepsItsSecrets,
    async check(change: Record<string, string> = {}, wishes: Partial<Wishes> = {}) {
      shop.merchant.clock.at = Date.now()
      const lines: Line[] = []
      const isGood = await checkPsp(
        () => readSettings({ ...shop.settings, ...change }),
        { register: false, unregister: false, charge: true, ...wishes },
        (line) => void lines.push(line),
      )
      keepsItsSecrets(lines.map((line) => writeLine(line, false)).join('\n'))
      return { isGood, lines, line: (title: Title) => lines.find((one) => one.title === title) }
    },
    webhookSettings: (url: string) => ({
      WEBHOOK_URL: url,
      WEBHOOK_CERT: join(shop.merchant.pki.dir, 'server.pem'),
      WEBHOOK_KEY: join(shop.merchant.pki.dir, 'server.key'),
      WEBHOOK_CLIENT_CA: join(shop.merchant.pki.dir, 'ca.pem'),
    }),
    faults: (...rules: object[]) => shop.merchant.control('PUT', '/faults', { rules }),
    state: async () => (await shop.merchant.control('GET', '/state')).body,
  }
}

/** An authority that no PSP knows. */
export const stranger = () => certificate({ purpose: 'authority', subject: 'Other CA' })

/** What is said against it: why, and what to do. */
export const trouble = (line: Line | undefined) =>
  line?.kind === 'bad' ? `${line.trouble.cause} ${line.trouble.cure}` : JSON.stringify(line)
