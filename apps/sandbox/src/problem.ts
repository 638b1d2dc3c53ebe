/** One reason why a request was refused, as API Pix words it (`Violacao`, API Pix 2.9.0). */
export type Violation = { razao: string; propriedade: string; valor?: string }

/** Title and status of every `type` that this PSP answers with (API Pix 2.9.0, "Tratamento de erros"). */
const problems = {
  RequisicaoInvalida: [400, 'Requisição inválida.'],
  AcessoNegado: [403, 'Acesso negado.'],
  NaoEncontrado: [404, 'Não encontrado.'],
  PermanentementeRemovido: [410, 'Permanentemente removido.'],
  ErroInternoDoServidor: [500, 'Erro interno do servidor.'],
  ServicoIndisponivel: [503, 'Serviço indisponível.'],
  IndisponibilidadePorTempoEsgotado: [504, 'Indisponibilidade por tempo esgotado.'],
  CobNaoEncontrado: [404, 'Cobrança não encontrada.'],
  CobOperacaoInvalida: [400, 'Cobrança inválida.'],
  CobConsultaInvalida: [400, 'Consulta inválida.'],
  CobVNaoEncontrada: [404, 'Cobrança com vencimento não encontrada.'],
  CobVOperacaoInvalida: [400, 'Cobrança com vencimento inválida.'],
  CobVConsultaInvalida: [400, 'Consulta inválida.'],
  CobPayloadNaoEncontrado: [404, 'Payload não encontrado.'],
  CobPayloadOperacaoInvalida: [400, 'Requisição de payload inválida.'],
  PayloadLocationNaoEncontrado: [404, 'Location não encontrada.'],
  PayloadLocationOperacaoInvalida: [400, 'Location inválida.'],
  PayloadLocationConsultaInvalida: [400, 'Consulta inválida.'],
  PixNaoEncontrado: [404, 'Pix não encontrado.'],
  PixConsultaInvalida: [400, 'Consulta inválida.'],
  PixDevolucaoNaoEncontrada: [404, 'Devolução não encontrada.'],
  PixDevolucaoInvalida: [400, 'Devolução inválida.'],
  WebhookOperacaoInvalida: [400, 'Webhook inválido.'],
  WebhookNaoEncontrado: [404, 'Webhook não encontrado.'],
  WebhookConsultaInvalida: [400, 'Consulta inválida.'],
  PayloadLocationRecNaoEncontrado: [404, 'Location de recorrência não encontrada.'],
  PayloadLocationRecConsultaInvalida: [400, 'Consulta inválida.'],
  RecNaoEncontrada: [404, 'Recorrência não encontrada.'],
  RecOperacaoInvalida: [400, 'Recorrência inválida.'],
  RecConsultaInvalida: [400, 'Consulta inválida.'],
  RecPayloadNaoEncontrado: [404, 'Payload não encontrado.'],
  RecPayloadOperacaoInvalida: [400, 'Requisição de payload inválida.'],
  SolicRecNaoEncontrada: [404, 'Solicitação de recorrência não encontrada.'],
  SolicRecOperacaoInvalida: [400, 'Solicitação de recorrência inválida.'],
  CobRNaoEncontrado: [404, 'Cobrança recorrente não encontrada.'],
  CobROperacaoInvalida: [400, 'Cobrança recorrente inválida.'],
  CobRConsultaInvalida: [400, 'Consulta inválida.'],
  WebhookRecOperacaoInvalida: [400, 'Webhook inválido.'],
  WebhookCobROperacaoInvalida: [400, 'Webhook inválido.'],
} as const satisfies Record<string, readonly [number, string]>
export type ProblemName = keyof typeof problems
export const problemNames = Object.keys(problems) as [ProblemName, ...ProblemName[]]

/** A rule said no. Expected, so a value; `status` only where API Pix allows two (CobPayloadNaoEncontrado: 404 or 410). */
export type Refusal = { problem: ProblemName; detail?: string; violations?: Violation[]; status?: number }

export const isRefusal = (outcome: object): outcome is Refusal => 'problem' in outcome

/** An answer that is not sent yet, so that a fault can still delay it, cut it, replace it or lose it. */
export type Reply = { status: number; headers?: Record<string, string>; contentType?: string; body?: string }

export function json(status: number, value: unknown, headers?: Record<string, string>): Reply {
  return { status, contentType: 'application/json', body: JSON.stringify(value), ...(headers && { headers }) }
}

/** `application/problem+json`, RFC 9457 with API Pix's `violacoes`. */
export function problem({ problem: name, detail, violations, status }: Refusal): Reply {
  const [usual, title] = problems[name]
  const body = {
    type: `https://pix.bcb.gov.br/api/v2/error/${name}`,
    title,
    status: status ?? usual,
    ...(detail && { detail }),
    ...(violations?.length && { violacoes: violations }),
  }
  return { status: body.status, contentType: 'application/problem+json', body: JSON.stringify(body) }
}
