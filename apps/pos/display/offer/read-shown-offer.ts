import type { Offer } from '@balcao/contracts'

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null
const isText = (value: unknown): value is string => typeof value === 'string'
const isTextOrNull = (value: unknown) => value === null || isText(value)
const isCentsOrNull = (value: unknown) => value === null || (Number.isSafeInteger(value) && Number(value) > 0)
const isOneOf = (value: unknown, words: string) => isText(value) && words.split(' ').includes(value)
const isDay = (value: unknown) => isText(value) && /^\d{4}-\d\d-\d\d$/.test(value)

/** The door of an offer to the customer's screen, without the contract's schemas, which are too heavy for it. */
export function readShownOffer(json: unknown): Offer | undefined {
  const isOffer =
    isObject(json) &&
    isText(json.recurrenceId) &&
    isOneOf(json.status, 'opening offered approved rejected expired cancelled') &&
    isTextOrNull(json.txid) &&
    isTextOrNull(json.codeAlone) &&
    isTextOrNull(json.codeWithCharge) &&
    isObject(json.terms) &&
    isTerms(json.terms)
  return isOffer ? (json as Offer) : undefined
}

const isTerms = (terms: Json) =>
  isText(terms.contract) &&
  isTextOrNull(terms.object) &&
  isOneOf(terms.frequency, 'weekly monthly quarterly semiannual annual') &&
  isDay(terms.firstDay) &&
  (terms.lastDay === null || isDay(terms.lastDay)) &&
  isCentsOrNull(terms.fixedCents) &&
  isOneOf(terms.retryPolicy, 'none three-in-seven-days')
