export const homeWords = {
  product: 'Balcão',
  title: 'Escolha a tela deste aparelho',
  till: 'Caixa',
  tillAdvice: 'Digita o valor, cobra e acompanha as vendas.',
  display: 'Tela do cliente',
  displayAdvice: 'Mostra o QR Code e confirma o pagamento.',
  popOut: 'Segunda tela',
  popOutAdvice: 'Abre a tela do cliente em outra janela, para o segundo monitor.',
  kiosk: 'Totem',
  kioskAdvice: 'O cliente escolhe o valor e paga sozinho.',
  forTerminal: (terminalId: string) => `Este aparelho usa o terminal ${terminalId}.`,
}
