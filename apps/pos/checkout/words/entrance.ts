import type { BankCheck, BeforeSetUp, DeviceKind, Role } from '@balcao/contracts'

const minuteS = 60
const wait = (seconds: number) => {
  if (seconds === 1) return '1 segundo'
  return seconds < minuteS ? `${seconds} segundos` : `${Math.ceil(seconds / minuteS)} min`
}

export const entranceWords = {
  connecting: 'Conectando ao servidor…',
  unreachable: 'O servidor não respondeu até agora. Esta página continua tentando.',
  back: 'Voltar',
  name: 'Nome',
  pin: 'PIN',
  enter: 'Entrar',
  pinHint: '6 a 12 números.',
  pinMissing: 'Digite o PIN: são 6 números ou mais.',
  nameMissing: 'Digite o nome.',
  lockedOut: 'Muitos PINs ou códigos errados. Espere um pouco.',
  locked: (seconds: number) => `Muitos PINs ou códigos errados. Tente de novo em ${wait(seconds)}.`,

  problems: {
    unauthenticated: 'Ninguém está mais conectado aqui. Entre de novo.',
    forbidden: 'Só um gerente pode parear um caixa ou um totem.',
    'other-terminal': 'Este navegador não pertence a este terminal. Peça a um gerente.',
    'wrong-pin': 'PIN errado. Confira e digite de novo.',
    'already-set-up': 'Esta loja já foi configurada. Entre com nome e PIN.',
    'pairing-over': 'Nenhum aparelho mostra este código agora. Confira o código: ele vale por 5 minutos.',
  },
  /** By the field that the server names. */
  fields: {
    'shop.name': 'Use um nome de até 60 letras, numa linha só.',
    'shop.receiptText': 'O texto do comprovante tem no máximo 6 linhas de 48 letras.',
    'manager.name': 'Use um nome de até 60 letras, numa linha só.',
    'manager.pin': 'Este PIN é fácil de adivinhar. Escolha outro.',
    tillName: 'Use um nome de até 60 letras, numa linha só.',
    terminalId: 'Use até 32 letras minúsculas, números ou traços, por exemplo caixa-2.',
    name: 'Use um nome de até 60 letras, numa linha só.',
    code: 'O código tem 8 letras e números.',
  },
}

export const roleWords: Record<Role, string> = {
  operator: 'Operador',
  manager: 'Gerente',
  administrator: 'Administrador',
}

export const firstRunWords = {
  title: 'Primeiro acesso',
  advice:
    'Quem começa aqui administra a loja, e este navegador passa a ser o primeiro caixa. Depois disso, só entra quem tem PIN.',
  managerName: 'Seu nome',
  pin: 'PIN',
  pinAgain: 'Repita o PIN',
  pinsDiffer: 'Os dois PINs não são iguais.',
  tillName: 'Nome deste caixa',
  tillHint: (terminalId: string) => `O terminal se chamará ${terminalId}.`,
  tillWrong: 'Use ao menos uma letra ou um número.',
  start: 'Começar',
  try: 'Só quer ver como funciona?',
  shop: 'Abrir a sua loja',
  shopAdvice: 'Dá para mudar depois, na gestão.',
  next: 'Continuar',
  own: 'Você e o primeiro caixa',
  demo: 'Experimentar com uma loja de demonstração',
  demoAdvice: 'Dinheiro de mentira, três pessoas e um caixa, num toque.',
  demoReady: 'A loja de demonstração está pronta',
  demoReadyAdvice: 'Você entrou como Gerente. Para trocar de pessoa, toque no nome no alto do caixa.',
  demoPeople: 'Pessoas e PINs da demonstração',
  openTill: 'Abrir o caixa',
}

export const bankStepWords = {
  title: (name: string) => `O banco: ${name === 'sandbox' ? 'simulador' : name}`,
  environments: {
    production: 'Dinheiro de verdade.',
    sandbox: 'Ambiente de testes: dinheiro de mentira.',
  } satisfies Record<BeforeSetUp['bank']['environment'], string>,
  credentials:
    'O banco, o certificado e as senhas ficam no servidor, no ambiente e em arquivos. Esta tela não os vê nem os envia.',
  checking: 'Verificando com o banco…',
  kinds: { good: 'certo', bad: 'a corrigir', unchecked: 'não verificado' } satisfies Record<
    BankCheck['lines'][number]['kind'],
    string
  >,
  notGood:
    'Até isto ser corrigido no servidor, não dá para vender por Pix. O resto da configuração pode continuar.',
  again: 'Verificar de novo',
  goOn: 'Continuar assim mesmo',
}

