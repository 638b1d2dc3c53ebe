import { type Json, openSandboxClient } from './sandbox-client.ts'
import type { World } from './world.ts'

/** Whoever is charged: a client of the sandbox's account provider, who reads a code and agrees to it as a bank's app does. */
export type AgreeingPayer = Awaited<ReturnType<typeof openAgreeingPayer>>

export async function openAgreeingPayer(world: World) {
  const { asPayer: call, accountId, close } = openSandboxClient(world)
  const decode = (qrCode: string) => call('POST', '/v1/qrcode/decoding', { qrCode })

  return {
    decode,
    /** Agrees to the recurrence of a code; of a composite one, after its charge was paid under `txid`. */
    async agree(qrCode: string, txid?: string): Promise<void> {
      // Where the charge is paid the code is not read again: the bank's app had read it before.
      const { recurrence } = txid === undefined ? await decode(qrCode) : read.get(qrCode)
      await call('POST', `/v1/accounts/${accountId}/recurrence`, {
        ...recurrence,
        activation: { journey: recurrence.journey },
        limits: { useAccountLimit: false, maximumValue: null },
        ...(txid !== undefined && { payment: { txid } }),
      })
    },
    /** Reads a composite code, as the app does before its owner agrees to both at once. */
    async look(qrCode: string): Promise<Json> {
      const decoded = await decode(qrCode)
      read.set(qrCode, decoded)
      return decoded
    },
    /** Answers a proposal that was sent to the account. */
    async proposals(): Promise<Json[]> {
      return call('GET', `/v1/accounts/${accountId}/recurrences-requests`)
    },
    cancel: (recurrenceId: string) =>
      call('POST', `/v1/accounts/${accountId}/recurrences/${recurrenceId}/cancel`, {}),
    close,
  }
}
const read = new Map<string, Json>()
