import type { Reply } from '../problem.ts'

/** Why the provider does not do what it was asked: `{code, message}`, under the status that fits. */
export type AccountRefusal = { refused: number; code: string; message: string }

export const refuse = (refused: number, code: string, message: string): AccountRefusal => ({
  refused,
  code,
  message,
})

export const isAccountRefusal = (outcome: object): outcome is AccountRefusal => 'refused' in outcome

export function refusalReply({ refused, code, message }: AccountRefusal): Reply {
  return { status: refused, contentType: 'application/json', body: JSON.stringify({ code, message }) }
}
