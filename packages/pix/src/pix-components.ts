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

const wireNames = {
  originalCents: 'original',
  saqueCents: 'saque',
  trocoCents: 'troco',
  fineCents: 'multa',
  interestCents: 'juros',
  rebateCents: 'abatimento',
  discountCents: 'desconto',
} as const satisfies Record<keyof AmountComponents, string>

export function readComponents(value: unknown): AmountComponents | undefined {
  if (!isObject(value)) return undefined
  const components = Object.entries(wireNames).flatMap(([component, name]) => {
    const wire = value[name]
    if (!isObject(wire)) return []
    const cents = attempt(() => readAmount(wire.valor, name, { zero: true }))
    return typeof cents === 'number' ? [[component, cents]] : []
  })
  return components.length === 0 ? undefined : Object.fromEntries(components)
}
