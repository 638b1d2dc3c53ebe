import { readOptionalAmount, writeAmount } from './money.ts'
import { checkFlag } from './path.ts'
import { present, readOptionalFlag } from './reading.ts'
import { isObject, type Wire } from './wire.ts'

/** `useAccountLimit`: the account's credit may be used. A larger charge than the maximum is not paid, and the payer is told. */
export type Limits = { useAccountLimit: boolean; maximumValueCents?: number }

/** What a payer sets, whole: null is no maximum, and zero a maximum under which nothing is paid. */
export type Configuration = { useAccountLimit: boolean; maximumValueCents: number | null }

export const writeLimits = ({ useAccountLimit, maximumValueCents }: Configuration): Wire => ({
  useAccountLimit: checkFlag('useAccountLimit', useAccountLimit),
  maximumValue:
    maximumValueCents === null ? null : writeAmount('maximumValueCents', maximumValueCents, { zero: true }),
})

export function readLimits(value: unknown, at: string): Limits {
  const wire = isObject(value) ? value : {}
  return {
    useAccountLimit: readOptionalFlag(wire.useAccountLimit) ?? false,
    ...present({
      maximumValueCents: readOptionalAmount(wire.maximumValue, `${at}.maximumValue`, { zero: true }),
    }),
  }
}
