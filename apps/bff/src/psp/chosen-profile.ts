import { inSandbox, PixError, type PspProfile, profiles, readProfile } from '@balcao/pix'
import type { Settings } from '../env.ts'
import { readText } from '../wire/certificate-file.ts'
import { missingOf, requireAll } from '../wire/required.ts'
import { SettingFault } from '../wire/setting-fault.ts'
import { namedFile } from './identity-source.ts'

/** The addresses are the profile's, those of its tests where they are asked for, or what the settings say instead. */
export function chosenProfile(settings: Settings): PspProfile {
  const { PSP_BASE_URL: baseUrl, PSP_TOKEN_URL: tokenUrl } = settings
  const chosen = settings.PSP === 'file' ? profileInFile(settings) : profileByName(settings)
  const profile =
    settings.PSP_ENVIRONMENT === 'sandbox' ? usable('PSP_ENVIRONMENT', () => inSandbox(chosen)) : chosen
  return { ...profile, name: chosen.name, ...(baseUrl && { baseUrl }), ...(tokenUrl && { tokenUrl }) }
}

function profileByName(settings: Settings): PspProfile {
  if (settings.PSP_PROFILE_FILE !== undefined)
    throw new SettingFault('choose-one', 'PSP (which is not "file") and PSP_PROFILE_FILE')
  const profile = Object.values(profiles).find(({ name }) => name === settings.PSP)
  if (profile === undefined) throw new SettingFault('not-usable', 'PSP')
  // The standard itself has only the addresses of its examples.
  if (profile === profiles.bacen) requireAll(missingOf(settings, 'PSP_BASE_URL', 'PSP_TOKEN_URL'))
  return profile
}

function profileInFile(settings: Settings): PspProfile {
  const file = namedFile(settings, 'PSP_PROFILE_FILE')
  if (file === undefined) throw new SettingFault('missing', 'PSP_PROFILE_FILE')
  return usable(file.name, () => readProfile(parseJson(file.name, readText(file))))
}

/** `PSP_SETTINGS`, and the client's id, which some PSPs want in a header of every call. */
export function profileSettings(
  { PSP_SETTINGS, PSP_CLIENT_ID = '' }: Settings,
  { needs }: PspProfile,
): Record<string, string> {
  const given = PSP_SETTINGS === undefined ? {} : parseJson('PSP_SETTINGS', PSP_SETTINGS)
  if (!isTexts(given)) throw new SettingFault('not-json', 'PSP_SETTINGS')
  const settings = { clientId: PSP_CLIENT_ID, ...given }
  requireAll(needs.filter((name) => !Object.hasOwn(settings, name)).map((name) => `PSP_SETTINGS.${name}`))
  return settings
}

const isTexts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((text) => typeof text === 'string')

/** What `packages/pix` refuses, told by the setting that it came from. */
export function usable<T>(setting: string | ((field: string) => string), make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof PixError)) throw error
    const name = typeof setting === 'string' ? setting : setting(error.field ?? '')
    throw new SettingFault('not-usable', name, error.message, error)
  }
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new SettingFault('not-json', name)
  }
}
