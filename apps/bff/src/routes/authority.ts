import { paths } from '@balcao/contracts'
import { Router } from 'express'
import type { Authority } from '../https/screen-tls.ts'
import { ProblemError } from '../problem.ts'

/** /api/authority.crt: what a tablet of the shop is to trust, so that it believes this server. */
export function authorityRoute(authority: Authority | undefined): Router {
  const router = Router()
  router.get(paths.authority(), (_request, response) => {
    if (authority === undefined)
      throw new ProblemError(
        'not-found',
        'This server shows no certificate of its own making: there is nothing to trust.',
      )
    // Android and iPadOS offer to install what has this type , and show what is served as text.
    response.setHeader('content-type', 'application/x-x509-ca-cert')
    response.setHeader('content-disposition', 'attachment; filename="balcao-loja.crt"')
    response.end(authority.pem)
  })
  return router
}
