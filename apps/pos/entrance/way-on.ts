import type { DeviceKind, Session, screens } from '@balcao/contracts'

/** Where somebody wanted to go, and what a device has to be there. */
export interface Goal {
  /** One of our own screens, with what stood behind its question mark. */
  readonly address: string
  /** `any`: it belongs to no device. */
  readonly device: DeviceKind | 'any'
}

type Address = Exclude<keyof typeof screens, '/entrar/' | '/recibo/'>
const devices: Record<Address, Goal['device']> = {
  '/': 'any',
  '/caixa/': 'till',
  '/visor/': 'display',
  '/totem/': 'kiosk',
  '/gestao/': 'any',
  '/pagador/': 'any',
}
const addresses: Record<DeviceKind, Address> = { till: '/caixa/', display: '/visor/', kiosk: '/totem/' }

/**
 * The `para` of an address. Anybody can send somebody a link with one, so whatever is not a screen of this very server is as good as
 * nothing: another site's page, or a door of the API.
 */
export function readGoal(search: string, origin: string): Goal | undefined {
  const url = parse(new URLSearchParams(search).get('para'), origin)
  if (url?.origin !== origin || !isScreen(url.pathname)) return undefined
  return { address: url.pathname + url.search, device: devices[url.pathname] }
}

function parse(address: string | null, origin: string): URL | undefined {
  try {
    return address ? new URL(address, origin) : undefined
  } catch {
    return undefined
  }
}

const isScreen = (pathname: string): pathname is Address => Object.hasOwn(devices, pathname)

/** The screen of a device, at its own terminal; as it was asked for where that says more (the amounts of a kiosk). */
export function screenOf(kind: DeviceKind, terminalId: string, goal?: Goal): string {
  const asked = goal?.device === kind ? goal.address : addresses[kind]
  return withTerminal(asked, terminalId)
}

function withTerminal(address: string, terminalId: string): string {
  const [path, search] = address.split('?', 2)
  const parameters = new URLSearchParams(search)
  parameters.set('terminal', terminalId)
  return `${path}?${parameters}`
}

/**
 * Where whoever is signed in may go at once. Operators work at the terminal of their device, so an address of another one is put right,
 * and a browser that belongs to no terminal is sent to none: it would only come back here.
 */
export function wayOn({ actor, device }: Session, goal: Goal | undefined): string | undefined {
  if (actor.kind !== 'person' || goal === undefined) return undefined
  if (actor.role !== 'operator' || /^\/(gestao|pagador)\//.test(goal.address)) return goal.address
  return device === null ? undefined : withTerminal(goal.address, device.terminalId)
}
