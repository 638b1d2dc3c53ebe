import type { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { certificateEnd } from '../psp/certificate-end.ts'
import type { PspConnection } from '../psp/connection.ts'
import type { Credentials } from '../psp/credentials.ts'
import { certificatesIn, checkDates } from '../wire/certificate-file.ts'
import type { TlsMaterial } from '../wire/credentials.ts'
import type { Found } from './steps.ts'
import { Wrong } from './trouble.ts'

/** Who we are to the PSP, as far as it can be told without asking it. */
export function checkCertificate(connection: PspConnection): Found<Credentials> {
  const credentials = connection.read()
  const { certificate } = credentials
  if (certificate === undefined)
    return { said: 'nenhum: este ambiente do PSP não pede certificado', value: credentials }
  checkDates({ certificate }, 'O arquivo do certificado')
  if (isSelfSigned(certificate))
    throw new Wrong(
      'O certificado é autoassinado.',
      'O PSP não pode aceitá-lo (Manual de Segurança do Pix): envie a ele o pedido (CSR) e use o certificado que ele emitir.',
    )
  const { daysLeft, stage } = certificateEnd(certificate.validToDate.getTime(), Date.now())
  const said = [
    `${nameIn(certificate.subject)}, emitido por ${nameIn(certificate.issuer)}`,
    `vale por mais ${daysLeft} dias${stage === undefined ? '' : ' (peça a renovação)'}`,
    'a chave confere',
    chainIn(credentials.tls),
  ]
  return { said: said.join('; '), value: credentials }
}

/**
 * Whether whoever has the authorities that we know could follow the chain to its end. A PSP that signs for its clients knows itself,
 * so a chain that ends before is no error.
 */
function chainIn({ cert, ca = [] }: TlsMaterial): string {
  if (cert === undefined) return 'PKCS#12'
  const chain = certificatesIn(cert)
  const known = [...rootCertificates, ...[ca].flat()].flatMap(certificatesIn)
  const isWhole = chain.some((one) => known.some((authority) => one.checkIssued(authority)))
  return isWhole
    ? `cadeia de ${chain.length} até uma autoridade conhecida`
    : `cadeia de ${chain.length} sem a autoridade: se o PSP não aceitar, junte ao arquivo os certificados intermediários`
}

const isSelfSigned = (certificate: X509Certificate) =>
  certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey)

/** The common name, or the whole of a name that has none, in one line. */
const nameIn = (name: string) => /^CN=(.*)$/m.exec(name)?.[1] ?? name.replaceAll('\n', ', ')
