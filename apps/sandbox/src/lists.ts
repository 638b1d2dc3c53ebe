import type { Charge } from './charge.ts'
import { fullChargeJson, locJson, pixJson } from './present.ts'
import type { ProblemName, Refusal } from './problem.ts'
import { inWindow, isPerson, type Page, Query, slice } from './query.ts'
import { receivedIn } from './received.ts'
import { violation } from './request.ts'
import { iso } from './wire-values.ts'
import type { Webhook, World } from './world.ts'

const status = /^(ATIVA|CONCLUIDA|REMOVIDA_PELO_USUARIO_RECEBEDOR|REMOVIDA_PELO_PSP)$/
const badQuery = { cob: 'CobConsultaInvalida', cobv: 'CobVConsultaInvalida' } as const

/** GET /cob/{txid} and /cobv/{txid}, `?revisao=N` for one of its past. */
export function getCharge(world: World, charge: Charge, query: URLSearchParams): object | Refusal {
  const asked = query.get('revisao')
  if (asked === null) return fullChargeJson(world, charge)
  if (/^\d{1,9}$/.test(asked) && Number(asked) <= charge.revisao)
    return fullChargeJson(world, charge, Number(asked))
  const razao = 'O parâmetro revisao corresponde a uma revisão inexistente para a cobrança.'
  return { problem: badQuery[charge.tipoCob], violations: [violation('revisao', razao, asked)] }
}

/** GET /cob and /cobv: the window is over the time of creation. */
export function listCharges(
  world: World,
  tipoCob: Charge['tipoCob'],
  params: URLSearchParams,
): object | Refusal {
  const query = new Query(params)
  const window = query.window('required')
  const person = query.person()
  const withLocation = query.boolean('locationPresente')
  const asked = query.text('status', status)
  // This PSP takes no batches, so no charge is of one.
  const batch = tipoCob === 'cobv' ? query.integer('loteCobVId') : undefined
  const page = query.page()
  return answer(
    query,
    badQuery[tipoCob],
    page,
    'cobs',
    (charge) => fullChargeJson(world, charge),
    () =>
      [...world.charges.values()].filter(
        (charge) =>
          charge.tipoCob === tipoCob &&
          batch === undefined &&
          inWindow(charge.createdAt, window) &&
          (!asked || charge.status === asked) &&
          (!person || isPerson(charge.fields.devedor, person)) &&
          (withLocation === undefined || (charge.locId !== undefined) === withLocation),
      ),
  )
}

/** GET /loc: the window is over the time of creation. */
export function listLocs(world: World, params: URLSearchParams): object | Refusal {
  const query = new Query(params)
  const window = query.window('required')
  const withTxid = query.boolean('txIdPresente')
  const tipoCob = query.text('tipoCob', /^(cob|cobv)$/)
  const page = query.page()
  return answer(query, 'PayloadLocationConsultaInvalida', page, 'loc', locJson, () =>
    [...world.locs.values()].filter(
      (loc) =>
        inWindow(loc.createdAt, window) &&
        (!tipoCob || loc.tipoCob === tipoCob) &&
        (withTxid === undefined || (loc.txid !== undefined) === withTxid),
    ),
  )
}

/** GET /pix: the window is over the time of settlement. */
export function listPix(world: World, params: URLSearchParams): object | Refusal {
  const query = new Query(params)
  const window = query.window('required')
  const txid = query.text('txid', /^[a-zA-Z0-9]{1,35}$/)
  const withTxid = query.boolean('txIdPresente')
  const withRefund = query.boolean('devolucaoPresente')
  const person = query.person()
  const page = query.page()
  return answer(query, 'PixConsultaInvalida', page, 'pix', pixJson, () =>
    receivedIn(world, window).filter(
      (pix) =>
        (!txid || pix.txid === txid) &&
        (withTxid === undefined || (pix.txid !== undefined) === withTxid) &&
        (withRefund === undefined || pix.refunds.length > 0 === withRefund) &&
        (!person || isPerson(pix.payer, person)),
    ),
  )
}

/** GET /webhook: the only list whose window, over the time of registration, may be absent. */
export function listWebhooks(world: World, params: URLSearchParams): object | Refusal {
  const query = new Query(params)
  const window = query.window('optional')
  const page = query.page()
  return answer(
    query,
    'WebhookConsultaInvalida',
    page,
    'webhooks',
    (one) => webhookJson(world, one),
    () => [...world.webhooks.values()].filter((webhook) => inWindow(webhook.createdAt, window)),
  )
}

/** The schema has `cnpj`, the document's own example `chave` (API Pix 2.9.0, WebhookCompleto): both are said. */
export const webhookJson = ({ merchant }: World, { webhookUrl, chave, createdAt }: Webhook) => ({
  webhookUrl,
  chave,
  cnpj: merchant.cnpj,
  criacao: iso(createdAt),
})

/** One page of what is found, under its name, or why the question was a bad one. */
export function answer<T>(
  query: Query,
  bad: ProblemName,
  page: Page,
  name: string,
  present: (one: T) => object,
  find: () => T[],
): object | Refusal {
  if (query.violations.length > 0) return { problem: bad, violations: query.violations }
  const found = find()
  return { parametros: query.parameters(page, found.length), [name]: slice(found, page).map(present) }
}
