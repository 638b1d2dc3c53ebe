import { loudness, readVolume } from './volume.ts'

/** `online`: the browser sends the sentence to its maker and plays what comes back, so it needs a network. */
export type VoiceState = 'ready' | 'online' | 'none'

type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService'>

/** A voice of Brazil, one of the device's own before one from the network. Android writes `pt_BR`. */
export function brazilianVoice<V extends Voice>(voices: readonly V[]): V | undefined {
  const ours = voices.filter(({ lang }) => lang.replace('_', '-').toLowerCase() === 'pt-br')
  return ours.find(({ localService }) => localService) ?? ours[0]
}

const voices = () => ('speechSynthesis' in window ? speechSynthesis.getVoices() : [])

export function readVoice(): VoiceState {
  const voice = brazilianVoice(voices())
  if (voice === undefined) return 'none'
  return voice.localService ? 'ready' : 'online'
}

/** Browsers load their voices after the page. */
export function subscribeVoice(onChange: () => void): () => void {
  if (!('speechSynthesis' in window)) return () => {}
  speechSynthesis.addEventListener('voiceschanged', onChange)
  return () => speechSynthesis.removeEventListener('voiceschanged', onChange)
}

/** The longest amount takes some ten seconds. Browsers have been seen to forget to say that they have finished. */
const longestMs = 20_000
/** Chrome forgets what nobody holds, and with it the end of the sentence. */
const speaking = new Set<SpeechSynthesisUtterance>()

/** Says a sentence and resolves when it is over: false where there is no voice for it, or it was not heard. */
export function say(sentence: string): Promise<boolean> {
  const voice = brazilianVoice(voices())
  if (voice === undefined) return Promise.resolve(false)
  const utterance = new SpeechSynthesisUtterance(sentence)
  utterance.voice = voice
  utterance.lang = 'pt-BR'
  utterance.volume = loudness[readVolume()]
  return new Promise((resolve) => {
    const end = (wasHeard: boolean) => {
      clearTimeout(timer)
      speaking.delete(utterance)
      resolve(wasHeard)
    }
    const timer = setTimeout(() => {
      // What hangs would keep every later sentence waiting.
      speechSynthesis.cancel()
      end(false)
    }, longestMs)
    utterance.onend = () => end(true)
    utterance.onerror = () => end(false)
    speaking.add(utterance)
    speechSynthesis.speak(utterance)
  })
}
