/** Where each word begins in the recording, and how long it lasts, in seconds. */
export type Clips = Record<string, { readonly at: number; readonly lasts: number }>

/** Recorded as one, with the pause of its comma. */
export const opening = 'pix recebido'

/** A sentence as the words that are recorded, in their order: `pix recebido`, `vinte`, `e`, `três`, `reais`. */
export const clipNames = (sentence: string): string[] =>
  sentence.toLowerCase().match(/pix recebido|\p{L}+/gu) ?? []
