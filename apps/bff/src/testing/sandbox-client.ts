import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Agent, request } from 'undici'
import type { World } from './world.ts'

/** A test reads JSON as it comes: its assertions are the check. */
export type Json = ReturnType<typeof JSON.parse>

/** A client of the sandbox over mTLS, beside the BFF. Anything but a success is a mistake of the test. */
export function openSandboxClient(world: World) {
  const file = (name: string) => readFileSync(join(world.pkiDir, name), 'utf8')
  const agent = new Agent({
    connect: { ca: file('ca.pem'), cert: file('client.pem'), key: file('client.key') },
  })
  async function send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string | null = null,
  ): Promise<Json> {
    const answer = await request(`https://localhost:${world.settings.SANDBOX_PORT}${path}`, {
      method: method as 'GET',
      dispatcher: agent,
      headers,
      body,
    })
    const text = await answer.body.text()
    if (answer.statusCode > 299) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  const withToken = (token: string, method: string, path: string, body: unknown) =>
    send(
      method,
      path,
      { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body === undefined ? null : JSON.stringify(body),
    )

  return {
    /** API Pix as the shop. With a token of its own each time, since tests take tokens back. */
    async asShop(method: string, path: string, body?: unknown): Promise<Json> {
      const { clientId, clientSecret } = JSON.parse(file('credentials.json'))
      const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
      const headers = { authorization, 'content-type': 'application/json' }
      const grant = JSON.stringify({ grant_type: 'client_credentials' })
      const { access_token } = await send('POST', '/v2/oauth/access-token', headers, grant)
      return withToken(access_token, method, `/cielo-pix/v1${path}`, body)
    },
    /** The account's provider as its owner. */
    async asPayer(method: string, path: string, body?: unknown): Promise<Json> {
      const { clientId, clientSecret, tokenPath } = JSON.parse(file('account.json'))
      const credentials = {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }
      const form = { 'content-type': 'application/x-www-form-urlencoded' }
      const { access_token } = await send('POST', tokenPath, form, `${new URLSearchParams(credentials)}`)
      return withToken(access_token, method, path, body)
    },
    chave: JSON.parse(file('credentials.json')).chave as string,
    accountId: JSON.parse(file('account.json')).accountId as string,
    close: () => agent.destroy(),
  }
}
