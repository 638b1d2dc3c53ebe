import { keep, recall } from '@balcao/shell'

/** What this device was told once and keeps: which terminal it belongs to, what may be heard of it. */

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

export const mayRing = () => recall('sound') !== 'off'
export const keepMayRing = (may: boolean) => keep('sound', may ? 'on' : 'off')

/** The screens that tell of a payment. One device may be several of them, each in a window of its own. */
export const audibleScreens = ['till', 'display', 'kiosk'] as const
export type AudibleScreen = (typeof audibleScreens)[number]

/** Whether this screen also says the amount. Beside a till nobody looks at it; a customer may not want it said aloud. */
export const speaksOn = (screen: AudibleScreen) =>
  (recall(`voice ${screen}`) ?? (screen === 'till' ? 'on' : 'off')) === 'on'
export const keepSpeaksOn = (screen: AudibleScreen, may: boolean) =>
  keep(`voice ${screen}`, may ? 'on' : 'off')
