import type { BankCheck } from '@balcao/contracts'
import type { Settings } from '../env.ts'
import { checkPsp } from './check-psp.ts'
import type { Line } from './steps.ts'

/** The report of `npm run psp:check` for a screen. It changes nothing at a real PSP, and says no credential. */
export async function checkBank(settings: Settings): Promise<BankCheck> {
  const lines: Line[] = []
  const wishes = { register: false, unregister: false, charge: false }
  const isGood = await checkPsp(
    () => settings,
    wishes,
    (line) => lines.push(line),
  )
  return { isGood, lines: lines.map((line) => ({ kind: line.kind, title: line.title, said: said(line) })) }
}

function said(line: Line): string {
  switch (line.kind) {
    case 'good':
      return line.said
    case 'bad':
      return `${line.trouble.cause} ${line.trouble.cure}`
    case 'unchecked':
      return 'não verificado'
  }
}
