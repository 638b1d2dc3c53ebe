import { invalidRequest } from './errors.ts'
import { check, pathOf } from './path.ts'

/** On whose account a call acts, and how its provider spells the paths; `asWritten` where it is left out. */
export type Account = { accountId: string; spelling?: Spelling | undefined }

/**
 * The guide spells the same two collections in two ways, and only the provider can tell which of them its servers know.
 */
export type Spelling = {
  /** POST …/{recurrences-requests}/{requestRecId}/authorization */
  answer: RequestsPath
  /** GET …/{recurrencesrequests} */
  requests: RequestsPath
  /** POST …/{recurrence} */
  activation: RecurrencesPath
  /** GET, PATCH and POST below …/{recurrences} */
  recurrences: RecurrencesPath
}

export type RequestsPath = 'recurrences-requests' | 'recurrencesrequests'
export type RecurrencesPath = 'recurrence' | 'recurrences'

/** Each path as the guide writes it, the one in one way and the other in the other. */
export const asWritten: Spelling = {
  answer: 'recurrences-requests',
  requests: 'recurrencesrequests',
  activation: 'recurrence',
  recurrences: 'recurrences',
}

const spellings: Record<keyof Spelling, readonly string[]> = {
  answer: ['recurrences-requests', 'recurrencesrequests'],
  requests: ['recurrences-requests', 'recurrencesrequests'],
  activation: ['recurrence', 'recurrences'],
  recurrences: ['recurrence', 'recurrences'],
}

/** `/v1/accounts/{accountId}/…`; `collection` is spelt as the account says. */
export function accountPath(account: Account, collection: keyof Spelling, ...rest: string[]): string {
  const word = (account.spelling ?? asWritten)[collection]
  if (!spellings[collection].includes(word)) {
    throw invalidRequest(`spelling.${collection}`, `one of ${spellings[collection].join(', ')}`)
  }
  return plainAccountPath(account, word, ...rest)
}

export const plainAccountPath = ({ accountId }: Account, ...rest: string[]): string =>
  pathOf('v1', 'accounts', check('accountId', accountId, /^[\w-]{1,64}$/), ...rest)
