export const kioskWords = {
  attract: 'Pague com Pix',
  start: 'Toque para começar',
  choose: 'Quanto você quer pagar?',
  confirm: 'Você vai pagar',
  pay: 'Pagar com Pix',
  restart: 'Começar de novo',
  stillThere: 'Você ainda está aí?',
  resetsIn: (seconds: number) => `Esta tela recomeça em ${seconds}\u00a0s.`,
  stay: 'Continuar',
  failed: 'Não foi possível gerar o código.',
  failedAdvice: 'Tente de novo ou chame um atendente.',
}
