import type { Settings } from '../env.ts'
import { SettingFault } from './setting-fault.ts'

/** Refuses by name, all at once, what has to be given and is not. */
export function requireAll(names: readonly string[]) {
  if (names.length > 0) throw new SettingFault('missing', names.join(', '))
}

export const missingOf = (settings: Settings, ...names: (keyof Settings)[]): string[] =>
  names.filter((name) => settings[name] === undefined)
