import { VerifiedCode } from '@balcao/contracts'
import { keep, recall } from '@balcao/shell'

/**
 * What this device has decided and the server may not have heard: kept before it is sent, so that a reload asks about the same deed and
 * never pays a second time. One at a time, since a person consents to one thing at a time.
 */
export interface KeptDeed {
  readonly deedId: string
  readonly kind: 'payment' | 'authorization'
  /** The bytes that were sent, to be repeated. */
  readonly body: string
  /** Journey 4: what is offered once it is paid. The code itself cannot be read any more by then. */
  readonly offered?: VerifiedCode | undefined
}

const key = 'payer-deed'

export const mintDeedId = (): string => crypto.randomUUID().replaceAll('-', '')

export const keepDeed = (deed: KeptDeed) => keep(key, JSON.stringify(deed))
export const forgetDeed = () => keep(key, '')

export function keptDeed(): KeptDeed | undefined {
  try {
    const kept: unknown = JSON.parse(recall(key) ?? '')
    if (!isDeed(kept)) return undefined
    return { ...kept, offered: VerifiedCode.safeParse(kept.offered).data }
  } catch {
    return undefined
  }
}

const isDeed = (kept: unknown): kept is KeptDeed =>
  typeof kept === 'object' &&
  kept !== null &&
  'deedId' in kept &&
  typeof kept.deedId === 'string' &&
  'kind' in kept &&
  (kept.kind === 'payment' || kept.kind === 'authorization') &&
  'body' in kept &&
  typeof kept.body === 'string'
