import { parseArgs } from 'node:util'
import { readSettings } from '../env.ts'
import { checkPsp, type Wishes } from './check-psp.ts'
import { writeLine } from './print.ts'

const usage =
  'npm run psp:check -- [--register | --unregister] [--charge]\n  --register    registra WEBHOOK_URL no PSP\n  --unregister  remove o registro, quando a loja troca de sistema ou de PSP\n  --charge      cria e remove uma cobrança de R$ 0,01'
const hasColour = process.stdout.isTTY === true && !process.env.NO_COLOR

const isGood = await checkPsp(
  () => readSettings(process.env),
  wishes(),
  (line) => console.log(writeLine(line, hasColour)),
)
console.log(isGood ? 'Tudo certo.' : 'Há o que corrigir: comece pelo primeiro erro.')
process.exitCode = isGood ? 0 : 1

function wishes(): Wishes {
  try {
    const wish = { type: 'boolean', default: false } as const
    const { values } = parseArgs({ options: { register: wish, unregister: wish, charge: wish } })
    if (values.register && values.unregister) throw new Error('one or the other')
    return values
  } catch {
    console.error(usage)
    process.exit(1)
  }
}
