/** A defect of the document, and what is read in its place. */
export type Correction = {
  name: string
  /** JSON pointers of every place that has it. */
  places: readonly string[]
  /** What the document says there; undefined where it says nothing. */
  is: unknown
  /** What is read instead; undefined where nothing is. */
  becomes: unknown
  because: string
  /** What proves the need: valid with the correction and not without it, or the other way round. */
  witness: {
    value: unknown
    valid: boolean
    /** The schema that it is held against is this many levels above the place; 1 unless said. */
    above?: number
    /** Held against a schema that allows nothing it does not name. */
    closed?: true
  }
}

const schemas = '/components/schemas'
const moment = '2026-03-10T12:00:00Z'
const txid = 'a'.repeat(26)
const location = 'pix.example.com/qr/v2/2353c790eefb11eaadc10242ac120002'
const cash = { valor: '5.00', modalidadeAgente: 'AGTEC', prestadorDoServicoDeSaque: '12345678' }
const cobv = {
  txid,
  revisao: 0,
  status: 'ATIVA',
  calendario: { criacao: moment, dataDeVencimento: '2026-03-10', validadeAposVencimento: 30 },
  devedor: { cpf: '12345678909', nome: 'Ana' },
  recebedor: {
    ...{ logradouro: 'Rua 1', cidade: 'Recife', uf: 'PE', cep: '70011750' },
    ...{ cnpj: '12345678000195', nome: 'Loja' },
  },
  valor: { original: '1.00' },
  chave: 'a',
}
const paginacao = { paginaAtual: 0, itensPorPagina: 1, quantidadeDePaginas: 1, quantidadeTotalDeItens: 0 }

/**
 * What has to be put right in the operations of who receives (tags Cob, CobV, PayloadLocation, Pix, Webhook and
 * CobPayload) before the document can be held against anybody. Besides, every pattern is read as anchored at both ends
 * (json-schema.ts). Defects that change no verdict (a default or an example of the wrong type) are left as they are.
 */
