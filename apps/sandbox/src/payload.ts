import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { CompactSign } from 'jose'
import type { Charge, CobV, Debtor } from './charge.ts'
import { addDays, type Day, dayOf, isDay } from './days.ts'
import { dueDay, dueOn, lastDay } from './due.ts'
import { expiresAt } from './payments.ts'
import type { Pki } from './pki.ts'
import { receiverJson } from './present.ts'
import { problem, type Refusal, type Reply, type Violation } from './problem.ts'
import { recClaims } from './recurrence/payload.ts'
import { malformed, violation } from './request.ts'
import { iso, valor } from './wire-values.ts'
import type { World } from './world.ts'

/** What is shown at a location; its address says which. */
export type PayloadKind = Charge['tipoCob'] | 'rec'

export type PayloadSigner = {
  /** What a payer's bank reads at the location of a QR Code: 200 `application/jose`, or CobPayloadNaoEncontrado. */
  payload(world: World, kind: PayloadKind, token: string | undefined, query: URLSearchParams): Promise<Reply>
  jwks(): Reply
}

/** Signs with the certificate `qr`, whose name is the host of `jku`, as readers check (Manual de Segurança do Pix, JWS). */
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
    async payload(world, kind, token = '', query) {
      const claims = kind === 'rec' ? recClaims(world, token) : claimsAt(world, kind, token, query)
      if ('problem' in claims) return problem(claims as Refusal)
      const body = await new CompactSign(Buffer.from(JSON.stringify(claims)))
        .setProtectedHeader(header)
        .sign(key)
      return { status: 200, contentType: 'application/jose', body }
    },
  }
}

/** CobPayload or CobVPayload of the charge that is shown at this location now. */
export function claimsAt(
  world: World,
  tipoCob: Charge['tipoCob'],
  token: string,
  query: URLSearchParams,
): Refusal | object {
  const now = world.ports.clock.now()
  const loc = world.locByToken.get(token)
  const charge = loc?.txid === undefined ? undefined : world.charges.get(loc.txid)
  // The type is in the address, so a location is not there at the address of the other type.
  if (!charge || charge.tipoCob !== tipoCob) return { problem: 'CobPayloadNaoEncontrado' }
  // A PSP may still serve the payload of a charge that is paid or expired (API Pix 2.9.0); this one is strict.
  if (charge.status !== 'ATIVA' || now > expiresAt(charge))
    return { problem: 'CobPayloadNaoEncontrado', status: 410 }
  const { calendario, devedor, ...fields } = charge.fields
  const claims = {
    txid: charge.txid,
    calendario: { criacao: iso(charge.createdAt), apresentacao: iso(now), ...calendario },
    revisao: charge.revisao,
    status: charge.status,
    ...fields,
    ...(devedor && { devedor: identityOf(devedor) }),
  }
  if (charge.tipoCob === 'cob') return claims
  const payDay = readPayDay(charge, query, dayOf(now))
  return typeof payDay === 'string'
    ? { ...claims, recebedor: receiverJson(world), valor: amountOn(charge, payDay) }
    : { problem: 'CobPayloadOperacaoInvalida', violations: payDay }
}

/** Where the debtor lives is between the merchant and the PSP: whoever has the code may read this (CobVPayload, `devedor`). */
const identityOf = (devedor: Debtor): Debtor =>
  'cpf' in devedor ? { cpf: devedor.cpf, nome: devedor.nome } : { cnpj: devedor.cnpj, nome: devedor.nome }

/** CobVPayloadValor: the parts that are not zero, and their sum. */
function amountOn({ fields }: CobV, day: Day) {
  const { original, final, ...parts } = dueOn(fields, day)
  const others = Object.entries(parts).filter(([, part]) => part > 0)
  return {
    original: valor(original),
    ...Object.fromEntries(others.map(([name, part]) => [name, valor(part)])),
    final: valor(final),
  }
}

/**
 * `DPP`, the day on which the payer means to pay (API Pix 2.9.0, CobPayloadOperacaoInvalida). Where it is not said it
 * is the due date, or today when that has passed, so that nobody gets a discount by silence (bacen/pix-api#409).
 */
function readPayDay({ fields }: CobV, query: URLSearchParams, today: Day): Day | Violation[] {
  const violations: Violation[] = []
  const codMun = query.get('codMun')
  const due = dueDay(fields)
  const day = query.get('DPP') ?? (today < due ? due : today)
  if (codMun !== null && !isCity(codMun)) violations.push(malformed('codMun', codMun))
  if (!isDay(day)) violations.push(malformed('DPP', day))
  else if (day < today) violations.push(violation('DPP', 'DPP é anterior ao momento presente.', day))
  else if (day > lastDay(fields)) {
    const razao = `DPP é superior à validade da cobrança: ela não é válida a partir de ${addDays(lastDay(fields), 1)}.`
    violations.push(violation('DPP', razao, day))
  }
  return violations.length > 0 ? violations : day
}

/** Seven digits, the first two the number of a state in the table of the IBGE. */
const isCity = (code: string) => /^(1[1-7]|2[1-9]|3[1235]|4[123]|5[0123])\d{5}$/.test(code)
