import { plainCode } from '../checkout/pairing-code.ts'

/** The `codigo` of an address, as the picture beside a code has it. */
export function readCode(search: string): string | undefined {
  const code = plainCode(new URLSearchParams(search).get('codigo') ?? '')
  return code.length === 8 ? code : undefined
}

/** Where somebody who may is to open to pair the device that shows this code. */
export const claimAddress = (origin: string, code: string) => `${origin}/entrar/?codigo=${code}`
