import type { ProblemName } from '@balcao/contracts'
import type { Role } from '@balcao/domain'
import type * as z from 'zod/mini'
import type { DeviceKind } from '../../store/devices.ts'

export type Schema = z.ZodMiniType
/**
 * Who may use a door: anyone; or people of a role and above, and paired devices of some kinds by themselves. The shop's own software, with
 * its key, may use every one.
 */
export type Access = 'anyone' | { people: Role; devices?: readonly DeviceKind[] }
export type Endpoint = {
  method: 'get' | 'put' | 'post'
  path: string
  access: Access
  summary: string
  query?: Schema
  body?: Schema
  answers: Record<number, { description: string; schema?: Schema; type?: string }>
  problems: readonly ProblemName[]
}

export const onBody = ['invalid-request', 'unsupported-media-type', 'body-too-large'] as const
export const always = ['store-unavailable', 'internal'] as const
