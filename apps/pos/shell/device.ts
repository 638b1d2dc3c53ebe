/** What this device was told once and keeps: which terminal it belongs to, how it looks, whether it may ring. */
export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The contract's `firstTerminalId`, written again: its module carries the schemas, which the customer's screen cannot afford. */
export const firstTill = 'caixa-1'

const terminalPattern = /^[a-z0-9][a-z0-9-]{0,31}$/
export const isTerminalId = (text: string) => terminalPattern.test(text)

/** The terminal in the address, which is then kept; else the one kept; else the first. */
export function readTerminalId(key: 'terminal' | 'kiosk-terminal', first: string): string {
  const asked = new URLSearchParams(location.search).get('terminal')
  if (asked !== null && isTerminalId(asked)) {
    keep(key, asked)
    return asked
  }
  const kept = recall(key)
  return kept !== null && isTerminalId(kept) ? kept : first
}

export const keepTerminalId = (terminalId: string) => keep('terminal', terminalId)

export const readTheme = (): Theme => themes.find((theme) => theme === recall('theme')) ?? 'auto'

/** Sets the theme on the page; `auto` leaves it to the system. */
export function applyTheme(theme: Theme = readTheme()) {
  if (theme === 'auto') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.setAttribute('data-theme', theme)
}

export function keepTheme(theme: Theme) {
  keep('theme', theme)
  applyTheme(theme)
}

export const mayRing = () => recall('sound') !== 'off'
export const keepMayRing = (may: boolean) => keep('sound', may ? 'on' : 'off')

/** A browser may refuse its storage (private window, full disk): the screen works without, it only forgets. */
function recall(key: string): string | null {
  try {
    return localStorage.getItem(`balcao ${key}`)
  } catch {
    return null
  }
}

function keep(key: string, value: string) {
  try {
    localStorage.setItem(`balcao ${key}`, value)
  } catch {
    // Forgotten at the next start, which asks for nothing that the address does not say.
  }
}
