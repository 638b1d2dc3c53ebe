import type { Trouble } from './trouble.ts'

const certificateRefused: Trouble = {
  cause: 'O servidor não aceitou o nosso certificado.',
  cure: 'Confira se ele foi emitido para este PSP e este ambiente, se está liberado no portal e se a cadeia está completa no arquivo.',
}
const unknownAuthority: Trouble = {
  cause: 'O certificado do servidor é de uma autoridade que não conhecemos.',
  cure: 'Se o PSP tem autoridade própria, ponha o certificado dela em PSP_CA; senão, há um proxy ou antivírus abrindo a conexão.',
}
const nobodyThere: Trouble = {
  cause: 'Ninguém atende neste endereço.',
  cure: 'Confira a internet, o firewall e PSP_BASE_URL e PSP_TOKEN_URL; se estiverem certos, o PSP está fora do ar.',
}

/** By the codes of Node and of OpenSSL, from the most telling to the least. */
const troubles: readonly [pattern: RegExp, trouble: Trouble][] = [
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    {
      cause: 'O nome do servidor não existe ou o DNS não respondeu.',
      cure: 'Confira PSP_BASE_URL, PSP_TOKEN_URL e a internet.',
    },
  ],
  [/^(ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/, nobodyThere],
  [
    /^CERT_HAS_EXPIRED$|^CERT_NOT_YET_VALID$/,
    {
      cause: 'O certificado do servidor está fora da validade.',
      cure: 'Confira a data deste computador; se estiver certa, avise o PSP.',
    },
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    {
      cause: 'O certificado do servidor é de outro nome.',
      cure: 'Confira PSP_BASE_URL e PSP_TOKEN_URL: não use um IP nem um atalho.',
    },
  ],
  [/SELF_SIGNED|^UNABLE_TO_(GET_ISSUER_CERT|VERIFY)|INVALID_PURPOSE/, unknownAuthority],
  [
    /ALERT_CERTIFICATE_EXPIRED/,
    {
      cause: 'O servidor diz que o nosso certificado venceu.',
      cure: 'Peça um novo ao PSP e troque o arquivo.',
    },
  ],
  [
    /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED|NO_CERTIFICATE)|CERTIFICATE_REQUIRED/,
    certificateRefused,
  ],
  [
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|HANDSHAKE_FAILURE|WRONG_VERSION|WRONG_SSL/,
    {
      cause: 'O servidor não fala TLS 1.2 ou mais novo com sigilo futuro (forward secrecy).',
      cure: 'Confira o endereço; as regras do Pix obrigam o PSP a isso.',
    },
  ],
  // A server that looks at the certificate after the handshake, as Node does, says nothing and hangs up.
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, certificateRefused],
]

/** What went wrong before there was an answer, or undefined where there was one. */
export function connectionTrouble(error: unknown): Trouble | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at.name === 'TimeoutError') return nobodyThere
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    const found = troubles.find(([pattern]) => pattern.test(code))
    if (found !== undefined) return found[1]
  }
  return undefined
}
