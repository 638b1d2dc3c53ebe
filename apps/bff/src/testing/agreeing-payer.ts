import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Agent, request } from 'undici'
import type { World } from './world.ts'

/** Whoever is charged: a client of the sandbox's account provider, who reads a code and agrees to it as a bank's app does. */
export type AgreeingPayer = Awaited<ReturnType<typeof openAgreeingPayer>>

// biome-ignore lint/suspicious/noExplicitAny: a test reads JSON as it comes, and its assertions are the check.
type Json = any
const form = { 'content-type': 'application/x-www-form-urlencoded' }

export async function openAgreeingPayer(world: World) {
  const file = (name: string) => readFileSync(join(world.pkiDir, name), 'utf8')
  const { clientId, clientSecret, accountId, tokenPath } = JSON.parse(file('account.json'))
  const agent = new Agent({
    connect: { ca: file('ca.pem'), cert: file('client.pem'), key: file('client.key') },
  })
  const origin = `https://localhost:${world.settings.SANDBOX_PORT}`

  async function send(method: string, path: string, headers: Record<string, string>, body: string | null) {
    const answer = await request(origin + path, {
      method: method as 'GET',
      dispatcher: agent,
      headers,
      body,
    })
    const text = await answer.body.text()
    if (answer.statusCode > 299) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as Json
  }
  async function call(method: string, path: string, body?: unknown): Promise<Json> {
    const credentials = {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }
    const { access_token } = await send('POST', tokenPath, form, new URLSearchParams(credentials).toString())
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
    return send(method, path, headers, body === undefined ? null : JSON.stringify(body))
  }
  const decode = (qrCode: string) => call('POST', '/v1/qrcode/decoding', { qrCode })

  return {
    decode,
    /** Agrees to the recurrence of a code; of a composite one, after its charge was paid under `txid`. */
    async agree(qrCode: string, txid?: string): Promise<void> {
      // Where the charge is paid the code is not read again: the bank's app had read it before.
      const { recurrence } = txid === undefined ? await decode(qrCode) : read.get(qrCode)
      await call('POST', `/v1/accounts/${accountId}/recurrence`, {
        ...recurrence,
        activation: { journey: recurrence.journey },
        limits: { useAccountLimit: false, maximumValue: null },
        ...(txid !== undefined && { payment: { txid } }),
      })
    },
    /** Reads a composite code, as the app does before its owner agrees to both at once. */
    async look(qrCode: string): Promise<Json> {
      const decoded = await decode(qrCode)
      read.set(qrCode, decoded)
      return decoded
    },
    /** Answers a proposal that was sent to the account. */
    async proposals(): Promise<Json[]> {
      return call('GET', `/v1/accounts/${accountId}/recurrences-requests`)
    },
    cancel: (recurrenceId: string) =>
      call('POST', `/v1/accounts/${accountId}/recurrences/${recurrenceId}/cancel`, {}),
    close: () => agent.destroy(),
  }
}
const read = new Map<string, Json>()
