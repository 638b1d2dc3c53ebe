import { violation } from './cob-request.ts'
import { fullCobJson, pixJson } from './present.ts'
import type { ProblemName, Refusal } from './problem.ts'
import { inWindow, isPerson, Query, slice } from './query.ts'
import { type Cob, iso, type Webhook, type World } from './world.ts'

const status = /^(ATIVA|CONCLUIDA|REMOVIDA_PELO_USUARIO_RECEBEDOR|REMOVIDA_PELO_PSP)$/

/** GET /cob/{txid}, `?revisao=N` for one of its past. */
export function getCob(world: World, txid: string, query: URLSearchParams): object | Refusal {
  const cob = world.cobs.get(txid)
  if (!cob) return { problem: 'CobNaoEncontrado', detail: 'Cobrança não encontrada para o txid informado.' }
  const asked = query.get('revisao')
  if (asked === null) return fullCobJson(world, cob)
  if (/^\d{1,9}$/.test(asked) && Number(asked) <= cob.revisao) return fullCobJson(world, cob, Number(asked))
  const razao = 'O parâmetro revisao corresponde a uma revisão inexistente para a cobrança.'
  return { problem: 'CobConsultaInvalida', violations: [violation('revisao', razao, asked)] }
}

/** GET /cob: the window is over the time of creation. */
export function listCobs(world: World, params: URLSearchParams): object | Refusal {
  const query = new Query(params)
  const window = query.window('required')
  const person = query.person()
  const withLocation = query.boolean('locationPresente')
  const asked = query.text('status', status)
  const page = query.page()
  if (query.violations.length > 0) return invalid('CobConsultaInvalida', query)
  const found = [...world.cobs.values()].filter(
    (cob) =>
      inWindow(cob.createdAt, window) &&
      (!asked || cob.status === asked) &&
      (!person || isPerson(cob.fields.devedor, person)) &&
      // Every charge of this PSP has a location.
      withLocation !== false,
  )
  return {
    parametros: query.parameters(page, found.length),
    cobs: slice(found, page).map((cob: Cob) => fullCobJson(world, cob)),
  }
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
  if (query.violations.length > 0) return invalid('PixConsultaInvalida', query)
  const found = [...world.pix.values()].filter(
    (pix) =>
      inWindow(pix.paidAt, window) &&
      (!txid || pix.txid === txid) &&
      (withTxid === undefined || (pix.txid !== undefined) === withTxid) &&
      (withRefund === undefined || pix.refunds.length > 0 === withRefund) &&
      (!person || isPerson(pix.payer, person)),
  )
  found.sort((one, other) => one.paidAt - other.paidAt)
  return { parametros: query.parameters(page, found.length), pix: slice(found, page).map(pixJson) }
}

/** GET /webhook: the window, over the time of registration, may be absent here (domain.md 1.1). */
export function listWebhooks(world: World, params: URLSearchParams): object | Refusal {
  const query = new Query(params)
  const window = query.window('optional')
  const page = query.page()
  if (query.violations.length > 0) return invalid('WebhookConsultaInvalida', query)
  const found = [...world.webhooks.values()].filter((webhook) => inWindow(webhook.createdAt, window))
  return { parametros: query.parameters(page, found.length), webhooks: slice(found, page).map(webhookJson) }
}

/** The schema has `cnpj`, the document's own example `chave` (domain.md 1.5); this answers as the example. */
export const webhookJson = ({ webhookUrl, chave, createdAt }: Webhook) => ({
  webhookUrl,
  chave,
  criacao: iso(createdAt),
})

const invalid = (problem: ProblemName, { violations }: Query): Refusal => ({ problem, violations })