export const firstStepsWords = {
  display: 'Agora o visor do cliente',
  skip: 'Pular',
  next: 'Continuar',
  charge: 'Uma cobrança de teste',
  chargeAdvice: 'R$ 0,01 de mentira, do código até o Pago.',
  making: 'Gerando a cobrança…',
  pay: 'Copie o código e pague com o telefone de teste, no endereço que o servidor mostrou ao iniciar.',
  copy: 'Copiar código',
  qrCode: 'QR Code Pix',
  paid: 'Pago. Tudo pronto para vender.',
}

export const trustWords = {
  title: 'Confiar neste servidor',
  why: 'O certificado deste servidor é da própria loja. Cada tablet precisa confiar nele uma vez; depois o aviso do navegador não aparece mais.',
  download: 'Baixar o certificado da loja',
  steps: [
    'Android: abra o arquivo, ou Configurações › Segurança › Instalar um certificado › Certificado CA.',
    'iPad: Ajustes › Perfil baixado › Instalar; depois Geral › Sobre › Certificados confiáveis.',
  ],
  compare: 'Antes de instalar, confira se a impressão digital é a que o servidor mostrou ao iniciar:',
}

export const signInWords = {
  who: 'Quem está no caixa?',
  greeting: (name: string) => `Olá, ${name}`,
  pinAdvice: 'Digite seu PIN.',
  keypad: 'Teclado',
  backspace: 'Apagar',
  title: 'Entrar',
  advice: 'Com o nome e o PIN que o gerente deu.',
  toPair: (code: string) => `Entre para parear o aparelho que mostra ${code}.`,
  toPairSome: 'Entre para parear um aparelho.',
  inside: (name: string) => `Você entrou como ${name}`,
  notPaired:
    'Este navegador não é um caixa da loja. Para vender aqui, ele precisa ser pareado por um gerente.',
  goTill: 'Caixa',
  goTillAdvice: 'Cobrar e acompanhar as vendas.',
  goOffice: 'Gestão',
  goOfficeAdvice: 'Vendas, devoluções e conciliação com o banco.',
  pair: 'Parear um aparelho',
  pairAdvice: 'Com o código que o aparelho novo mostra.',
  leave: 'Sair',
  leaveAdvice: 'Outra pessoa entra em seguida.',
}

export const kindWords: Record<DeviceKind, { name: string; choose: string; advice: string }> = {
  till: { name: 'caixa', choose: 'Este aparelho é um caixa', advice: 'Aqui trabalha quem cobra.' },
  display: { name: 'visor', choose: 'Este aparelho é um visor', advice: 'A tela que o cliente olha.' },
  kiosk: { name: 'totem', choose: 'Este aparelho é um totem', advice: 'O cliente paga sozinho.' },
}

export const pairingWords = {
  orPair: 'É um aparelho da loja?',
  title: (kind: DeviceKind) => `Parear este ${kindWords[kind].name}`,
  begin: 'Só um instante…',
  advice: (address: string) =>
    `Em um aparelho onde alguém já entrou, abra ${address}, toque em Parear um aparelho e digite:`,
  scan: 'Ou leia este código com a câmera de um celular que alcance o mesmo endereço.',
  qrCode: 'QR Code para parear',
  life: 'O código vale por 5 minutos e serve uma vez.',
  compare: 'Os dois aparelhos mostram este número?',
  compareAdvice: 'Se sim, quem digitou o código toca em Os números conferem. Este aparelho segue sozinho.',
  over: 'Este código não vale mais.',
  overAdvice: 'Venceu, alguém o recusou, ou daqui foram pedidos muitos outros.',
  again: 'Novo código',
  otherWay: 'Entrar com nome e PIN',
}

export const claimWords = {
  title: 'Parear um aparelho',
  advice: 'O aparelho novo mostra um código de 8 letras e números, em /entrar/.',
  code: 'Código do aparelho',
  deviceName: 'Nome do aparelho',
  deviceNameHint: 'Como ele será chamado na lista, por exemplo Visor do balcão.',
  terminal: 'Terminal',
  terminalHint: 'De qual caixa ele faz parte, por exemplo caixa-1. Um totem tem o seu: totem-1.',
  ownTerminal: 'Um operador pareia visores do próprio caixa.',
  next: 'Continuar',
  compare: (kind: DeviceKind) => `O ${kindWords[kind].name} mostra este número?`,
  confirm: 'Os números conferem',
  differ: 'São diferentes',
  differed: 'Nada foi pareado. Peça um novo código no aparelho e confira se é o que está diante de você.',
  done: (name: string, terminalId: string) => `${name} foi pareado com ${terminalId}.`,
}
