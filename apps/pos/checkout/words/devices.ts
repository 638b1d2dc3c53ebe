import type { DeviceKind } from '@balcao/contracts'

const nameWrong = 'Use um nome de até 60 letras, numa linha só.'

/** `um caixa`, `este visor`: the words are for sentences as well. */
const kinds = { till: 'caixa', display: 'visor', kiosk: 'totem' } satisfies Record<DeviceKind, string>

export const devicesWords = {
  loading: 'Buscando os aparelhos…',
  failed: 'Não foi possível carregar os aparelhos.',
  empty: 'Nenhum aparelho pareado. Abra /entrar/ no aparelho novo e digite aqui o código que ele mostra.',
  pair: 'Parear aparelho',
  terminal: (terminalId: string) => `Terminal ${terminalId}`,
  columns: { name: 'Nome', kind: 'Tipo', paired: 'Pareado em', seen: 'Visto', version: 'Versão' },
  kinds: { till: 'Caixa', display: 'Visor', kiosk: 'Totem' } satisfies Record<DeviceKind, string>,
  here: 'Este aparelho',
  versions: { current: 'Atual', old: 'Antiga', unknown: 'Não informada' },
  oldAdvice:
    'Ele se atualiza sozinho quando não há cobrança aberta. Se continuar antiga, recarregue a página nele.',
  revoked: (count: number) => (count === 1 ? '1 aparelho revogado' : `${count} aparelhos revogados`),
  revokedAt: 'Revogado em',
  terminalColumn: 'Terminal',
  offers: { rename: 'Mudar o nome', revoke: 'Revogar' },
  done: {
    paired: (name: string, terminalId: string) => `${name} foi pareado com ${terminalId}.`,
    renamed: (name: string) => `O aparelho agora se chama ${name}.`,
    revoked: (name: string) => `${name} não abre mais nada.`,
  },
}

export const seenWords = {
  never: 'Ainda não',
  now: 'Agora há pouco',
  minutes: (count: number) => `Há ${count} min`,
  hours: (count: number) => `Há ${count} h`,
  days: (count: number) => (count === 1 ? 'Há 1 dia' : `Há ${count} dias`),
}

export const deviceWords = {
  name: 'Nome do aparelho',
  nameHint: 'Como aparece na lista, por exemplo Visor do balcão.',
  nameWrong,
  save: 'Salvar',
  cancel: 'Cancelar',
  renameTitle: 'Mudar o nome do aparelho',
  revokeTitle: (name: string) => `Revogar ${name}?`,
  revokeAdvice:
    'Ele deixa de mostrar vendas na hora e volta a pedir um código. Faça isto quando um aparelho é perdido, vendido ou trocado.',
  revokeHere: 'É este aparelho: você sairá daqui e ele terá de ser pareado de novo.',
  revoke: 'Revogar',
  keep: 'Manter',
}

export const pairWords = {
  title: 'Parear aparelho',
  advice:
    'No aparelho novo, abra /entrar/ e escolha o que ele será. Ele mostra um código de 8 letras e números.',
  code: 'Código que o aparelho mostra',
  codeWrong: 'O código tem 8 letras e números.',
  terminal: 'Terminal',
  terminalHint: 'De qual caixa ele faz parte, por exemplo caixa-1. Um totem tem o seu: totem-1.',
  terminalWrong: 'Use até 32 letras minúsculas, números ou traços, por exemplo caixa-2.',
  next: 'Continuar',
  compareTitle: (kind: DeviceKind) => `O ${kinds[kind]} mostra este número?`,
  compareAdvice:
    'Olhe para o aparelho. Se o número é outro, alguém digitou o código de um aparelho que não é este.',
  same: 'Os números conferem',
  differ: 'São diferentes',
  differed: 'Nada foi pareado. Peça um novo código no aparelho e confira se é o que está diante de você.',
}

/** What the server may say no to here. */
export const deviceProblems = {
  problems: {
    'device-not-found': 'Este aparelho não está mais na lista. Atualize a página.',
    'pairing-over':
      'Nenhum aparelho mostra este código agora. Confira-o: cada código vale por 5 minutos e serve uma vez.',
    forbidden: 'Só um gerente pode parear um caixa ou um totem.',
  },
  fields: { name: nameWrong, code: pairWords.codeWrong, terminalId: pairWords.terminalWrong },
}
