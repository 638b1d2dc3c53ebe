import { expect, test } from 'vitest'
import { brazilianVoice } from './voice.ts'

const voice = (lang: string, localService = true) => ({ lang, localService })

const rows: [name: string, voices: ReturnType<typeof voice>[], chosen: number | undefined][] = [
  ['none where there is no voice', [], undefined],
  ['none of Portugal or of English', [voice('pt-PT'), voice('en-US')], undefined],
  ['the first of Brazil', [voice('en-US'), voice('pt-BR'), voice('pt-BR')], 1],
  ['one of the device’s own first', [voice('pt-BR', false), voice('pt-BR')], 1],
  ['one from the network where there is no other', [voice('pt-PT'), voice('pt-BR', false)], 1],
  ['as Android writes it', [voice('pt_BR')], 0],
]
test.each(rows)('%s', (_, voices, chosen) => {
  expect(brazilianVoice(voices)).toBe(chosen === undefined ? undefined : voices[chosen])
})
