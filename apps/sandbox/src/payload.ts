import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { CompactSign } from 'jose'
import { expiresAt } from './cob.ts'
import type { Pki } from './pki.ts'
import { problem, type Reply } from './problem.ts'
import { iso, type World } from './world.ts'

export type PayloadSigner = {
  /** What a payer's bank reads at the location of a QR Code: 200 `application/jose`, or CobPayloadNaoEncontrado. */
  payload(world: World, token: string): Promise<Reply>
  jwks(): Reply
}

/** Signs with the certificate `qr`, whose name is the host of `jku`, as readers check (domain.md 3.2). */
export function createSigner(pki: Pki, host: string): PayloadSigner {
  const certificate = new X509Certificate(pki.qr.cert)
  const key = createPrivateKey(pki.qr.key)
  const x5tS256 = createHash('sha256').update(certificate.raw).digest('base64url')
  // A new certificate is a new key to whoever caches by (jku, kid).
  const kid = x5tS256
  const header = { alg: 'RS256', kid, typ: 'JWS', jku: `https://${host}/qr/jwks`, 'x5t#S256': x5tS256 }
  const chain = [pki.qr.cert, pki.ca].map((pem) => new X509Certificate(pem).raw.toString('base64'))
  const jwks = {
    keys: [
      {
        ...createPublicKey(key).export({ format: 'jwk' }),
        kid,
        alg: 'RS256',
        key_ops: ['verify'],
        x5t: createHash('sha1').update(certificate.raw).digest('base64url'),
        'x5t#S256': x5tS256,
        x5c: chain,
      },
    ],
  }

  return {
    jwks: () => ({ status: 200, contentType: 'application/json', body: JSON.stringify(jwks) }),
    async payload(world, token) {
      const now = world.ports.clock.now()
      const txid = world.locByToken.get(token)?.txid
      const cob = txid === undefined ? undefined : world.cobs.get(txid)
      if (!cob) return problem({ problem: 'CobPayloadNaoEncontrado' })
      // A PSP may still serve the payload of a charge that is paid or expired (API Pix 2.9.0); this one is strict.
      if (cob.status !== 'ATIVA' || now > expiresAt(cob))
        return problem({ problem: 'CobPayloadNaoEncontrado', status: 410 })
      const { calendario, ...fields } = cob.fields
      const claims = {
        txid: cob.txid,
        calendario: { criacao: iso(cob.createdAt), apresentacao: iso(now), expiracao: calendario.expiracao },
        revisao: cob.revisao,
        status: cob.status,
        ...fields,
      }
      const body = await new CompactSign(Buffer.from(JSON.stringify(claims)))
        .setProtectedHeader(header)
        .sign(key)
      return { status: 200, contentType: 'application/jose', body }
    },
  }
}
