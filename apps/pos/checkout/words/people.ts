import type { Role } from '@balcao/contracts'
import { entranceWords } from './entrance.ts'

export const peopleWords = {
  loading: 'Buscando as pessoas…',
  failed: 'Não foi possível carregar as pessoas.',
  empty: 'Ninguém trabalha aqui ainda. Adicione quem vai cobrar.',
  add: 'Adicionar pessoa',
  columns: { name: 'Nome', role: 'Função', limit: 'Devoluções', state: 'Situação' },
  roleAdvice: {
    operator: 'Cobra, vê as vendas do próprio caixa e devolve até o limite.',
    manager: 'Também vê tudo na gestão, autoriza devoluções e cuida de pessoas e aparelhos.',
    administrator: 'Também cuida de outros administradores.',
  } satisfies Record<Role, string>,
  limited: (amount: string) => `Devolve até ${amount}`,
  unlimited: 'Sem limite',
  isActive: 'Ativa',
  isInactive: 'Inativa',
  lockedUntil: (time: string) => `Bloqueada até ${time}`,
  lockedAdvice: 'Errou o PIN vezes demais. O bloqueio termina sozinho; um novo PIN o termina já.',
  inactiveAdvice: 'Não entra mais em nenhum aparelho. O que fez continua registrado em seu nome.',
  you: 'Você',
  above: 'Só um administrador muda esta pessoa.',
  offers: { change: 'Alterar', pin: 'Novo PIN', leave: 'Desativar', return: 'Reativar' },
  done: {
    added: (name: string) => `${name} já pode entrar com o PIN.`,
    changed: (name: string) => `Os dados de ${name} foram alterados.`,
    pin: (name: string) => `${name} tem um novo PIN.`,
    left: (name: string) => `${name} não entra mais.`,
    returned: (name: string) => `${name} pode entrar de novo.`,
  },
}

export const personWords = {
  addTitle: 'Adicionar pessoa',
  changeTitle: (name: string) => `Alterar ${name}`,
  name: 'Nome',
  nameHint: 'Como aparece no caixa. Cada pessoa tem um nome só seu.',
  role: 'Função',
  limit: 'Quanto pode devolver sem gerente',
  limited: 'Até um valor',
  limitAmount: 'Limite por venda',
  limitHint: 'Acima disto é preciso o PIN de um gerente.',
  limitWrong: 'Digite um valor de R$ 0,00 a R$ 9.999.999.999,99.',
  pin: 'PIN',
  pinHint: 'De 6 a 12 números. Deixe a própria pessoa digitar.',
  pinWrong: 'O PIN tem de 6 a 12 números.',
  pinAgain: 'Repita o PIN',
  pinsDiffer: 'Os dois PINs não são iguais.',
  sessions: 'Se esta pessoa está conectada, terá de entrar de novo.',
  save: 'Salvar',
  cancel: 'Cancelar',
  pinTitle: (name: string) => `Novo PIN de ${name}`,
  pinAdvice: 'O PIN de antes deixa de valer.',
  leaveTitle: (name: string) => `Desativar ${name}?`,
  leaveAdvice:
    'Sai na hora de todos os aparelhos e não entra mais. As vendas e devoluções que fez continuam registradas em seu nome, e dá para reativar depois.',
  leave: 'Desativar',
  keep: 'Manter',
}

/** What the server may say no to here. */
export const personProblems = {
  problems: {
    'name-taken': 'Outra pessoa já tem este nome. Acrescente um sobrenome ou uma inicial.',
    forbidden: 'Ninguém cria nem altera quem pode mais do que si. Peça a um administrador.',
    'last-administrator':
      'A loja precisa de um administrador ativo. Torne outra pessoa administradora primeiro.',
  },
  fields: {
    name: entranceWords.fields.name,
    pin: 'Este PIN é fácil de adivinhar, como 123456 ou 111111. Escolha outro.',
    refundLimitCents: 'O limite deve ficar entre R$ 0,00 e R$ 9.999.999.999,99.',
  },
}
