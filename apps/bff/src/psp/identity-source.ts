import type { PspProfile } from '@balcao/pix'
import type { Settings } from '../env.ts'
import {
  checkDates,
  type Identity,
  type NamedFile,
  readPair,
  readPfx,
  readText,
} from '../wire/certificate-file.ts'
import { SettingFault } from '../wire/setting-fault.ts'

type FileSetting = 'PSP_CERT' | 'PSP_KEY' | 'PSP_PFX' | 'PSP_CA' | 'PSP_PROFILE_FILE'

export const namedFile = (settings: Settings, name: FileSetting): NamedFile | undefined => {
  const path = settings[name]
  return path === undefined ? undefined : { name: `${name} ${path}`, path }
}

/** The certificate and its key, as PEM or as PKCS#12; none where the PSP asks for none. */
export function identitySource(settings: Settings, { certificate: asked }: PspProfile) {
  const cert = namedFile(settings, 'PSP_CERT')
  const key = namedFile(settings, 'PSP_KEY')
  const pfx = namedFile(settings, 'PSP_PFX')
  const passphrase = secretSource(settings, 'PSP_PFX_PASSPHRASE')
  if (pfx && (cert ?? key)) throw new SettingFault('choose-one', 'PSP_PFX and PSP_CERT with PSP_KEY')
  if (!cert !== !key) throw new SettingFault('needs-its-pair', 'PSP_CERT and PSP_KEY')
  if (!pfx && !cert && asked === 'required')
    throw new SettingFault('missing', 'PSP_CERT and PSP_KEY, or PSP_PFX,')
  const own = pfx ?? cert
  return {
    files: [own, key, ...passphrase.files].filter((file) => file !== undefined),
    read(): Identity | undefined {
      if (own === undefined) return undefined
      // No passphrase is an empty one, which is what some PSPs give their files with.
      const identity = key ? readPair(own, key) : readPfx(own, passphrase.read() ?? '')
      checkDates(identity, own.name)
      return identity
    },
  }
}

/** A secret in the environment, or in a file whose last line break is an editor's. */
export function secretSource(settings: Settings, name: 'PSP_CLIENT_SECRET' | 'PSP_PFX_PASSPHRASE') {
  const value = settings[name]
  const path = settings[`${name}_FILE`]
  if (value !== undefined && path !== undefined)
    throw new SettingFault('choose-one', `${name} and ${name}_FILE`)
  const file = path === undefined ? undefined : { name: `${name}_FILE ${path}`, path }
  return {
    files: file === undefined ? [] : [file],
    isGiven: file !== undefined || value !== undefined,
    read: () => (file === undefined ? value : readText(file).replace(/\r?\n$/, '')),
  }
}
