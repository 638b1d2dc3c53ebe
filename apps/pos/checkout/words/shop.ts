/** Of what a shop says of itself, in the entrance and in the office. */
export const shopFieldWords = {
  name: 'Nome da loja',
  nameHint: 'Como o cliente a vê na tela e no comprovante.',
  nameWrong: 'Use um nome de até 60 letras, numa linha só.',
  zone: 'Horário',
  zoneHint: 'Por ele os dias da loja começam e terminam. A diferença é para Brasília.',
  receipt: 'Texto do comprovante (opcional)',
  receiptHint: 'Fica abaixo da venda: endereço, troca, agradecimento. Até 6 linhas de 48 letras.',
  receiptWrong: 'O texto tem no máximo 6 linhas, e cada uma no máximo 48 letras.',
}

/** The four hours of Brazil. */
export const zoneWords: Readonly<Record<string, string>> = {
  'America/Sao_Paulo': 'Brasília',
  'America/Manaus': 'Amazonas (−1\u00a0h)',
  'America/Rio_Branco': 'Acre (−2\u00a0h)',
  'America/Noronha': 'Noronha (+1\u00a0h)',
}

export const shopsWords = {
  loading: 'Buscando as lojas…',
  failed: 'Não foi possível carregar as lojas.',
  add: 'Nova loja',
  change: 'Alterar',
  addTitle: 'Nova loja',
  changeTitle: (name: string) => `Alterar ${name}`,
  oneKey: 'Todas as lojas recebem na mesma chave Pix e têm as mesmas pessoas.',
  save: 'Salvar',
  cancel: 'Cancelar',
  facts: { zone: 'Horário', receipt: 'Texto do comprovante', terminals: 'Terminais' },
  noTerminals: 'Nenhum terminal ainda',
  shopOf: (terminalId: string) => `Loja de ${terminalId}`,
  taken: 'Já há uma loja com um nome tão parecido. Acrescente o bairro ou a rua.',
  zoneChanges: 'Os dias da conciliação seguem o horário da primeira loja.',
  done: {
    added: (name: string) => `${name} foi criada. Escolha abaixo os terminais que ficam nela.`,
    changed: (name: string) => `Os dados de ${name} foram alterados.`,
    placed: (terminalId: string, name: string) => `${terminalId} fica agora em ${name}.`,
  },
}

/** What the server may say no to here. */
export const shopProblems = {
  problems: { 'shop-not-found': 'Esta loja não está mais na lista. Atualize a página.' },
  fields: { name: shopFieldWords.nameWrong, receiptText: shopFieldWords.receiptWrong },
}
