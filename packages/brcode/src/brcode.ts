/**
 * What a BR Code says. The words are the field's own; the two-digit ids they come from are in the Manual de Padrões
 * para Iniciação do Pix (BR Code) and in EMVCo's QR Code specification that it stands on.
 *
 * The kind follows from what the code points at (a key, a charge's location, a recurrence's location) and from
 * nothing else: field 01 is `12` on many key-based codes in the wild, so it decides nothing.
 */
export type BrCodeKind = Target['kind']

type ByKey = {
  /** 26-01, ≤ 77 characters. */
  chave: string
  url?: never
}
type ByUrl = {
  /** 26-25, ≤ 77 characters, without scheme: the payload is at `https://` + url. */
  url: string
  chave?: never
}
type ByNeither = { chave?: never; url?: never }
type Recurring = {
  /** 80-25, ≤ 77 characters, without scheme: where the Pix Automático recurrence is. */
  recurrenceUrl: string
}
type Once = { recurrenceUrl?: never }

type KeyTarget = ByKey & (({ kind: 'static' } & Once) | ({ kind: 'static+recurrence' } & Recurring))
type UrlTarget = ByUrl &
  (({ kind: 'dynamic' | 'cobv' } & Once) | ({ kind: 'dynamic+recurrence' | 'cobv+recurrence' } & Recurring))
type RecurrenceTarget = ByNeither & { kind: 'recurrence' } & Recurring

/** What the code points at. One union, so that a kind never comes without what it promises. */
export type Target = KeyTarget | UrlTarget | RecurrenceTarget

export type BrCodeFields = {
  /** 00. */
  payloadFormat: '01'
  /** 01: `11` reusable, `12` once; other values are kept as written. It decides nothing. */
  initiation?: string
  /** Id (26 to 51) of the template that is Pix. */
  template: string
  /** 26-02. */
  infoAdicional?: string
  /** 26-03: ISPB of the withdrawal agent (Pix Saque). */
  fss?: string
  /** Ids of the templates (26 to 51, 80 to 99) of other arrangements, ignored, in ascending order. */
  otherTemplates?: string[]
  /** 52: four digits. */
  mcc: string
  /** 53. */
  currency: '986'
  /** 54 as written: `10`, `10.`, `.10` and `0.9` are seen in the wild beside `10.00`. */
  amount?: string
  /** 54 in cents. Zero is what some issuers write where the payer is to choose. */
  amountCents?: number
  /** 58. */
  country: 'BR'
  /** 59, ≤ 25 characters. Of a dynamic code 54, 59 and 60 are for show: the payload at the url is the truth. */
  merchantName: string
  /** 60, ≤ 15 characters. */
  merchantCity: string
  /** 61, ≤ 10 characters. */
  postalCode?: string
  /** 62-05 as written. Means something on key-based codes only: several PSPs fill it on dynamic ones. */
  txid?: string
  /** 63: the four digits, already found right. */
  crc: string
}

export type BrCode = BrCodeFields & Target

type NewFields = {
  /** Printable ASCII, 1 to 25 characters. */
  merchantName: string
  /** Printable ASCII, 1 to 15 characters. */
  merchantCity: string
  /** 8 digits. */
  postalCode?: string
  /** 4 digits; `0000` when absent. */
  mcc?: string
}

type NewKeyFields = {
  /** `11` says that the code may be paid many times. Never `12` here: nothing makes a key-based code single-use. */
  initiation?: '11'
  /** Printable ASCII, ≤ 72 characters, and the whole template ≤ 99. */
  infoAdicional?: string
  /** 8 digits or capital letters. */
  fss?: string
  /** 1 to 999 999 999 999 cents; absent when the payer is to choose. */
  amountCents?: number
  /** 1 to 25 letters and digits, or `***` (none), which is the default. */
  txid?: string
}

/** Of the others these are in the payload at the url, so the code cannot say them. */
type NoKeyFields = { [Field in keyof NewKeyFields]?: never }

/** What the writer takes. A leading `https://` of a url is dropped: some PSPs include it. */
export type NewBrCode = NewFields &
  ((KeyTarget & NewKeyFields) | ((UrlTarget | RecurrenceTarget) & NoKeyFields))
