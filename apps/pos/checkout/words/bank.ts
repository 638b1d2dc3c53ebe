import type { WebhookCare } from '@balcao/contracts'

export const bankWords = {
  psp: 'Banco (PSP)',
  pspStatuses: { ok: 'Respondendo', down: 'Sem resposta' },
  pspOk: 'As vendas e as perguntas ao banco funcionam.',
  pspDown: 'Novas cobranças esperam até o banco voltar. Nada do que foi pago se perde.',
  loading: 'Buscando o estado do banco…',
  healthFailed: 'O estado do banco não pôde ser lido.',
  webhook: 'Avisos do banco (webhook)',
  webhookFailed: 'O estado dos avisos não pôde ser lido.',
  registrations: {
    registered: 'Registrado',
    missing: 'Não registrado',
    elsewhere: 'Registrado em outro endereço',
    unknown: 'Não se sabe',
  } satisfies Record<WebhookCare['registration'], string>,
  registrationAdvice: {
    registered: 'O banco avisa cada pagamento na hora.',
    missing:
      'O banco não avisa os pagamentos. O Balcão os descobre perguntando, com alguns segundos de atraso.',
    elsewhere:
      'O banco avisa outro sistema. O Balcão descobre os pagamentos perguntando, com alguns segundos de atraso.',
    unknown: 'O banco ainda não respondeu se os avisos estão registrados.',
  } satisfies Record<WebhookCare['registration'], string>,
  url: 'Endereço',
  registeredAt: 'Registrado em',
  verifiedAt: 'Conferido em',
  lastDeliveryAt: 'Último aviso',
  neverDelivered: 'Nenhum ainda',
  register: 'Registrar de novo',
  shares: 'Como os Pix dos últimos 7 dias chegaram',
  sharesEmpty: 'Nenhum Pix nos últimos 7 dias.',
  sharesAdvice: 'Quanto mais o banco avisa, mais rápido a tela diz Pago.',
}
