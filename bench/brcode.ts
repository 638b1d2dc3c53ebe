import { createDynamicPix, createStaticPix, hasError, parsePix } from 'pix-utils'
import { type BrCode, type NewBrCode, readBrCode, writeBrCode } from '../packages/brcode/src/index.ts'
import vectors from '../packages/brcode/src/vectors.json' with { type: 'json' }
import { compare, interleave } from './samples.ts'
import type { Row } from './table.ts'

const rounds = 9
const roundMs = 150

/** BR Codes read and written, over the valid vectors that both libraries can do. */
export async function brcode(): Promise<Row[]> {
  const codes = vectors
    .filter(({ valid }) => valid)
    .map((vector) => vector.brcode)
    .filter((code) => !hasError(parsePix(code)))
  const wanted = codes.map((code) => asciiUpper(readBrCode(code))).filter(isSameForBoth)
  return [
    await race('read', codes, readBrCode, codes, parsePix),
    await race('written', wanted.map(toOurs), writeBrCode, wanted.map(toTheirs), (write) => write()),
  ]
}

async function race<Ours, Theirs>(
  done: string,
  ours: readonly Ours[],
  workOurs: (input: Ours) => unknown,
  theirs: readonly Theirs[],
  workTheirs: (input: Theirs) => unknown,
): Promise<Row> {
  const measure = () =>
    interleave(
      rounds,
      async () => [rate(ours, workOurs)],
      async () => [rate(theirs, workTheirs)],
    )
  // The first time, the compiler is still at work.
  await measure()
  return {
    part: 'brcode',
    name: `BR Codes ${done}, ${ours.length} vectors in turn`,
    unit: '/s',
    baselineName: 'pix-utils, same codes',
    ...compare(await measure(), 0.5),
    target: { ratioAtLeast: 5 },
  }
}

/** How many in a second. Results are kept for a turn, or the compiler might find that nobody needs them. */
function rate<Input>(inputs: readonly Input[], work: (input: Input) => unknown): number {
  const results: unknown[] = new Array(inputs.length)
  const begunAt = performance.now()
  let count = 0
  let tookMs = 0
  while (tookMs < roundMs) {
    for (const [index, input] of inputs.entries()) results[index] = work(input)
    count += inputs.length
    tookMs = performance.now() - begunAt
  }
  return (1000 * count) / tookMs
}

/** pix-utils writes names without accents and in capitals: given so, neither has anything to change. */
const asciiUpper = (code: BrCode): BrCode => ({
  ...code,
  merchantName: plain(code.merchantName),
  merchantCity: plain(code.merchantCity),
})
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .toUpperCase()

function toOurs(code: BrCode): NewBrCode {
  const { merchantName, merchantCity } = code
  if (code.kind === 'static') {
    const { kind, chave, infoAdicional, fss, amountCents, txid } = code
    return {
      kind,
      chave,
      merchantName,
      merchantCity,
      ...(infoAdicional !== undefined && { infoAdicional }),
      ...(fss !== undefined && { fss }),
      ...(amountCents !== undefined && { amountCents }),
      ...(txid !== undefined && { txid }),
    }
  }
  if (code.kind === 'dynamic' || code.kind === 'cobv')
    return { kind: code.kind, url: code.url, merchantName, merchantCity }
  throw new Error('The composite kinds are not compared')
}

/** What pix-utils is given is made beforehand, as ours is: only the writing counts. */
function toTheirs(code: BrCode): () => string | undefined {
  const { merchantName, merchantCity } = code
  if (code.url !== undefined) {
    const wanted = { merchantName, merchantCity, url: code.url, oneTime: true }
    return () => written(createDynamicPix(wanted))
  }
  const wanted = {
    merchantName,
    merchantCity,
    pixKey: code.chave ?? '',
    transactionAmount: (code.amountCents ?? 0) / 100,
    ...(code.infoAdicional !== undefined && { infoAdicional: code.infoAdicional }),
    ...(code.fss !== undefined && { fss: code.fss }),
    ...(code.txid !== undefined && { txid: code.txid }),
  }
  return () => written(createStaticPix(wanted))
}

const written = (pix: ReturnType<typeof createDynamicPix> | ReturnType<typeof createStaticPix>) =>
  hasError(pix) ? undefined : pix.toBRCode()

/** Both must write the same bytes, or they would not do the same work. Ours refuses what pix-utils lets through. */
function isSameForBoth(code: BrCode): boolean {
  try {
    return writeBrCode(toOurs(code)) === toTheirs(code)()
  } catch {
    return false
  }
}
