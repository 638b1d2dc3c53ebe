/** Hertz and seconds: a rising sixth, E5 then C♯6, the second note rung before the first has died. Short of the 3 s that would need a stop button (WCAG 2.2, 1.4.2). */
const NOTES = [
  { frequency: 659.25, at: 0, lasts: 0.45 },
  { frequency: 1108.73, at: 0.13, lasts: 0.9 },
]
/** A bell's second partial, an octave up and quieter: a bare sine is lost in a noisy shop and tiring in a quiet one. */
const PARTIALS = [
  { times: 1, loudness: 0.22 },
  { times: 2, loudness: 0.06 },
]
/** Seconds. Anything faster is heard as a click. */
const ATTACK = 0.008

/**
 * Plays the chime of money received. Synthesised, so that there is no file to fetch at the one moment it is needed.
 * The context must be running: created or resumed inside a gesture, or the browser keeps it silent without a word. `output` is where it goes.
 */
export function playChime(context: AudioContext, output: AudioNode): void {
  for (const { frequency, at, lasts } of NOTES) {
    for (const { times, loudness } of PARTIALS) {
      const start = context.currentTime + at
      const oscillator = context.createOscillator()
      const volume = context.createGain()
      oscillator.frequency.value = frequency * times
      volume.gain.setValueAtTime(0, start)
      volume.gain.linearRampToValueAtTime(loudness, start + ATTACK)
      // An exponential never reaches nought; a thousandth is below hearing.
      volume.gain.exponentialRampToValueAtTime(loudness / 1000, start + lasts / times)
      oscillator.connect(volume).connect(output)
      oscillator.start(start)
      oscillator.stop(start + lasts)
    }
  }
}
