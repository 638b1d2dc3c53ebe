export const settingsWords = {
  open: 'Ajustes',
  title: 'Ajustes deste aparelho',
  theme: 'Tema',
  themes: { auto: 'Automático', light: 'Claro', dark: 'Escuro' },
  terminal: 'Caixa',
  terminalHint: 'Letras minúsculas, números e traços. A tela do cliente deve usar o mesmo nome.',
  terminalWrong: 'Use até 32 letras minúsculas, números ou traços, por exemplo caixa-2.',
  save: 'Salvar',
  close: 'Fechar',
}
