export type Round = { ours: number[]; baseline: number[] }
export type Comparison = {
  ours: number
  baseline: number
  ratio: number
  /** Lowest and highest ratio of a single round: how far noise moves it. Absent where there is one round. */
  spread?: [number, number]
}

/** Nearest rank: always a value that was measured. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (samples: readonly number[]) => quantile(samples, 0.5)

/**
 * Both sides of every round ran within the same seconds, so a round's ratio hardly feels what else the machine does.
 * The median over the rounds forgets a round that was disturbed all the same.
 */
export function compare(rounds: readonly Round[], share: number): Comparison {
  const pairs = rounds.map(({ ours, baseline }) => ({
    ours: quantile(ours, share),
    baseline: quantile(baseline, share),
  }))
  const ratios = pairs.map(({ ours, baseline }) => ours / baseline)
  return {
    ours: median(pairs.map(({ ours }) => ours)),
    baseline: median(pairs.map(({ baseline }) => baseline)),
    ratio: median(ratios),
    ...(ratios.length > 1 && { spread: [Math.min(...ratios), Math.max(...ratios)] }),
  }
}

/** Runs both sides `count` times, each first as often as the other, so that warming up and drifting favour neither. */
export async function interleave<Ours, Baseline>(
  count: number,
  ours: () => Promise<Ours>,
  baseline: () => Promise<Baseline>,
): Promise<{ ours: Ours; baseline: Baseline }[]> {
  const rounds: { ours: Ours; baseline: Baseline }[] = []
  for (let round = 0; round < count; round++) {
    if (round % 2 === 0) {
      const first = await ours()
      rounds.push({ ours: first, baseline: await baseline() })
    } else {
      const first = await baseline()
      rounds.push({ ours: await ours(), baseline: first })
    }
  }
  return rounds
}
