import express, { type Express, type RequestHandler, Router } from 'express'
import type { Asker } from './access/asker.ts'
import type { Deps } from './deps.ts'
import type { Opening } from './flows/create-charge.ts'
import type { Presented } from './flows/identify.ts'
import type { Reconciling } from './flows/reconcile.ts'
import type { AccessDeps } from './flows/sign-in.ts'
import { ProblemError, problemHandler } from './problem.ts'
import { chargeRoutes } from './routes/charges.ts'
import { deviceRoutes } from './routes/devices.ts'
import { createGuard } from './routes/guard.ts'
import { healthRoute, type Watched } from './routes/health.ts'
import { lineRoutes } from './routes/lines.ts'
import { openApi } from './routes/openapi.ts'
import { peopleRoutes } from './routes/people.ts'
import { pixRefundRoutes } from './routes/pix-refunds.ts'
import { reconciliationRoutes } from './routes/reconciliation.ts'
import { createSecurityHeaders, screenRoutes } from './routes/screens.ts'
import { type Shop, sessionRoutes } from './routes/sessions.ts'
import type { TerminalRoutes } from './routes/terminals.ts'
import { webhookCareRoutes } from './routes/webhook-care.ts'

/** Who may come in, and what there is to keep of people and devices. */
export type AccessToApp = {
  deps: AccessDeps
  shop: Shop
  identify: (presented: Presented) => Promise<Asker>
  /** Whether nobody has locked the doors yet. */
  isOpen: () => Promise<boolean>
}

/** Every door on the screens' port, in the order in which a request meets them. */
export function createApp(
  deps: Deps & { opening: Opening; reconciling: Reconciling },
  terminals: TerminalRoutes,
  watched: Watched,
  dist: string,
  access: AccessToApp,
): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('strict routing', true)
  app.use(createSecurityHeaders())
  app.use(ownHostOnly)
  app.use('/api', noStore, sameOriginOnly)
  app.use(createGuard(access.identify, access.isOpen, apiRoutes(deps, terminals, watched, access)))
  app.use(screenRoutes(dist))
  app.use(() => {
    throw new ProblemError('not-found')
  })
  app.use(problemHandler(deps.log))
  return app
}

/** What only the guard lets through. */
export function apiRoutes(
  deps: Deps & { opening: Opening; reconciling: Reconciling },
  terminals: TerminalRoutes,
  watched: Watched,
  access: AccessToApp,
): Router {
  const api = Router()
  api.use(terminals.router, chargeRoutes(deps, access.deps.access), healthRoute(deps, watched))
  api.use(pixRefundRoutes(deps, access.deps.access), reconciliationRoutes(deps), lineRoutes(deps))
  api.use(webhookCareRoutes(deps, watched.webhook))
  api.use(sessionRoutes(access.deps, access.shop), peopleRoutes({ ...access.deps, ...access.shop }))
  api.use(deviceRoutes(access.deps))
  const document = JSON.stringify(openApi())
  api.get('/api/openapi.json', (_request, response) => void response.type('application/json').send(document))
  return api
}

const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store')
  next()
}

/** The screens are reached by the names of this machine alone (HOST). */
const ownNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * A page of another site can let its own name lead to this machine (DNS rebinding), and would then be of the same origin. The name that a
 * browser asked for gives it away.
 */
const ownHostOnly: RequestHandler = ({ headers }, _response, next) => {
  const name = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
  if (!ownNames.has(name))
    throw new ProblemError('wrong-host', 'Ask for this server as localhost or 127.0.0.1.')
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
