import { rootCertificates } from 'node:tls'
import { getCob, getWebhook, type PspProfile, toHttp, tokenRequest } from '@balcao/pix'
import type { Settings } from '../env.ts'
import { type NamedFile, readCertificates, readText } from '../wire/certificate-file.ts'
import { identified } from '../wire/credentials.ts'
import { missingOf, requireAll } from '../wire/required.ts'
import { chosenProfile, profileSettings, usable } from './chosen-profile.ts'
import type { PspConnection } from './connection.ts'
import type { Credentials } from './credentials.ts'
import { identitySource, namedFile, secretSource } from './identity-source.ts'
import { readReceivingAccount } from './recurrences.ts'

/** A PSP of the standard, chosen and reached by the settings alone. */
export function realConnection(settings: Settings): PspConnection {
  const profile = chosenProfile(settings)
  const secret = secretSource(settings, 'PSP_CLIENT_SECRET')
  const needsSecret = profile.tokenAuth !== 'clientIdOnly' && !secret.isGiven
  requireAll([
    ...missingOf(settings, 'PSP_CLIENT_ID', 'PSP_CHAVE'),
    ...(needsSecret ? ['PSP_CLIENT_SECRET'] : []),
  ])
  const { PSP_CLIENT_ID: clientId = '', PSP_CHAVE: chave = '' } = settings
  const identity = identitySource(settings, profile)
  const own = profileSettings(settings, profile)
  const ca = namedFile(settings, 'PSP_CA')
  return {
    name: profile.name,
    environment: settings.PSP_ENVIRONMENT ?? 'production',
    profile,
    settings: own,
    account: settings.PSP_ACCOUNT === undefined ? undefined : readReceivingAccount(settings.PSP_ACCOUNT),
    files: [...identity.files, ...secret.files, ...(ca ? [ca] : [])].map(({ path }) => path),
    read() {
      const us = identity.read()
      const clientSecret = secret.read()
      const credentials: Credentials = {
        clientId,
        ...(clientSecret !== undefined && { clientSecret }),
        chave,
        tls: { ...(ca && { ca: trusting(ca) }), ...us?.tls },
        ...identified(us),
      }
      tryOut(profile, credentials, own)
      return credentials
    },
  }
}

/** Beside the public roots, never instead of them: the token's host and the API's may be signed by different authorities. */
function trusting(file: NamedFile): string[] {
  readCertificates(file)
  return [...rootCertificates, readText(file)]
}

/** Makes the requests that all others are like, so that what cannot be sent is known before the first sale. */
function tryOut(profile: PspProfile, credentials: Credentials, settings: Record<string, string>) {
  const settingOf = (field: string) => settingsByField[field] ?? `PSP_SETTINGS.${field}`
  usable(settingOf, () => {
    getWebhook(credentials.chave)
    tokenRequest(profile, credentials)
    toHttp(profile, getCob('0'.repeat(32)), 'token', settings)
  })
}

const settingsByField: Readonly<Record<string, string>> = {
  clientId: 'PSP_CLIENT_ID',
  clientSecret: 'PSP_CLIENT_SECRET',
  chave: 'PSP_CHAVE',
}
