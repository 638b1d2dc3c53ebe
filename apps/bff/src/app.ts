import { TLSSocket } from 'node:tls'
import express, { type Express, type RequestHandler, Router } from 'express'
import type { Asker } from './access/asker.ts'
import type { Deps } from './deps.ts'
import type { Opening } from './flows/create-charge.ts'
import type { Presented } from './flows/identify.ts'
import type { RecurrenceOpening } from './flows/open-recurrence.ts'
import type { ReceiptAddresses } from './flows/receipt-address.ts'
import type { Reconciling } from './flows/reconcile.ts'
import type { AccessDeps } from './flows/sign-in.ts'
import type { Authority } from './https/screen-tls.ts'
import { ProblemError, problemHandler } from './problem.ts'
import { authorityRoute } from './routes/authority.ts'
import { chargeRoutes } from './routes/charges.ts'
import { deviceRoutes } from './routes/devices.ts'
import { createGuard } from './routes/guard.ts'
import { healthRoute, type Watched } from './routes/health.ts'
import { historyRoutes } from './routes/history.ts'
import { lineRoutes } from './routes/lines.ts'
import { createMoneyLimits } from './routes/money-limits.ts'
import type { PayerRoutes } from './routes/payer.ts'
import { peopleRoutes } from './routes/people.ts'
import { pixRefundRoutes } from './routes/pix-refunds.ts'
import { proofRoutes } from './routes/proofs.ts'
import { receiptRoutes, receiptsBehind } from './routes/receipts.ts'
import { reconciliationRoutes } from './routes/reconciliation.ts'
import { recurrenceRoutes } from './routes/recurrences.ts'
import { createSecurityHeaders, screenRoutes } from './routes/screens.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { type Bank, setUpRoutes } from './routes/set-up.ts'
import { shiftRoutes } from './routes/shifts.ts'
import { shopRoutes } from './routes/shops.ts'
import type { TerminalRoutes } from './routes/terminals.ts'
import { webhookCareRoutes } from './routes/webhook-care.ts'

/** Who may come in, and what there is to keep of people and devices. */
export type AccessToApp = {
  deps: AccessDeps
  /** Play money: a demo shop may be made in one tap. */
  isSandbox: boolean
  bank: Bank
  /** Besides those of the loopback: what its certificate says that this machine is called. */
  isOwnName: (name: string) => boolean
  /** What the shop's tablets are to trust; undefined where they need none of ours. */
  authority: Authority | undefined
  identify: (presented: Presented) => Promise<Asker>
  /** What customers may come for without signing in. */
  receipts: ReceiptAddresses
}

/** Every door on the screens' port, in the order in which a request meets them. */
export function createApp(
  deps: Deps & { opening: Opening; recurrenceOpening: RecurrenceOpening; reconciling: Reconciling },
  terminals: TerminalRoutes,
  watched: Watched,
  dist: string,
  access: AccessToApp,
  payer: PayerRoutes,
): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('strict routing', true)
  app.use(createSecurityHeaders())
  app.use(promiseHttps, receiptsBehind(access.receipts.publicHost, createHostCheck(access.isOwnName)))
  app.use('/api', noStore, sameOriginOnly)
  app.use(createGuard(access.identify, apiRoutes(deps, terminals, watched, access, payer)))
  app.use(screenRoutes(dist))
  app.use(() => {
    throw new ProblemError('not-found')
  })
  app.use(problemHandler(deps.log))
  return app
}

/** What only the guard lets through. */
export function apiRoutes(
  deps: Deps & { opening: Opening; recurrenceOpening: RecurrenceOpening; reconciling: Reconciling },
  terminals: TerminalRoutes,
  watched: Watched,
  access: AccessToApp,
  payer: PayerRoutes,
): Router {
  const api = Router()
  const limits = createMoneyLimits(deps)
  api.use(terminals.router, chargeRoutes(deps, access.deps.access, limits), healthRoute(deps, watched))
  api.use(historyRoutes(deps), proofRoutes(deps, access.deps.access))
  api.use(pixRefundRoutes(deps, access.deps.access, limits), reconciliationRoutes(deps), lineRoutes(deps))
  api.use(webhookCareRoutes(deps, watched.webhook), receiptRoutes({ ...deps, receipts: access.receipts }))
  const withAccess = { ...access.deps, isSandbox: access.isSandbox }
  api.use(authorityRoute(access.authority))
  api.use(setUpRoutes({ ...withAccess, ...deps, bank: access.bank }))
  api.use(
    sessionRoutes({ ...withAccess, store: deps.store, authority: access.authority }),
    peopleRoutes(withAccess),
    shopRoutes(deps),
  )
  api.use(deviceRoutes(access.deps), shiftRoutes(deps, access.deps.access))
  api.use(payer.router, recurrenceRoutes(deps))
  // Made when somebody asks for it: it takes a seventh of a start.
  let document: string | undefined
  api.get('/api/openapi.json', async (_request, response) => {
    document ??= JSON.stringify((await import('./routes/openapi.ts')).openApi())
    response.type('application/json').send(document)
  })
  return api
}

const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store')
  next()
}

/** The names of this machine alone; with a certificate also those that are in it. */
const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * A page of another site can let its own name lead to this machine (DNS rebinding), and would then be of the same origin. The name that a
 * browser asked for gives it away.
 */
function createHostCheck(isOwnName: (name: string) => boolean): RequestHandler {
  return ({ headers }, _response, next) => {
    const name = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
    if (!loopbackNames.has(name) && !isOwnName(name))
      throw new ProblemError(
        'wrong-host',
        'Ask for this server as localhost, or by a name or address that is in its certificate.',
      )
    next()
  }
}

/** A year. Other ports of localhost speak plain HTTP, the test phone for one, and a promise holds for all ports of a name (RFC 6797 §8.3). */
const promise = 'max-age=31536000'
const promiseHttps: RequestHandler = (request, response, next) => {
  // Express asks the system who is at the other end before it says `secure`.
  if (request.socket instanceof TLSSocket && !loopbackNames.has(request.hostname))
    response.setHeader('strict-transport-security', promise)
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
