import { adviceFor, PixError } from '@balcao/pix'
import { SettingsError } from '../env.ts'
import { type FaultCode, SettingFault } from '../wire/setting-fault.ts'
import { connectionTrouble } from './connection-trouble.ts'
import { type Trouble, Wrong } from './trouble.ts'

export function explain(error: unknown): Trouble {
  if (error instanceof Wrong) return error.trouble
  if (error instanceof SettingFault) return settingTrouble(error)
  if (error instanceof SettingsError)
    return {
      cause: error.message.replace(/^The start is refused: /, ''),
      cure: 'Corrija a variável de ambiente; o README diz o que cada uma aceita.',
    }
  const onTheWay = connectionTrouble(error)
  if (onTheWay !== undefined) return onTheWay
  if (error instanceof PixError) return answerTrouble(error)
  throw error
}

function settingTrouble({ code, setting, detail }: SettingFault): Trouble {
  const { cause, cure } = faults[code]
  return { cause: `${setting} ${cause}${detail === undefined ? '' : ` (${detail})`}.`, cure }
}

const faults: Readonly<Record<FaultCode, Trouble>> = {
  missing: { cause: 'não foi informado', cure: 'Defina a variável e rode de novo.' },
  stray: {
    cause: 'é de um PSP real, mas PSP é o sandbox',
    cure: 'Escolha o PSP (por exemplo PSP=cielo) ou retire a variável.',
  },
  'choose-one': { cause: 'dizem a mesma coisa de duas formas', cure: 'Deixe só uma.' },
  'needs-its-pair': { cause: 'andam juntos e só um foi informado', cure: 'Informe os dois arquivos.' },
  'not-json': {
    cause: 'não é um objeto JSON de textos',
    cure: 'Escreva como {"appKey":"…"}, com aspas duplas.',
  },
  'not-usable': {
    cause: 'não pode ser usado',
    cure: 'Confira o valor: espaço ou quebra de linha copiados junto são a causa mais comum.',
  },
  unreadable: {
    cause: 'não pôde ser lido',
    cure: 'Confira o caminho e a permissão do arquivo; no sandbox, rode antes `npm run sandbox`.',
  },
  'not-a-certificate': {
    cause: 'não é um certificado em PEM',
    cure: 'O arquivo deve conter -----BEGIN CERTIFICATE-----.',
  },
  'not-a-key': {
    cause: 'não é uma chave privada em PEM',
    cure: 'O arquivo deve conter -----BEGIN PRIVATE KEY-----.',
  },
  'encrypted-key': {
    cause: 'é uma chave protegida por senha',
    cure: 'Tire a senha com `openssl pkey -in chave.pem -out nova.pem` e guarde o arquivo só para o usuário do Balcão.',
  },
  'not-its-key': {
    cause: 'não é a chave deste certificado',
    cure: 'Use a chave com que o pedido (CSR) foi feito; se ela se perdeu, peça outro certificado.',
  },
  'broken-chain': {
    cause: 'tem certificados fora de ordem ou de outra cadeia',
    cure: 'Primeiro o certificado da loja, depois cada emissor em ordem: `cat loja.pem intermediaria.pem > cadeia.pem`.',
  },
  'not-yet-valid': {
    cause: 'tem um certificado que ainda não vale',
    cure: 'Confira a data deste computador.',
  },
  expired: { cause: 'tem um certificado vencido', cure: 'Peça um novo ao PSP e troque o arquivo.' },
  'not-a-pfx': {
    cause: 'não é um arquivo PKCS#12 (.pfx, .p12) com certificado e chave',
    cure: 'Baixe o arquivo de novo; certificado em texto vai em PSP_CERT e PSP_KEY.',
  },
  'legacy-pfx': {
    cause: 'é um PKCS#12 antigo (RC2-40), que o OpenSSL 3 não abre',
    cure: 'Converta: `openssl pkcs12 -legacy -in antigo.pfx -nodes -out tudo.pem` e `openssl pkcs12 -export -in tudo.pem -out novo.pfx`; depois apague tudo.pem.',
  },
  'wrong-passphrase': {
    cause: 'não abre com esta senha',
    cure: 'Confira PSP_PFX_PASSPHRASE; sem senha, deixe a variável de fora.',
  },
}

/** The PSP answered: no, or nonsense. */
function answerTrouble(error: PixError): Trouble {
  const status = error.status === undefined ? '' : ` (HTTP ${error.status})`
  if (error.code === 'malformed-reply')
    return {
      cause: `A resposta não é da API Pix${status}: uma página ou um JSON que não faz sentido.`,
      cure: 'Confira PSP_BASE_URL e PSP_TOKEN_URL e se há um proxy no caminho.',
    }
  if (error.code === 'unavailable')
    return { cause: `O PSP não está atendendo${status}.`, cure: 'Espere alguns minutos e rode de novo.' }
  const reason = error.problem?.violations[0]?.reason
  const [sentence = '', ...rest] = adviceFor(error).split(': ')
  return {
    cause: `${sentence}${status}${reason ? `: “${plain(reason)}”` : ''}.`,
    cure: rest.length === 0 ? 'Fale com o suporte do PSP.' : `${capital(rest.join(': '))}`,
  }
}

/** Another system's text on a terminal: no control characters, and not at length. */
const plain = (text: string) => text.replace(/[\p{C}\s]+/gu, ' ').slice(0, 200)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