export const corrections: readonly Correction[] = [
  {
    name: 'the slashes of the CPF pattern',
    places: [
      `${schemas}/PessoaFisica/properties/cpf/pattern`,
      `${schemas}/ParametrosConsultaCob/properties/cpf/pattern`,
      `${schemas}/ParametrosConsultaPix/properties/cpf/pattern`,
      '/paths/~1cob/get/parameters/2/schema/pattern',
      '/paths/~1cobv/get/parameters/2/schema/pattern',
      '/paths/~1pix/get/parameters/5/schema/pattern',
    ],
    is: '/^\\d{11}$/',
    becomes: '^\\d{11}$',
    because:
      'The slashes of a JavaScript literal are part of the pattern: no CPF fits it, its own examples included.',
    witness: { value: '12345678909', valid: true },
  },
  {
    name: 'the slashes of the codMun pattern',
    places: ['/paths/~1cobv~1{pixUrlAccessToken}/parameters/1/schema/pattern'],
    is: '/^\\d{7}$/',
    becomes: '^\\d{7}$',
    because: 'As those of the CPF.',
    witness: { value: '3550308', valid: true },
  },
  {
    name: 'the most entries of infoAdicionais',
    places: [`${schemas}/CobBase/properties/infoAdicionais/maxItems`],
    is: undefined,
    becomes: 50,
    because:
      '`maximum: 50` limits numbers and says nothing of a list; fifty entries are meant (Cielo OpenAPI 1.0.2).',
    witness: { value: Array.from({ length: 51 }, () => ({ nome: 'a', valor: 'b' })), valid: false },
  },
  {
    name: 'a location is no URI',
    places: [
      `${schemas}/PayloadLocation/properties/location/format`,
      `${schemas}/PayloadLocationCompleta/properties/location/format`,
      `${schemas}/CobGerada/allOf/3/properties/location/format`,
      '/paths/~1loc/post/responses/201/headers/location/schema/format',
    ],
    is: 'uri',
    becomes: undefined,
    because:
      'A URI has a scheme (RFC 3986 §3); a location has none, in every example, since a BR Code has no room.',
    witness: { value: location, valid: true },
  },
  {
    name: 'what the loc of a charge must have',
    places: [
      `${schemas}/CobGerada/allOf/2/properties/loc/required`,
      `${schemas}/CobVGerada/allOf/3/properties/loc/required`,
    ],
    is: ['id', 'txid', 'tipoCob', 'criacao'],
    becomes: ['id', 'location', 'tipoCob'],
    because: 'No example has txid or criacao there, and PayloadLocation, which it is, names no txid.',
    witness: { value: { id: 789, location, tipoCob: 'cob' }, valid: true },
  },
  {
    name: 'what the loc of a charge may have',
    places: [
      `${schemas}/CobGerada/allOf/2/properties/loc/allOf`,
      `${schemas}/CobVGerada/allOf/3/properties/loc/allOf`,
    ],
    is: [{ $ref: `#${schemas}/PayloadLocation` }],
    becomes: [
      {
        properties: Object.fromEntries(
          ['id', 'txid', 'location', 'tipoCob', 'criacao'].map((name) => [
            name,
            { $ref: `#${schemas}/PayloadLocationCompleta/properties/${name}` },
          ]),
        ),
      },
    ],
    because: 'PayloadLocation demands criacao, which no example of a charge has, and names no txid.',
    witness: { value: { id: 789, location, tipoCob: 'cob' }, valid: true },
  },
  {
    name: 'choosing a loc says its id alone',
    places: [`${schemas}/PayloadLocationCob/required`],
    is: ['id', 'tipoCob'],
    becomes: ['id'],
    because: 'tipoCob is required and not defined; every example of a request has the id alone.',
    witness: { value: { id: 1 }, valid: true },
  },
  {
    name: 'a list of Pix holds pix',
    places: [`${schemas}/PixConsultados/required`],
    is: ['parametros', 'cobs'],
    becomes: ['parametros', 'pix'],
    because: 'The property is called pix; cobs is not defined there.',
    witness: { value: { parametros: { inicio: moment, fim: moment, paginacao }, pix: [] }, valid: true },
  },
  {
    name: 'a charge in a list has no idCob',
    places: [
      `${schemas}/CobsConsultadas/properties/cobs/items/allOf/1/required`,
      `${schemas}/CobsVConsultadas/properties/cobs/items/allOf/1/required`,
    ],
    is: ['status', 'txid', 'idCob'],
    becomes: ['status', 'txid'],
    because: 'idCob is defined nowhere.',
    witness: { value: { status: 'ATIVA', txid }, valid: true },
  },
  {
    name: 'the parameters of a list of cobv name the batch',
    places: [`${schemas}/ParametrosConsultaCob/properties/loteCobVId`],
    is: undefined,
    becomes: { type: 'integer', format: 'int32' },
    because: 'GET /cobv takes it as a filter, and `parametros` is what was asked for.',
    witness: {
      value: { inicio: moment, fim: moment, paginacao, loteCobVId: 1 },
      valid: true,
      above: 2,
      closed: true,
    },
  },
  {
    name: 'the txid of a static code is short',
    places: [
      `${schemas}/Pix/properties/txid/allOf`,
      `${schemas}/ParametrosConsultaPix/properties/txid/allOf`,
      '/paths/~1pix/get/parameters/2/schema/allOf',
    ],
    is: [{ $ref: `#${schemas}/TxId` }, { pattern: '[a-zA-Z0-9]{1,35}' }],
    becomes: [{ type: 'string', pattern: '[a-zA-Z0-9]{1,35}' }],
    because:
      'Both patterns at once are that of a charge, 26 to 35; a static code has up to 25 (Manual de Padrões).',
    witness: { value: 'CAIXA1', valid: true },
  },
  {
    name: 'what a webhook must have',
    places: [`${schemas}/WebhookCompleto/required`],
    is: ['webhookUrl', 'cnpj', 'criacao'],
    becomes: ['webhookUrl', 'criacao'],
    because: 'Its own examples have the chave and no cnpj.',
    witness: { value: { webhookUrl: 'https://a.example/', chave: 'a', criacao: moment }, valid: true },
  },
  {
    name: 'a webhook has its key',
    places: [`${schemas}/WebhookCompleto/properties/chave`],
    is: undefined,
    becomes: { $ref: `#${schemas}/CobBase/properties/chave` },
    because: 'Its own examples have it, and without it a list of webhooks would not say of what.',
    witness: {
      value: { webhookUrl: 'https://a.example/', chave: 'a', criacao: moment },
      valid: true,
      above: 2,
      closed: true,
    },
  },
  {
    name: 'the address is inside recebedor',
    places: [`${schemas}/DadosRecebedor/required`],
    is: ['logradouro', 'cidade', 'uf', 'cep'],
    becomes: undefined,
    because:
      'Said once more inside recebedor, where it belongs; here it would demand a street of the charge itself.',
    witness: { value: { recebedor: cobv.recebedor }, valid: true },
  },
  {
    name: 'one of saque and troco: a saque is no troco',
    places: [
      `${schemas}/CobValor/properties/retirada/oneOf/1/required`,
      `${schemas}/CobPayloadValor/properties/retirada/oneOf/1/required`,
    ],
    is: undefined,
    becomes: ['troco'],
    because: 'Neither alternative demands anything, so each fits both and oneOf refuses all.',
    witness: { value: { saque: cash }, valid: true, above: 3 },
  },
  {
    name: 'one of saque and troco: a troco is no saque',
    places: [
      `${schemas}/CobValor/properties/retirada/oneOf/0/required`,
      `${schemas}/CobPayloadValor/properties/retirada/oneOf/0/required`,
    ],
    is: undefined,
    becomes: ['saque'],
    because: 'As the other way round.',
    witness: { value: { troco: cash }, valid: true, above: 3 },
  },
  {
    name: 'one of dates and a daily discount',
    places: [`${schemas}/CobVValor/properties/desconto/oneOf/0/required`],
    is: undefined,
    becomes: ['descontoDataFixa'],
    because: 'The dates are not demanded, so a daily discount fits both alternatives and oneOf refuses it.',
    witness: { value: { modalidade: 3, valorPerc: '1.00' }, valid: true, above: 3 },
  },
  {
    name: 'a cobv may be at no location',
    places: [`${schemas}/CobVGerada/required`],
    is: ['location', 'txid', 'devedor', 'calendario', 'revisao', 'status', 'valor', 'chave', 'recebedor'],
    becomes: ['txid', 'devedor', 'calendario', 'revisao', 'status', 'valor', 'chave', 'recebedor'],
    because: 'DELETE /loc/{id}/txid takes it off its location, and GET /cobv has a filter for those without.',
    witness: { value: cobv, valid: true },
  },
  {
    name: 'a cobv has a location',
    places: [`${schemas}/CobVGerada/allOf/3/properties/location`],
    is: undefined,
    becomes: { $ref: `#${schemas}/PayloadLocation/properties/location` },
    because: 'It was required without being defined.',
    witness: { value: { ...cobv, location }, valid: true, above: 4, closed: true },
  },
  {
    name: 'a callback has a list of Pix',
    places: ['/components/requestBodies/WebhookPixBody/content/application~1json/schema/required'],
    is: undefined,
    becomes: ['pix'],
    because: 'Without it an empty callback would conform.',
    witness: { value: {}, valid: false },
  },
]
