import { CodeToRead, DeedId, NewAuthorization, NewPayerPayment, paths } from '@balcao/contracts'
import { type Response, Router } from 'express'
import { authorizeCode, payCode } from '../flows/agree-to-code.ts'
import { readPayerCode } from '../flows/read-payer-code.ts'
import { presentCode } from '../present/payer.ts'
import { parse, readBody } from './body.ts'
import { answerToAgreement, trusted } from './payer-answers.ts'
import type { PayerDoors } from './payer-doors.ts'

/** Codes: what is in one, and the deeds that come of it. */
export function payerCodeRoutes(doors: PayerDoors): Router {
  const router = Router()
  const send = (response: Response, { status, deed }: ReturnType<typeof answerToAgreement>) =>
    void response.status(status).json(deed)

  router.post(paths.payerCodes(), async (request, response) => {
    const deps = doors.open(response)
    const { pixCopiaECola } = await readBody(request, CodeToRead)
    const { shown } = await trusted(() => readPayerCode(deps, pixCopiaECola))
    response.json(presentCode(shown))
  })

  router.put(paths.payerPayment(':deedId'), async (request, response) => {
    const deps = doors.open(response)
    const deedId = parse(DeedId, request.params.deedId, 'deedId')
    const pay = await readBody(request, NewPayerPayment)
    send(response, answerToAgreement(await trusted(() => payCode(deps, deedId, pay))))
  })

  router.put(paths.payerAuthorization(':deedId'), async (request, response) => {
    const deps = doors.open(response)
    const deedId = parse(DeedId, request.params.deedId, 'deedId')
    const authorization = await readBody(request, NewAuthorization)
    send(response, answerToAgreement(await trusted(() => authorizeCode(deps, deedId, authorization))))
  })

  return router
}
