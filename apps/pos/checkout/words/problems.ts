/** Why something could not be done, by the name of the problem, and what to do about it. */
export const problemWords = {
  network: 'O servidor não respondeu. Confira a conexão e tente de novo.',
  'invalid-request': 'O servidor não aceitou estes dados.',
  'invalid-amount': 'O valor deve ficar entre R$ 0,01 e R$ 9.999.999.999,99.',
  'invalid-description':
    'A descrição deve ser uma linha só, sem símbolos invisíveis, com até 140 caracteres.',
  'charge-not-found': 'O servidor não conhece esta venda.',
  'txid-reused':
    'O código desta venda já foi usado em outra. Confira as últimas vendas antes de cobrar de novo.',
  'already-closed': 'Esta venda já não pode ser mudada.',
  'psp-refused': 'O banco recusou a cobrança.',
  reason: 'Motivo dado pelo banco:',
  'psp-unavailable': 'O banco não está respondendo. Nada foi mudado.',
  'store-unavailable': 'O servidor não consegue gravar vendas. Chame o suporte.',
  stopping: 'O servidor está reiniciando. Tente de novo em alguns segundos.',
  'too-many-requests': 'Foram pedidos demais em pouco tempo. Espere um minuto e tente de novo.',
  forbidden: 'Quem está neste aparelho não pode fazer isto. Chame o gerente.',
  'other-terminal': 'Este aparelho pertence a outro caixa. Confira o caixa em Ajustes.',
  other: 'O servidor não conseguiu fazer isto agora. Tente de novo.',
  withdrawn: 'A cobrança não chegou ao servidor e foi desfeita.',
}
