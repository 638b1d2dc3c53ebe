import { credentials } from '../world/bank.ts'
import { messageOfPayer, payer } from '../world/canaries.ts'
import { first, type Invariant } from './invariant.ts'

const { clientId, clientSecret, chave } = credentials
/** What nobody may read in a log, and what it is. */
const canaries: readonly (readonly [text: string, what: string])[] = [
  [clientSecret, 'the secret of the PSP'],
  [Buffer.from(`${clientId}:${clientSecret}`).toString('base64'), 'the credentials of the PSP'],
  ['Bearer ', 'a token'],
  [chave, 'the key that receives'],
  ['br.gov.bcb.pix', 'a code to pay'],
  [payer.cpf, 'the document of a payer'],
  [payer.nome, 'the name of a payer'],
  [messageOfPayer, 'the message of a payer'],
]
const ofPayers = canaries.slice(-3)

/** I15: what is nobody's business is in no log, and of whoever pays nothing is kept. */
export const secretInvariants: readonly Invariant[] = [
  {
    id: 'I15',
    sentence:
      'No line of the log has a secret, a token, a code to pay or a payer in it, and no kept notification a payer.',
    kind: 'safety',
    begin: () => {
      let linesRead = 0
      let bodiesRead = 0
      return (view) => {
        const lines = view.history.log.slice(linesRead)
        const bodies = view.ledger.inbox.slice(bodiesRead)
        linesRead = view.history.log.length
        bodiesRead = view.ledger.inbox.length
        const tokens = view.tokens.map((token) => [token, 'a token'] as const)
        return (
          first(lines, (line) => found(line, [...canaries, ...tokens], 'the log says')) ??
          first(bodies, ({ body }) => found(body, ofPayers, 'the inbox keeps'))
        )
      }
    },
  },
]

function found(
  text: string,
  among: readonly (readonly [string, string])[],
  says: string,
): string | undefined {
  const [, what] = among.find(([canary]) => text.includes(canary)) ?? []
  return what === undefined ? undefined : `${says} ${what}: ${text}`
}
