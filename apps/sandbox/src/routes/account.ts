import { activate } from '../account/activate.ts'
import { answerRequest, findRequest } from '../account/answer-request.ts'
import type { AccountCredentials } from '../account/credentials.ts'
import { billingsOf, cancel, cancelBilling, configure, findAuthorization } from '../account/manage.ts'
import type { Authorization } from '../account/model.ts'
import { billingJson, historyJson, recurrenceJson, requestJson } from '../account/present.ts'
import { decode } from '../account/read-code.ts'
import { type AccountRefusal, isAccountRefusal, refuse } from '../account/refusal.ts'
import { Activation, Answer, Configuration, Decoding, NewWithdrawal, readBody } from '../account/request.ts'
import { isHashRight, withdrawalText } from '../account/transaction-hash.ts'
import { withdraw, withdrawalJson } from '../account/withdraw.ts'
import { enqueue } from '../deliveries.ts'
import type { Faults } from '../faults.ts'
import type { CobR, SolicRec } from '../recurrence/model.ts'
import type { World } from '../world.ts'
import { accountTokenEndpoint, type Door, openDoor } from './account-door.ts'
import type { Endpoint } from './api.ts'

const account = '/v1/accounts/:accountId'
/** The guide spells both collections in two ways; this provider answers to either. */
const recurrencePaths = (rest = '') =>
  ['recurrence', 'recurrences'].map((word) => `${account}/${word}${rest}`)
const requestPaths = (rest = '') =>
  ['recurrences-requests', 'recurrencesrequests'].map((word) => `${account}/${word}${rest}`)

/** Pix Automático of who pays, as the account provider's guide has it. */
export function accountEndpoints(
  world: World,
  faults: { current: Faults },
  credentials: AccountCredentials,
): Endpoint[] {
  const presentRequest = when((one: SolicRec) => requestJson(world, one))
  const present = when((one: Authorization) => recurrenceJson(world, one))
  const presentBilling = when((one: CobR) => billingJson(world, one))
  const { registry } = world

  const doors: Door[] = [
    {
      operation: 'decodeQrCode',
      method: 'post',
      paths: ['/v1/qrcode/decoding'],
      takesJson: true,
      handle: ({ body }) => withBody(Decoding, body, ({ qrCode }) => decode(world, qrCode)),
    },
    {
      operation: 'withdraw',
      method: 'post',
      paths: [`${account}/withdraw`],
      takesJson: true,
      handle: ({ body, header }, payer) =>
        withBody(NewWithdrawal, body, (asked) => {
          const { pspid, taxIdentifier } = asked.withdrawInfo.instantPayment.recipient
          const text = withdrawalText(asked.totalAmount, payer.id, pspid, taxIdentifier.taxId)
          if (!isHashRight(credentials.transactionSecret, header('transaction-hash'), text))
            return refuse(401, 'INVALID_TRANSACTION_HASH', 'Transaction-Hash: not of this payment.')
          const paid = withdraw(world, payer, asked)
          if (isAccountRefusal(paid)) return paid
          if (paid.pix) enqueue(world, paid.pix, faults.current.script.webhook)
          return withdrawalJson(paid.withdrawal)
        }),
    },
    {
      operation: 'activateRecurrence',
      method: 'post',
      paths: recurrencePaths(),
      takesJson: true,
      status: 202,
      handle: ({ body }, payer) =>
        present(withBody(Activation, body, (asked) => activate(world, payer, asked))),
    },
    {
      operation: 'listRecurrences',
      method: 'get',
      paths: recurrencePaths(),
      handle: (_call, payer) =>
        [...registry.authorization.values()]
          .filter(({ accountId }) => accountId === payer.id)
          .map((one) => recurrenceJson(world, one)),
    },
    {
      operation: 'getRecurrence',
      method: 'get',
      paths: recurrencePaths('/:recId'),
      handle: ({ params }, payer) => present(findAuthorization(world, payer, params.recId ?? '')),
    },
    {
      operation: 'listHistories',
      method: 'get',
      paths: recurrencePaths('/:recId/histories'),
      handle({ params }, payer) {
        const one = findAuthorization(world, payer, params.recId ?? '')
        return isAccountRefusal(one) ? one : one.history.map(historyJson)
      },
    },
    {
      operation: 'configureRecurrence',
      method: 'patch',
      paths: recurrencePaths('/:recId/configure'),
      takesJson: true,
      handle: ({ params, body }, payer) =>
        present(withBody(Configuration, body, (asked) => configure(world, payer, params.recId ?? '', asked))),
    },
    {
      operation: 'cancelRecurrence',
      method: 'post',
      paths: recurrencePaths('/:recId/cancel'),
      handle: ({ params }, payer) => present(cancel(world, payer, params.recId ?? '')),
    },
    {
      operation: 'listRequests',
      method: 'get',
      paths: requestPaths(),
      handle: (_call, payer) =>
        [...registry.solicrec.values()]
          .filter(({ received }) => received?.accountId === payer.id)
          .map((one) => requestJson(world, one)),
    },
    {
      operation: 'getRequest',
      method: 'get',
      paths: requestPaths('/:requestRecId'),
      handle: ({ params }, payer) => presentRequest(findRequest(world, payer, params.requestRecId ?? '')),
    },
    {
      operation: 'answerRequest',
      method: 'post',
      paths: requestPaths('/:requestRecId/authorization'),
      takesJson: true,
      status: 202,
      handle: ({ params, body }, payer) =>
        presentRequest(
          withBody(Answer, body, (asked) => answerRequest(world, payer, params.requestRecId ?? '', asked)),
        ),
    },
    {
      operation: 'listBillings',
      method: 'get',
      paths: [`${account}/billings`],
      handle: (_call, payer) => billingsOf(world, payer).map((one) => billingJson(world, one)),
    },
    {
      operation: 'cancelBilling',
      method: 'post',
      paths: [`${account}/billings/:txid/cancel`],
      handle: ({ params }, payer) => presentBilling(cancelBilling(world, payer, params.txid ?? '')),
    },
  ]
  return [
    accountTokenEndpoint(world, credentials),
    ...doors.flatMap((door) => openDoor(world, credentials, door)),
  ]
}

/** A thing as it is shown, or why there is none. */
const when =
  <T extends object>(show: (one: T) => object | undefined) =>
  (outcome: T | AccountRefusal): object | AccountRefusal | undefined =>
    isAccountRefusal(outcome) ? outcome : show(outcome as T)

function withBody<T extends Parameters<typeof readBody>[0], R extends object>(
  schema: T,
  body: unknown,
  then: (asked: Exclude<ReturnType<typeof readBody<T>>, AccountRefusal>) => R | AccountRefusal,
): R | AccountRefusal {
  const asked = readBody(schema, body)
  return isAccountRefusal(Object(asked)) ? (asked as AccountRefusal) : then(asked as never)
}
