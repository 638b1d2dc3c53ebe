import type { AudibleScreen } from '../../shell/device.ts'
import type { VoiceState } from '../../shell/voice.ts'
import type { Volume } from '../../shell/volume.ts'

export const soundWords = {
  chime: 'Som quando uma venda é paga',
  on: 'Ligado',
  off: 'Desligado',
  voice: 'Falar o valor recebido',
  screens: { till: 'No caixa', display: 'Na tela do cliente', kiosk: 'No totem' } satisfies Record<
    AudibleScreen,
    string
  >,
  voiceState: {
    ready: '',
    online: 'A voz deste aparelho vem da internet. Sem internet, ele fala com palavras gravadas.',
    none: 'Este aparelho não tem voz em português do Brasil. Ele fala com palavras gravadas.',
  } satisfies Record<VoiceState, string>,
  volume: 'Volume',
  volumes: { low: 'Baixo', middle: 'Médio', full: 'Alto' } satisfies Record<Volume, string>,
  test: 'Testar som',
  testing: 'Você deve ouvir o som agora.',
  silent: 'O som e a voz estão desligados neste aparelho.',
}
