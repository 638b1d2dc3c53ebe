import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Agent, type Dispatcher, request } from 'undici'

/** The shortest honest way to the PSP: kept-alive mTLS, one token, no checks. Everything of ours is measured against it. */
export type PspClient = {
  chave: string
  call: (method: Dispatcher.HttpMethod, path: string, body?: object) => Promise<string>
  close: () => Promise<void>
}

export async function connectPsp(
  dataDir: string,
  sandboxPort: number,
  connections: number,
): Promise<PspClient> {
  const read = (name: string) => readFileSync(join(dataDir, 'pki', name), 'utf8')
  const { clientId, clientSecret, chave } = JSON.parse(read('credentials.json'))
  const dispatcher = new Agent({
    connections,
    connect: { ca: read('ca.pem'), cert: read('client.pem'), key: read('client.key') },
  })
  const origin = `https://localhost:${sandboxPort}`

  async function send(url: string, method: Dispatcher.HttpMethod, authorization: string, body?: object) {
    const reply = await request(url, {
      dispatcher,
      method,
      headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await reply.body.text()
    if (reply.statusCode >= 300) throw new Error(`${method} ${url} answered ${reply.statusCode}: ${text}`)
    return text
  }

  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  const token = await send(`${origin}/v2/oauth/access-token`, 'POST', basic, {
    grant_type: 'client_credentials',
  })
  const bearer = `Bearer ${JSON.parse(token).access_token}`
  return {
    chave,
    call: (method, path, body) => send(`${origin}/cielo-pix/v1${path}`, method, bearer, body),
    close: () => dispatcher.close(),
  }
}

/** What the BFF also sends for a charge without description. */
export const newCob = (chave: string, amountCents: number) => ({
  calendario: { expiracao: 3600 },
  valor: { original: (amountCents / 100).toFixed(2) },
  chave,
})
