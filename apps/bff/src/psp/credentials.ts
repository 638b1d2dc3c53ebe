import type { Source, TlsIdentity } from '../wire/credentials.ts'

/** Who we are to the PSP. */
export type Credentials = TlsIdentity & {
  clientId: string
  /** Absent where the certificate is the secret. */
  clientSecret?: string
  chave: string
}

export type CredentialSource = Source<Credentials>
