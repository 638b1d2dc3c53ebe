import { adviceFor, PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import { isSameAddress } from '../psp/same-address.ts'

const minute = 60_000
/** A PSP may drop a registration on its own (Cielo, "Cancelar o webhook"): it is looked at this often, */
const verifyEveryMs = 15 * minute
/** and repeated this often where the PSP would not say that it is gone. */
const registerEveryMs = 6 * 60 * minute

type Registration = 'registered' | 'missing' | 'elsewhere' | 'unknown'
export type WebhookState = {
  /** As the PSP says it; null where it says nothing of the address. */
  url: string | null
  registration: Registration
  /** When the PSP last took our address. */
  registeredAtMs: number | null
  /** When the PSP last said what is registered. */
  verifiedAtMs: number | null
  /** For a person, in Brazilian Portuguese. */
  advice: string | null
}
export type WebhookKeeper = ReturnType<typeof createWebhookKeeper>

/**
 * Sees to it that the PSP tells of payments at our address. Without an address there is nothing to keep, and payments are found by
 * asking.
 */
export function createWebhookKeeper(
  { psp, clock, log }: Pick<Deps, 'psp' | 'clock' | 'log'>,
  /** Where the PSP finds us, as soon as the door stands open; undefined where it has no address. */
  address: (() => string) | undefined,
) {
  let state: WebhookState = {
    url: null,
    registration: address === undefined ? 'missing' : 'unknown',
    registeredAtMs: null,
    verifiedAtMs: null,
    advice: address === undefined ? sentences.noAddress : sentences.notAskedYet,
  }
  let turn: Promise<void> = Promise.resolve()
  /** One after the other: a person who presses the button and the round that comes by itself would undo one another. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.catch(() => {}).then(work)
    return turn
  }
  const since = (ms: number | null) => (ms === null ? Number.POSITIVE_INFINITY : clock.now() - ms)

  async function register(url: string) {
    await told(() => psp.registerWebhook(url))
    state = { ...state, registeredAtMs: clock.now() }
    await verify(url)
  }

  async function verify(url: string) {
    const found = await told(() => psp.readWebhook())
    const said = found === 'absent' ? undefined : found.url
    const registration =
      found === 'absent'
        ? 'missing'
        : said === undefined || isSameAddress(said, url)
          ? 'registered'
          : 'elsewhere'
    state = {
      ...state,
      url: said ?? null,
      registration,
      verifiedAtMs: clock.now(),
      advice: registration === 'registered' ? null : sentences[registration],
    }
  }

  /** Asks the PSP, and notes why where it does not answer or says no. */
  async function told<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof PixError) state = { ...state, registration: 'unknown', advice: adviceFor(error) }
      throw error
    }
  }

  return {
    state: () => state,
    /** Whether the PSP has taken our address and has not said since that it has another. */
    isRegistered: () =>
      state.registration === 'registered' ||
      (state.registration === 'unknown' && state.registeredAtMs !== null),

    /** The round that comes by itself: verifies what is due, and registers what is not there. Throws PixError. */
    keep: () =>
      inTurn(async () => {
        if (address === undefined) return
        const url = address()
        if (since(state.registeredAtMs) >= registerEveryMs) return register(url)
        if (since(state.verifiedAtMs) < verifyEveryMs) return
        await verify(url)
        if (state.registration === 'registered') return
        log.warn(
          { registration: state.registration },
          'the PSP does not have our webhook: it is registered again',
        )
        await register(url)
      }),

    /** The round of a BFF that leaves the registering to another one: verifies what is due. Throws PixError. */
    watch: () =>
      inTurn(async () => {
        if (address === undefined || since(state.verifiedAtMs) < verifyEveryMs) return
        await verify(address())
      }),

    /** Registers and verifies now. What the PSP says against it is in the state. */
    renew: () =>
      inTurn(async () => {
        if (address === undefined) return
        await register(address()).catch((error: unknown) => {
          if (!(error instanceof PixError)) throw error
          log.warn({ err: error }, 'the webhook could not be registered')
        })
      }),
  }
}

const sentences = {
  noAddress:
    'Não há endereço para os avisos do banco: defina WEBHOOK_URL. Até lá os pagamentos são encontrados por consulta, em segundos.',
  notAskedYet: 'O registro no banco ainda não foi conferido: aguarde um minuto.',
  missing: 'O banco não tem o endereço dos avisos: registre de novo.',
  elsewhere:
    'O banco avisa em outro endereço: confira se outro sistema usa esta chave Pix e registre de novo.',
} as const
