import type { Faults } from '../faults.ts'
import { listWebhooks, webhookJson } from '../lists.ts'
import type { Manners } from '../manners/manners.ts'
import { problem, type Refusal, type Reply, type Violation } from '../problem.ts'
import { malformed, violation } from '../request.ts'
import type { Postman } from '../webhooks.ts'
import type { Webhook, World } from '../world.ts'
import { type Call, type Endpoint, reply } from './api.ts'

/** Tag Webhook of API Pix 2.9.0: one URL per key. */
export function webhookEndpoints(
  world: World,
  faults: { current: Faults },
  postman: Postman,
  { skipsHandshake }: Manners,
): Endpoint[] {
  const one = '/webhook/:chave'

  function find(chave = ''): Webhook | Refusal {
    return (
      world.webhooks.get(chave) ?? {
        problem: 'WebhookNaoEncontrado',
        detail: 'Não há webhook para esta chave.',
      }
    )
  }

  async function put({ params, body, header }: Call): Promise<Reply> {
    const chave = params.chave ?? ''
    const violations: Violation[] = []
    if (!isKey(chave)) violations.push(malformed('chave', chave))
    else if (chave !== world.merchant.chave) {
      violations.push(violation('chave', 'A chave não pertence a este usuário recebedor.', chave))
    }
    const webhookUrl: unknown = Object(body).webhookUrl
    if (!isReceiver(webhookUrl)) violations.push(malformed('webhook.webhookUrl', webhookUrl))
    else if (violations.length === 0 && !spared(header)) {
      const why = await postman.handshake(webhookUrl, world.ports.clock.now())
      if (why) violations.push(violation('webhook.webhookUrl', why, webhookUrl))
    }
    if (!isReceiver(webhookUrl) || violations.length > 0) {
      return problem({ problem: 'WebhookOperacaoInvalida', violations })
    }
    const webhook: Webhook = { chave, webhookUrl, createdAt: world.ports.clock.now() }
    world.webhooks.set(chave, webhook)
    world.save('webhook', chave, webhook)
    return { status: 200 }
  }

  const spared = (header: Call['header']) =>
    !faults.current.script.webhook.handshake || (skipsHandshake && header(skipsHandshake) === 'true')

  function remove({ params }: Call): Reply {
    const webhook = find(params.chave)
    if ('problem' in webhook) return problem(webhook)
    world.webhooks.delete(webhook.chave)
    world.save('webhook', webhook.chave, undefined)
    return { status: 204 }
  }

  return [
    {
      operation: 'putWebhook',
      method: 'put',
      path: one,
      scope: 'webhook.write',
      takesJson: true,
      handle: put,
    },
    { operation: 'deleteWebhook', method: 'delete', path: one, scope: 'webhook.write', handle: remove },
    {
      operation: 'getWebhook',
      method: 'get',
      path: one,
      scope: 'webhook.read',
      handle: ({ params }) => reply(find(params.chave), 200, (webhook) => webhookJson(world, webhook)),
    },
    {
      operation: 'listWebhook',
      method: 'get',
      path: '/webhook',
      scope: 'webhook.read',
      handle: ({ query }) => reply(listWebhooks(world, query), 200, (list) => list),
    },
  ]
}

/** The five kinds of key of the DICT: random, e-mail, phone, CPF, CNPJ. */
function isKey(chave: string): boolean {
  return (
    chave.length <= 77 &&
    [
      /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
      /^[^\s@]+@[^\s@]+$/,
      /^\+[1-9]\d{1,14}$/,
      /^\d{11}$/,
      /^[0-9A-Z]{14}$/,
    ].some((kind) => kind.test(chave))
  )
}

/**
 * Callbacks travel over mTLS only (Manual de Segurança do Pix, item 9). What a parser of URLs would mend, as a blank or
 * an accent, is no URI (RFC 3986 §2; API Pix 2.9.0, `format: uri`).
 */
export function isReceiver(url: unknown): url is string {
  return typeof url === 'string' && /^https:[!#-;=?-[\]_a-z~]+$/i.test(url) && URL.canParse(url)
}
