/**
 * `npm run voice:record` makes `words.mp3` and `words.json` again: every word that an amount is said with, spoken by espeak-ng, cut and
 * levelled by sox, packed by lame. It needs these three programs (Debian: `apt-get install espeak-ng sox lame`); nobody who builds or
 * tests does, since what it makes is kept here.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wordsForPayment } from '../announcer.ts'
import { type Clips, clipNames, opening } from './clips.ts'

/** Enough for a tail that still sounds, and for players that begin up to 70 ms late because they keep what the coder put before. */
const gapSeconds = 0.16
/** What is heard as a comma. */
const commaSeconds = 0.25
/** Where a sentence may end, so that the voice goes down; within it the voice stays level, or each word would sound like the last. */
const finals = new Set(['real', 'reais', 'centavo', 'centavos', opening])
/** Alone it would be read as the name of the letter, with an open E; between two words it is heard as I. */
const sounds: Record<string, string> = { e: 'i' }

const folder = mkdtempSync(join(tmpdir(), 'balcao-words-'))
const run = (program: string, args: string[]) => execFileSync(program, args, { encoding: 'utf8' }).trim()

function record(name: string, index: number): string {
  const [spoken, cut] = ['spoken', 'cut'].map((kind) => join(folder, `${index}-${kind}.wav`)) as [
    string,
    string,
  ]
  const text = sounds[name] ?? name
  const phrase = finals.has(name) ? `${text}.` : `<prosody range="0">${text}</prosody>`
  run('espeak-ng', ['-v', 'pt-br', '-s', '160', '-m', '-w', spoken, phrase])
  const trimmed = (fade: string) => ['silence', '1', '0.005', '0.4%', 'fade', fade, 'reverse']
  const pause = gapSeconds + (name === opening ? commaSeconds : 0)
  run('sox', [
    spoken,
    cut,
    ...trimmed('0.005'),
    ...trimmed('0.015'),
    'gain',
    '-n',
    '-3',
    'pad',
    '0',
    `${pause}`,
  ])
  return cut
}

const everyCents = Array.from({ length: 999 }, (_, index) => (index + 1) * 100)
const sentences = [1, 100_000, 100_000_000, 200_000_000, ...everyCents.map((cents) => cents + 2)]
const names = [...new Set(sentences.flatMap((cents) => clipNames(wordsForPayment(cents))))].sort()

const table: Clips = {}
let atSeconds = 0
const round = (seconds: number) => Math.round(seconds * 1_000) / 1_000
const files = names.map((name, index) => {
  const file = record(name, index)
  const lastsSeconds = Number(run('soxi', ['-D', file]))
  table[name] = { at: round(atSeconds), lasts: round(lastsSeconds - gapSeconds) }
  atSeconds += lastsSeconds
  return file
})
const whole = join(folder, 'words.wav')
run('sox', [...files, whole])
const here = (name: string) => join(import.meta.dirname, name)
run('lame', ['--quiet', '-m', 'm', '--resample', '16', '--abr', '24', '-q', '0', whole, here('words.mp3')])
const rows = Object.entries(table).map(
  ([name, { at, lasts }]) => `  "${name}": { "at": ${at}, "lasts": ${lasts} }`,
)
writeFileSync(here('words.json'), `{\n${rows.join(',\n')}\n}\n`)
rmSync(folder, { recursive: true })
console.log(`${names.length} words, ${round(atSeconds)} s`)
