/** All the chance there is in a simulation: one seed, one sequence, whatever the machine. */
export type Random = ReturnType<typeof createRandom>

/** xoshiro128** (Blackman and Vigna), filled from the seed by splitmix32, so that neighbouring seeds have nothing in common. */
export function createRandom(seed: number) {
  let mixed = seed >>> 0
  const splitmix = () => {
    mixed = (mixed + 0x9e3779b9) >>> 0
    let z = mixed
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  let [a, b, c, d] = [splitmix(), splitmix(), splitmix(), splitmix()]

  function bits(): number {
    const times5 = Math.imul(b, 5)
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result
  }
  /** 0 ≤ x < 1. */
  const next = () => bits() / 4_294_967_296
  /** Both ends included. */
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const text = (alphabet: string, length: number) => {
    let made = ''
    for (let index = 0; index < length; index++) made += alphabet[whole(0, alphabet.length - 1)]
    return made
  }

  return {
    next,
    whole,
    chance: (probability: number) => next() < probability,
    /** Small magnitudes as often as large ones: 10 ms, 100 ms and 1 s are equally likely between 10 ms and 1 s. */
    magnitude: (from: number, to: number) => Math.round(from * (to / from) ** next()),
    pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
      const picked = list[whole(0, list.length - 1)]
      if (picked === undefined) throw new Error('There is nothing to pick from')
      return picked
    },
    hex: (length: number) => text('0123456789abcdef', length),
    alphanumeric: (length: number) =>
      text('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', length),
    /** A sequence of its own, so that one more throw here does not change everything there. */
    fork: () => createRandom(bits()),
  }
}
