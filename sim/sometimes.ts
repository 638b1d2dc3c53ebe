/**
 * What a simulation has to meet sometimes, or its silence proves nothing. A test asks that its seeds met every one of them.
 */
export const occasions = [
  'paid exactly',
  'paid too little',
  'paid too much',
  'paid twice',
  'paid in the last second',
  'paid after its time',
  'paid during a cancel',
  'paid after its removal',
  'cancelled',
  'expired',
  'extended',
  'double click',
  'retry of a create',
  'given up before anybody knew',
  'current charge put aside',
  'Pix without a charge',
  'forged webhook',
  'webhook kept',
  'webhook told again',
  'refund asked',
  'refund race',
  'refund retried with its own id',
  'refund not realised',
  'refund made elsewhere',
  'refund stuck in processing',
  'killed',
  'power lost',
  'killed while a commit waits',
  'killed between PSP and commit',
  'commit failed',
  'request to the PSP lost',
  'answer of the PSP lost',
  'applied and then 500',
  'PSP answers from a replica that lags',
  'PSP away',
  'token refused',
  'screen reconnected and found news',
  'answer overtook the stream',
  'screen slept',
  'till reloaded while sending',
  'start refused',
  'day held against the bank',
] as const
export type Occasion = (typeof occasions)[number]
export type Sometimes = Map<Occasion, number>

export const countInto = (counts: Sometimes) => (occasion: Occasion) =>
  void counts.set(occasion, (counts.get(occasion) ?? 0) + 1)
