import { type ProblemName, problemName } from '@balcao/contracts'
import { Refused } from '@balcao/shell'

const words: Partial<Record<ProblemName, string>> = {
  'limit-below-value': 'Com este limite nenhuma cobrança seria paga.',
  'proposal-over': 'Esta proposta não pode mais ser respondida.',
  'recurrence-not-found': 'Esta autorização não existe mais.',
  'billing-not-found': 'Esta cobrança não existe mais.',
  'too-late': 'O prazo para isso acabou.',
  'account-unavailable': 'O banco da conta não está respondendo. Tente de novo em instantes.',
  'no-account': 'Nenhuma conta de pagamento está ligada a esta loja.',
  'deed-reused': 'Este pedido já foi feito com outro conteúdo. Leia o código de novo.',
  unauthenticated: 'Ninguém entrou. Entre com o PIN e tente de novo.',
  forbidden: 'Quem entrou não pode fazer isto. Chame um gerente.',
  'store-unavailable': 'O registro não pôde ser gravado. Nada foi pago. Chame quem cuida do sistema.',
  'too-many-requests': 'Foram lidos códigos demais em pouco tempo. Espere um minuto e tente de novo.',
  stopping: 'O servidor está reiniciando. Tente de novo em instantes.',
}

/** Which part failed and what to do. */
export function refusalWords(error: Error): string {
  const problem = error instanceof Refused ? error.problem : 'network'
  if (problem === 'network') return 'Sem conexão com o servidor. Confira a rede e tente de novo.'
  const name = problemName(problem)
  if (name === 'code-refused') return codeRefusalWords(error).join(' ')
  if (name === 'account-refused') return `O banco da conta recusou. ${problem.detail ?? ''}`.trim()
  return (name && words[name]) ?? 'Isto não pôde ser feito. Recarregue a página e tente de novo.'
}

/** Each check that a code may fail, as the server names it in the problem's `field`. */
const checks: Record<string, string> = {
  pixCopiaECola: 'O código está incompleto ou foi alterado.',
  location: 'O código aponta para um endereço que não é de um banco, ou que não respondeu.',
  host: 'As duas partes do código apontam para lugares diferentes.',
  signature: 'A assinatura do banco de quem recebe não confere.',
  certificate: 'O certificado de quem assinou não vale.',
  payload: 'O banco de quem recebe mandou um conteúdo que não se entende.',
  expiry: 'O código venceu. Peça um novo.',
  status: 'Esta cobrança já foi paga, foi retirada ou venceu.',
  revision: 'Esta cobrança mudou depois de lida. Leia o código de novo.',
  amount: 'O valor do código não é o valor cobrado.',
  txid: 'A cobrança do código não é a que o banco confirma.',
  receiver: 'Quem recebe não é quem o código diz.',
  recurrence: 'A recorrência do código não é a que o banco confirma.',
  provider: 'O banco da sua conta não aceitou o código.',
}

/** Why a code is not shown. Nothing else of it is. */
export function codeRefusalWords(error: Error): string[] {
  const problem = error instanceof Refused ? error.problem : 'network'
  if (problem === 'network' || problemName(problem) !== 'code-refused') {
    const isUnread = problem !== 'network' && problemName(problem) === 'invalid-request'
    return [isUnread ? 'Isto não é um código Pix.' : refusalWords(error)]
  }
  const known = problem.errors?.flatMap(({ field }) => checks[field] ?? []) ?? []
  return known.length > 0 ? [...new Set(known)] : ['O código não passou na conferência.']
}
