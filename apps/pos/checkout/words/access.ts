/** Of who may do what, wherever it is asked. */
export const accessWords = {
  problems: {
    unauthenticated: 'Ninguém está conectado aqui. Entre de novo e repita.',
    forbidden: 'Quem está conectado aqui não pode fazer isto. Peça a um gerente.',
    'other-terminal': 'Este navegador não pertence a este terminal. Peça a um gerente.',
  },
  lockedOut: (seconds: number | undefined) =>
    `Erros demais seguidos. ${seconds === undefined ? 'Espere um pouco' : `Espere ${waitWords(seconds)}`} e tente de novo.`,
  sessionLoading: 'Vendo quem está conectado…',
  sessionFailed: 'Não foi possível saber quem está conectado aqui.',
  managersOnly: 'Só gerentes veem esta página',
  managersOnlyAdvice: 'Quem está conectado aqui é operador. Saia e entre com o nome e o PIN de um gerente.',
  signIn: 'Entre como gerente para ver esta página',
  toEntrance: 'Entrar',
  notSetUp: 'A loja ainda não foi configurada',
  notSetUpAdvice:
    'Até lá ninguém precisa de PIN e qualquer navegador abre tudo. Depois, cada pessoa tem o seu PIN e cada aparelho é pareado.',
  toSetUp: 'Configurar a loja',
}

const minuteS = 60
function waitWords(seconds: number): string {
  if (seconds === 1) return '1 segundo'
  if (seconds < minuteS) return `${seconds} segundos`
  const minutes = Math.ceil(seconds / minuteS)
  return minutes === 1 ? '1 minuto' : `${minutes} minutos`
}
