import { Agent, request } from 'undici'
import type { Pki } from './pki.ts'
import { tls } from './tls.ts'
import type { Delivery } from './world.ts'

/** Who the other side sees: the PSP, the merchant's own certificate (right authority, wrong subject), or none. */
type Identity = 'psp' | 'client' | 'nobody'

export type Postman = {
  post(url: string, body: string, as: Identity): Promise<{ status?: number; error?: string }>
  /** Undefined when the receiver may be registered, else why not. */
  handshake(webhookUrl: string, now: number): Promise<string | undefined>
  close(): Promise<void>
}

/** One delivery, from connect to the end of the answer: long enough for a receiver that writes to disk first. */
const deliveryTimeoutMs = 5_000
/** Kept-alive connections to the receiver; more would only queue in front of its ledger. */
const connections = 8

/** Speaks mTLS to the merchant's listener and trusts the box's own authority alone. Redirects are not followed. */
export function createPostman(pki: Pki): Postman {
  const agent = (pair: Partial<Pki['psp']>) =>
    new Agent({
      connections,
      connect: { ca: pki.ca, ...pair, ...tls, rejectUnauthorized: true, timeout: deliveryTimeoutMs },
    })
  const agents: Record<Identity, Agent> = {
    psp: agent(pki.psp),
    client: agent(pki.client),
    nobody: agent({}),
  }

  async function post(url: string, body: string, as: Identity) {
    try {
      const answer = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        dispatcher: agents[as],
        signal: AbortSignal.timeout(deliveryTimeoutMs),
      })
      await answer.body.dump({ limit: 64 * 1024 })
      return { status: answer.statusCode }
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) }
    }
  }

  return {
    post,
    /**
     * Two probes before a registration is taken: without certificate the receiver must refuse, with it answer 200
     * (as Efí does in production: dev.efipay.com.br, webhooks). Under TLS 1.3 a client believes itself connected
     * before the refusal arrives, so each probe waits for the answer.
     */
    async handshake(webhookUrl, now) {
      const body = JSON.stringify({ evento: 'teste_webhook', data_criacao: new Date(now).toISOString() })
      const stranger = await post(webhookUrl, body, 'nobody')
      if (stranger.status !== undefined && stranger.status < 400) {
        return 'A URL atendeu uma conexão sem certificado de cliente (mTLS obrigatório).'
      }
      const known = await post(webhookUrl, body, 'psp')
      if (known.status === 200) return undefined
      return `A URL não respondeu 200 ao teste com certificado: ${known.error ?? `HTTP ${known.status}`}.`
    },
    async close() {
      await Promise.all(Object.values(agents).map((one) => one.destroy()))
    },
  }
}

/** The body of a callback; `forge` makes it lie, for receivers that would believe it (the money itself is right). */
export function callbackBody(
  delivery: Delivery,
  forge: 'endToEndId' | 'valor' | 'txid' | undefined,
  alphanumeric: (length: number) => string,
): string {
  if (!('pix' in delivery)) return JSON.stringify(delivery.body)
  const { pix } = delivery
  const lie = {
    endToEndId: () => ({ endToEndId: `E99999010${alphanumeric(23)}` }),
    valor: () => ({ valor: '9999999.99' }),
    txid: () => ({ txid: alphanumeric(32) }),
  }
  return JSON.stringify({ pix: forge ? pix.map((one) => ({ ...one, ...lie[forge]() })) : pix })
}
