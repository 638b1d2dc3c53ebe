import type { Mailbox } from './pix-webhook.ts'

/** PSPs append these to the registered address, after a slash that may already be there (API Pix 2.9.0, callbacks). */
const addressesOf = (suffix: string) => new Set([`/webhook/${suffix}`, `/webhook//${suffix}`])

/** Where a PSP tells of Pix Automático. What cannot be read hints at nothing: a refusal would only have it sent again. */
export const recurrenceMailboxes = (ear: {
  hearOfRecurrences: (body: string) => Promise<void>
  hearOfCharges: (body: string) => Promise<void>
}): Mailbox[] => [mailbox('rec', ear.hearOfRecurrences), mailbox('cobr', ear.hearOfCharges)]

const mailbox = (suffix: string, hear: (body: string) => Promise<void>): Mailbox => ({
  addresses: addressesOf(suffix),
  async take(text) {
    if (text.trim() !== '') await hear(text)
    return 200
  },
})
