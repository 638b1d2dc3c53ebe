import { existsSync, readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { screens } from '@balcao/contracts'
import { type RequestHandler, Router } from 'express'
import helmet from 'helmet'
import sirv from 'sirv'
import * as z from 'zod/mini'
import { IncomingMessage, ServerResponse } from '../node-http.ts'
import { ProblemError } from '../problem.ts'

/**
 * A page may load what this server holds and nothing else. Scripts reach the two dangerous places of the browser only through
 * the one policy that registers the service worker.
 */
const helmetHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      mediaSrc: ["'self'"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['balcao'],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
  // The screens speak plain HTTP on this machine: a promise of HTTPS would lock them out.
  strictTransportSecurity: false,
})

/** Printers are for the till alone; a page that the header does not name may reach none (W3C Permissions Policy). */
const noPrinters = 'usb=(), serial=()'
const ownPrinters = 'usb=(self), serial=(self)'
const pageWithPrinter: keyof typeof screens = '/caixa/'

/** The same for every answer, so they are made once. */
export function createSecurityHeaders(): RequestHandler {
  const request = new IncomingMessage(new Socket())
  const blank = new ServerResponse(request)
  helmetHeaders(request, blank, () => {})
  blank.setHeader('permissions-policy', noPrinters)
  const headers = new Map(blank.getHeaderNames().map((name) => [name, String(blank.getHeader(name))]))
  return (_request, response, next) => {
    response.setHeaders(headers)
    next()
  }
}

const Build = z.object({ build: z.string().check(z.minLength(1)) })

/** Which build of the screens is on disk; 'none' where they were not built. */
export function readBuild(dist: string): string {
  const path = join(dist, 'build.json')
  return existsSync(path) ? Build.parse(JSON.parse(readFileSync(path, 'utf8'))).build : 'none'
}

/** The pages at their addresses, and their hashed files, compressed when they were built. */
export function screenRoutes(dist: string): Router {
  const router = Router()
  if (!existsSync(dist)) {
    // The API goes without its screens: a shop's own software may be all that speaks to it.
    for (const address of Object.keys(screens))
      router.get(address, () => {
        throw new ProblemError('not-found', 'The screens are not built yet: run npm run build.')
      })
    return router
  }
  const files = sirv(dist, {
    brotli: true,
    gzip: true,
    etag: true,
    dotfiles: false,
    setHeaders: (response, path) =>
      response.setHeader(
        'cache-control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
  for (const [address, page] of Object.entries(screens))
    router.get(address, (request, response, next) => {
      // Relative addresses inside the page must not depend on a missing slash.
      if (!request.path.endsWith('/')) return response.redirect(308, address)
      if (address === pageWithPrinter) response.setHeader('permissions-policy', ownPrinters)
      request.url = `/${page}`
      files(request, response, next)
    })
  router.use((request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') files(request, response, next)
    else next()
  })
  return router
}
