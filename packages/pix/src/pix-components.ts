import { readAmount } from './money.ts'
import { attempt } from './reply.ts'
import { isObject } from './wire.ts'

/**
 * What the amount of a Pix is made of, each in cents (API Pix 2.9.0, Pix, `componentesValor`): original + saque +
 * troco + fine + interest - rebate - discount. Told, not believed: the amount itself is `amountCents` of the Pix.
 */
export type AmountComponents = {
  originalCents?: number
  saqueCents?: number
  trocoCents?: number
  fineCents?: number
  interestCents?: number
  rebateCents?: number
  discountCents?: number
}

const parts = [
  ['original', 'originalCents'],
  ['saque', 'saqueCents'],
  ['troco', 'trocoCents'],
  ['multa', 'fineCents'],
  ['juros', 'interestCents'],
  ['abatimento', 'rebateCents'],
  ['desconto', 'discountCents'],
] as const satisfies [name: string, component: keyof AmountComponents][]

export function readComponents(value: unknown): AmountComponents | undefined {
  if (!isObject(value)) return undefined
  let components: AmountComponents | undefined
  for (const [name, component] of parts) {
    const wire = value[name]
    if (!isObject(wire)) continue
    const cents = attempt(() => readAmount(wire.valor, name, { zero: true }))
    if (typeof cents !== 'number') continue
    components ??= {}
    components[component] = cents
  }
  return components
}
