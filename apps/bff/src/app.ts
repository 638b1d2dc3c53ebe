import express, { type Express, type RequestHandler } from 'express'
import type { Deps } from './deps.ts'
import type { Opening } from './flows/create-charge.ts'
import type { Reconciling } from './flows/reconcile.ts'
import { ProblemError, problemHandler } from './problem.ts'
import { chargeRoutes } from './routes/charges.ts'
import { endpoints } from './routes/endpoints.ts'
import { healthRoute, type Watched } from './routes/health.ts'
import { lineRoutes } from './routes/lines.ts'
import { openApi } from './routes/openapi.ts'
import { pixRefundRoutes } from './routes/pix-refunds.ts'
import { reconciliationRoutes } from './routes/reconciliation.ts'
import { createSecurityHeaders, screenRoutes } from './routes/screens.ts'
import type { TerminalRoutes } from './routes/terminals.ts'
import { webhookCareRoutes } from './routes/webhook-care.ts'

/** Every door on the screens' port, in the order in which a request meets them. */
export function createApp(
  deps: Deps & { opening: Opening; reconciling: Reconciling },
  terminals: TerminalRoutes,
  watched: Watched,
  dist: string,
): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('strict routing', true)
  app.use(createSecurityHeaders())
  app.use('/api', noStore, sameOriginOnly)
  app.use(terminals.router, chargeRoutes(deps), healthRoute(deps, watched))
  app.use(pixRefundRoutes(deps), reconciliationRoutes(deps), lineRoutes(deps))
  app.use(webhookCareRoutes(deps, watched.webhook))
  const document = JSON.stringify(openApi())
  app.get('/api/openapi.json', (_request, response) => void response.type('application/json').send(document))
  app.use('/api', noSuchDoor)
  app.use(screenRoutes(dist))
  app.use(() => {
    throw new ProblemError('not-found')
  })
  app.use(problemHandler(deps.log))
  return app
}

const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store')
  next()
}

/**
 * A page of another site may not act through this browser: browsers say where a request comes from, programs say nothing. Older
 * ones say only their origin, which has to be the host that was asked.
 */
const sameOriginOnly: RequestHandler = ({ headers, method }, _response, next) => {
  const site = headers['sec-fetch-site']
  const { origin } = headers
  const isForeign =
    site === undefined
      ? origin !== undefined && URL.parse(origin)?.host !== headers.host
      : site !== 'same-origin' && site !== 'none'
  if (isForeign && method !== 'GET' && method !== 'HEAD')
    throw new ProblemError(
      'cross-origin',
      'Requests that change something are taken from the screens of this server alone.',
    )
  next()
}

const doors = endpoints.map(({ method, path }) => ({
  method: method.toUpperCase(),
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}))

const noSuchDoor: RequestHandler = (request, response) => {
  const methods = doors
    .filter(({ pattern }) => pattern.test(request.baseUrl + request.path))
    .map(({ method }) => method)
  if (methods.length === 0) throw new ProblemError('not-found')
  response.setHeader('allow', methods.join(', '))
  throw new ProblemError('method-not-allowed', `This address takes ${methods.join(' and ')}.`)
}
