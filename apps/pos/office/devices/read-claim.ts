import type { PairingClaim } from '@balcao/contracts'
import { entranceWords } from '../../checkout/words/entrance.ts'
import { isTerminalId } from '../../shell/device.ts'

const { fields } = entranceWords

/** The contract's `Name`: one line of as many characters. Which characters are forbidden the server says. */
const nameCharacters = 60
/** Eight of Crockford's base 32, without what only helps to read them. */
const codeCharacters = 8

export function readName(name: string) {
  const characters = [...name.trim()].length
  const isName = characters >= 1 && characters <= nameCharacters
  return isName ? { name: name.trim(), nameError: undefined } : { nameError: fields.name }
}

/** What was typed about a new device, or words about what is wrong with it. */
export function readClaim(typed: PairingClaim) {
  const { name, nameError } = readName(typed.name)
  const isCode = typed.code.length === codeCharacters
  const isTerminal = isTerminalId(typed.terminalId)
  const claim: PairingClaim | undefined =
    isCode && isTerminal && name !== undefined ? { ...typed, name } : undefined
  return {
    claim,
    codeError: isCode ? undefined : fields.code,
    nameError,
    terminalError: isTerminal ? undefined : fields.terminalId,
  }
}
