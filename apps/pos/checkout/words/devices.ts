import type { DeviceKind } from '@balcao/contracts'
import { claimWords, entranceWords } from './entrance.ts'

export const devicesWords = {
  loading: 'Buscando os aparelhos…',
  failed: 'Não foi possível carregar os aparelhos.',
  empty: 'Nenhum aparelho pareado. Abra /entrar/ no aparelho novo e digite aqui o código que ele mostra.',
  pair: claimWords.title,
  terminal: (terminalId: string) => `Terminal ${terminalId}`,
  columns: { name: 'Nome', kind: 'Tipo', paired: 'Pareado em', seen: 'Visto', version: 'Versão' },
  kinds: { till: 'Caixa', display: 'Visor', kiosk: 'Totem' } satisfies Record<DeviceKind, string>,
  here: 'Este aparelho',
  versions: { current: 'Atual', old: 'Antiga' },
  oldAdvice:
    'Ele se atualiza sozinho quando não há cobrança aberta. Se continuar antiga, recarregue a página nele.',
  revoked: (count: number) => (count === 1 ? '1 aparelho revogado' : `${count} aparelhos revogados`),
  revokedAt: 'Revogado em',
  terminalColumn: 'Terminal',
  offers: { rename: 'Mudar o nome', revoke: 'Revogar' },
  done: {
    renamed: (name: string) => `O aparelho agora se chama ${name}.`,
    revoked: (name: string) => `${name} não abre mais nada.`,
  },
}

export const seenWords = {
  never: 'Ainda não',
  now: 'Agora',
  minutes: (count: number) => `Há ${count} min`,
  hours: (count: number) => `Há ${count} h`,
  days: (count: number) => (count === 1 ? 'Há 1 dia' : `Há ${count} dias`),
}

export const deviceWords = {
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

/** What the server may say no to here. */
export const deviceProblems = {
  problems: {
    ...entranceWords.problems,
    'device-not-found': 'Este aparelho não está mais na lista. Atualize a página.',
  },
  fields: entranceWords.fields,
}
