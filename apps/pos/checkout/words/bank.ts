import type { Health, WebhookCare } from '@balcao/contracts'

type Down = NonNullable<Health['psp']['down']>

export const bankWords = {
  psp: 'Banco (PSP)',
  pspOkShort: 'Respondendo',
  pspOk: 'As vendas e as consultas ao banco estão funcionando.',
  down: {
    silent: {
      short: 'Sem resposta',
      since: (time) => `O banco não responde desde ${time}.`,
      advice:
        'Novas cobranças esperam até ele voltar, e nada do que foi pago se perde. Confira a internet da loja. Se ela funciona, ligue para o suporte do banco.',
    },
    'refuses-us': {
      short: 'Acesso recusado',
      since: (time) => `O banco recusa o acesso da loja desde ${time}.`,
      advice:
        'O certificado ou as credenciais não valem mais, e não dá para cobrar. Peça a quem instalou o Balcão que rode “npm run psp:check”: ele diz o que está errado e como resolver.',
    },
    'too-often': {
      short: 'Em pausa',
      since: (time) => `O banco pediu uma pausa às perguntas, às ${time}.`,
      advice: 'Não é preciso fazer nada: o Balcão volta a perguntar sozinho. Nada do que foi pago se perde.',
    },
  } satisfies Record<Down['why'], { short: string; since: (time: string) => string; advice: string }>,
  certificateEnds: 'Certificado vale até',
  certificateDays: (days: number) =>
    days === 0
      ? 'O certificado da loja termina hoje.'
      : days === 1
        ? 'O certificado da loja termina em 1 dia.'
        : `O certificado da loja termina em ${days} dias.`,
  certificateOver: 'O certificado da loja terminou.',
  certificateAdvice:
    'Sem um novo, o banco deixa de atender a loja. Peça a quem instalou o Balcão que o renove no portal do banco.',
  healthLoading: 'Buscando o estado do banco…',
  healthFailed: 'O estado do banco não pôde ser lido.',
  webhook: 'Avisos do banco (webhook)',
  webhookLoading: 'Buscando o estado dos avisos…',
  webhookFailed: 'O estado dos avisos não pôde ser lido.',
  registrations: {
    registered: 'Registrado',
    missing: 'Não registrado',
    elsewhere: 'Registrado em outro endereço',
    unknown: 'Sem resposta do banco',
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
  register: 'Registrar os avisos de novo',
  shares: 'Como os Pix dos últimos 7 dias chegaram',
  sharesEmpty: 'Nenhum Pix nos últimos 7 dias.',
  sharesAdvice: 'Quanto mais o banco avisa, mais rápido a tela diz Pago.',
}
