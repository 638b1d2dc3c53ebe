import { parseArgs } from 'node:util'
import { checkPsp, type Wishes } from './check-psp.ts'
import { writeLine } from './print.ts'

const usage =
  'npm run psp:check -- [--register] [--charge]\n  --register  registra WEBHOOK_URL no PSP\n  --charge    cria e remove uma cobrança de R$ 0,01'
const hasColour = process.stdout.isTTY === true && !process.env.NO_COLOR

const isGood = await checkPsp(process.env, wishes(), (line) => console.log(writeLine(line, hasColour)))
console.log(isGood ? 'Tudo certo.' : 'Há o que corrigir: comece pelo primeiro erro.')
process.exitCode = isGood ? 0 : 1

function wishes(): Wishes {
  try {
    const { values } = parseArgs({ options: { register: { type: 'boolean' }, charge: { type: 'boolean' } } })
    return { register: values.register === true, charge: values.charge === true }
  } catch {
    console.error(usage)
    process.exit(1)
  }
}
