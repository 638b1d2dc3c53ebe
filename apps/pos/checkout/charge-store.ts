import type { NewCharge } from '@balcao/contracts'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { mintTxid } from './mint-txid.ts'

/** A charge that is on its way: the very bytes that every attempt sends. */
export interface Outgoing {
  readonly txid: string
  readonly body: string
  readonly amountCents: number
  readonly description: string
  /** The cashier gave it up before anyone knew whether it had arrived. */
  readonly isGivenUp: boolean
}

/** What this device has decided and the server does not know yet; it survives a reload. */
export interface ChargeStore {
  readonly amountCents: number
  readonly description: string
  /** Minted with the draft, so that two tabs that show the same draft send the same charge. Null while there is no draft. */
  readonly txid: string | null
  readonly outgoing: Outgoing | null
  readonly setAmount: (amountCents: number) => void
  readonly setDescription: (description: string) => void
  readonly clearDraft: () => void
  /** Saves what is about to be sent. Nothing happens without an amount, or while another one is on its way. */
  readonly charge: (terminalId: string) => void
  readonly giveUp: () => void
  /** The server has it. */
  readonly delivered: (txid: string) => void
  /** The server will not have it: the amount goes back to the draft, unless another one has been begun. */
  readonly returned: (txid: string) => void
}

const noDraft = { amountCents: 0, description: '', txid: null }

export type UseChargeStore = ReturnType<typeof createChargeStore>
export function createChargeStore(name: string) {
  const useStore = create<ChargeStore>()(
    persist(
      (set) => ({
        ...noDraft,
        outgoing: null,
        setAmount: (amountCents) => set(({ txid }) => ({ amountCents, txid: txid ?? mintTxid() })),
        setDescription: (description) => set(({ txid }) => ({ description, txid: txid ?? mintTxid() })),
        clearDraft: () => set(noDraft),
        charge: (terminalId) =>
          set(({ amountCents, description, txid, outgoing }) => {
            if (amountCents === 0 || outgoing) return {}
            const note = description.trim()
            const body: NewCharge = { amountCents, terminalId, ...(note ? { description: note } : {}) }
            const sent = { txid: txid ?? mintTxid(), body: JSON.stringify(body), isGivenUp: false }
            return { ...noDraft, outgoing: { ...sent, amountCents, description: note } }
          }),
        giveUp: () => set(({ outgoing }) => (outgoing ? { outgoing: { ...outgoing, isGivenUp: true } } : {})),
        delivered: (txid) => set(({ outgoing }) => (outgoing?.txid === txid ? { outgoing: null } : {})),
        returned: (txid) =>
          set(({ outgoing, ...draft }) => {
            if (outgoing?.txid !== txid) return {}
            if (draft.amountCents > 0) return { outgoing: null }
            const { amountCents, description } = outgoing
            // A new txid: the one that was refused is spent.
            return { outgoing: null, amountCents, description, txid: mintTxid() }
          }),
      }),
      { name, version: 1 },
    ),
  )
  // Another tab of this till typed or sent something.
  window.addEventListener('storage', ({ key }) => {
    if (key === name) void useStore.persist.rehydrate()
  })
  return useStore
}
