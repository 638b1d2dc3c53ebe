import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Agent, request } from 'undici'
import { pairOf } from './knock.ts'
import { newTxid } from './world.ts'

/** A charge at the PSP that our ledger does not know: made by another program on the same account, with our own certificate. */
export async function createBehindOurBack(
  { pkiDir, settings }: { pkiDir: string; settings: { SANDBOX_PORT: number } },
  original: string,
  txid = newTxid(),
): Promise<{ txid: string }> {
  const { clientId, clientSecret, chave } = JSON.parse(readFileSync(join(pkiDir, 'credentials.json'), 'utf8'))
  const ca = readFileSync(join(pkiDir, 'ca.pem'), 'utf8')
  const dispatcher = new Agent({ connect: { ca, ...pairOf(pkiDir, 'client') } })
  const origin = `https://localhost:${settings.SANDBOX_PORT}`
  const send = async (method: 'POST' | 'PUT', path: string, authorization: string, content: object) => {
    const reply = await request(`${origin}${path}`, {
      dispatcher,
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(content),
    })
    if (reply.statusCode !== 201) throw new Error(`${path} answered ${reply.statusCode}`)
    return (await reply.body.json()) as { access_token: string }
  }
  const basic = `Basic ${btoa(`${clientId}:${clientSecret}`)}`
  const { access_token } = await send('POST', '/v2/oauth/access-token', basic, {
    grant_type: 'client_credentials',
  })
  await send('PUT', `/cielo-pix/v1/cob/${txid}`, `Bearer ${access_token}`, {
    calendario: { expiracao: 3600 },
    valor: { original },
    chave,
  })
  await dispatcher.destroy()
  return { txid }
}
