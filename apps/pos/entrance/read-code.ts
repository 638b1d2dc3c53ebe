import { plainCode } from '../checkout/pairing-code.ts'

/**
 * The `codigo` of an address, as the picture beside a code has it: whoever comes with one wants to pair a device. Empty where the code is
 * still to be typed, undefined where nobody wants to.
 */
export function readCode(search: string): string | undefined {
  const typed = new URLSearchParams(search).get('codigo')
  if (typed === null) return undefined
  const code = plainCode(typed)
  return code.length === 8 ? code : ''
}

/** Where somebody who may is to open to pair the device that shows this code. */
export const claimAddress = (origin: string, code: string) => `${origin}/entrar/?codigo=${code}`
