import { fileURLToPath } from 'node:url'
import express, { type Express } from 'express'
import { send } from '../disguise.ts'
import type { PayloadSigner } from '../payload.ts'
import type { World } from '../world.ts'
import { date } from './api.ts'

const page = fileURLToPath(new URL('../phone/', import.meta.url))
const reader = fileURLToPath(import.meta.resolve('jsqr'))

/**
 * The plain HTTP side: the phone page, and the payload of QR Codes for it (see tls.ts). It can pay and break things,
 * so no page of another origin may reach it: neither by form or fetch (Origin), nor by a name that resolves to
 * 127.0.0.1 (Host, "DNS rebinding").
 */
export function createPlainApp(world: World, signer: PayloadSigner): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use((request, response, next) => {
    response.set(headers)
    const { host = '', origin } = request.headers
    const foreign = origin !== undefined && origin !== `http://${host}`
    const site = request.get('sec-fetch-site')
    if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host))
      response.status(421).send('This door answers to localhost.')
    else if (request.method !== 'GET' && (foreign || site === 'cross-site' || site === 'same-site')) {
      response.status(403).send('This door does not take requests of other origins.')
    } else next()
  })
  app.get('/qr/jwks', (_request, response) => send(response, signer.jwks(), undefined, date(world)))
  for (const [path, kind] of [
    ['/qr/v2/:token', 'cob'],
    ['/qr/v2/cobv/:token', 'cobv'],
    ['/qr/v2/rec/:token', 'rec'],
  ] as const) {
    app.get(path, async ({ params, originalUrl }, response) => {
      const { searchParams } = new URL(originalUrl, 'http://localhost')
      send(response, await signer.payload(world, kind, params.token, searchParams), undefined, date(world))
    })
  }
  app.get('/jsqr.js', (_request, response) => response.sendFile(reader))
  app.use(express.static(page, { cacheControl: false }))
  return app
}

const headers = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self)',
  'Cache-Control': 'no-store',
}
