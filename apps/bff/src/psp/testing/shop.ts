import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type PspProfile, profiles } from '@balcao/pix'
import {
  issueCertificate,
  type NewCertificate,
  type Pair,
  toP12,
} from '../../../../sandbox/src/certificates.ts'
import type { MannersName } from '../../../../sandbox/src/manners/index.ts'
import { openMerchant } from '../../../../sandbox/src/merchant.ts'

const hour = 3_600_000

/** A shop with the settings of a real PSP, whose addresses lead to a sandbox that has this PSP's manners. */
export type Shop = Awaited<ReturnType<typeof openShop>>

export async function openShop(manners: Exclude<MannersName, 'sandbox'> = 'cielo') {
  const merchant = await openMerchant({ manners })
  const profile: PspProfile = Object.values(profiles).find(({ name }) => name === manners) ?? profiles.bacen
  const { pki } = merchant
  const { clientId, clientSecret, chave } = pki.credentials
  const origin = `https://localhost:${merchant.sandbox.port}`
  const settings: Record<string, string> = {
    PSP: profile.name,
    PSP_BASE_URL: origin + new URL(profile.baseUrl).pathname,
    PSP_TOKEN_URL: origin + new URL(profile.tokenUrl).pathname,
    PSP_CLIENT_ID: clientId,
    PSP_CLIENT_SECRET: clientSecret,
    PSP_CHAVE: chave,
    PSP_CERT: join(pki.dir, 'client.pem'),
    PSP_KEY: join(pki.dir, 'client.key'),
    PSP_CA: join(pki.dir, 'ca.pem'),
    ...(profile.needs.length > 0 && {
      PSP_SETTINGS: JSON.stringify(Object.fromEntries(profile.needs.map((name) => [name, 'some-key']))),
    }),
  }

  /** Writes a file into the shop's folder and answers with its path. */
  function place(name: string, content: string | Buffer): string {
    const path = join(merchant.folder, name)
    writeFileSync(path, content)
    return path
  }

  return {
    merchant,
    profile,
    settings,
    place,
    /** Settings for a certificate of the shop's own, signed by the PSP unless told otherwise. */
    withCertificate(change: Partial<NewCertificate> = {}): { PSP_CERT: string; PSP_KEY: string } {
      const { cert, key } = certificate({ issuer: authority(), ...change })
      return { PSP_CERT: place('shop.pem', cert), PSP_KEY: place('shop.key', key) }
    },
    /** The sandbox's own client as a PKCS#12 file. */
    withPfx: (passphrase: string) => ({
      PSP_PFX: place('shop.pfx', toP12(pki.client, pki.ca, passphrase)),
      PSP_CERT: '',
      PSP_KEY: '',
    }),
    close: merchant.close,
  }

  function authority(): Pair {
    return { cert: pki.ca, key: readFileSync(join(pki.dir, 'ca.key'), 'utf8') }
  }
}

export const certificate = (change: Partial<NewCertificate>): Pair =>
  issueCertificate({
    subject: 'Some Shop',
    purpose: 'client',
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Date.now() + hour),
    ...change,
  })
