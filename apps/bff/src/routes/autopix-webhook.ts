import type { Mailbox } from './pix-webhook.ts'

export const autopixPath = '/autopix'

/**
 * Where the account's provider tells of Pix Automático. Whatever comes is kept, JSON or not: what cannot be read is shown to somebody
 * (flows/read-payer-webhook.ts), and a refusal would only have it sent again.
 */
export const autopixMailbox = (put: (body: string) => Promise<void>): Mailbox => ({
  addresses: new Set([`/webhook${autopixPath}`]),
  async take(text) {
    if (text.trim() !== '') await put(text)
    return 200
  },
})
