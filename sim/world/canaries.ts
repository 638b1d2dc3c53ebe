/** What the PSP, its pages and its callbacks say of whoever pays. Nothing of it may be found again in what the shop keeps or logs. */
export const payer = { cpf: '52998224725', nome: 'Maria Canário' }
export const messageOfPayer = `de ${payer.nome}, CPF ${payer.cpf}`
