import { AmountCents } from '@balcao/contracts'

/** What the kiosk may ask for: one amount that the cashier's link fixed, or some to choose from. */
export type Offer =
  | { readonly kind: 'fixed'; readonly cents: number }
  | { readonly kind: 'choice'; readonly cents: readonly number[] }

const usual = [500, 1_000, 2_000, 5_000]
/** As many as there is room for on the smallest screen, at 72 px each. */
const mostChoices = 6

/** `?valor=2350`, in cents, or `?valores=500,1000`. What is not an amount is left out: a link with a mistake still sells. */
export function readOffer(search: string): Offer {
  const query = new URLSearchParams(search)
  const [fixed, ...others] = readAmounts(query.get('valor'))
  if (fixed !== undefined && others.length === 0) return { kind: 'fixed', cents: fixed }
  const chosen = readAmounts(query.get('valores')).slice(0, mostChoices)
  return { kind: 'choice', cents: chosen.length > 0 ? chosen : usual }
}

const readAmounts = (text: string | null) =>
  (text ?? '')
    .split(',')
    .filter((part) => /^\d{1,12}$/.test(part))
    .map(Number)
    .filter((cents) => AmountCents.safeParse(cents).success)
