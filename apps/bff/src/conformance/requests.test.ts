import {
  type CobChange,
  type CobvChange,
  deleteWebhook,
  getCob,
  getCobv,
  getLoc,
  getPix,
  getRefund,
  getWebhook,
  listCobs,
  listCobvs,
  listLocs,
  listPix,
  listWebhooks,
  type PixRequest,
  patchCob,
  patchCobv,
  postCob,
  postLoc,
  putCob,
  putCobBytes,
  putCobv,
  putRefund,
  putWebhook,
  unlinkLoc,
} from '@balcao/pix'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as some from './testing/arbitraries.ts'
import { createChecker } from './testing/checker.ts'
import { at } from './testing/document.ts'
import { coveredOperations } from './testing/examples.ts'
import { jsonSchema } from './testing/json-schema.ts'
import { pathsIn, pathsNamed } from './testing/named-paths.ts'
import { bodyPointer, parametersOf } from './testing/operations.ts'

/** A failure is the same on every machine. */
const seed = 20260310
const runs = 300
const checker = createChecker()
const { document } = checker

/** A change of an amount with a withdrawal names both, and one of terms names what they are judged by. */
const cobChange = fc.oneof(
  fc.constant<CobChange>({ remove: true }),
  some.newCob as fc.Arbitrary<CobChange>,
  some.someOf(
    some.newCob.map(({ withdrawal: _, payerMayChangeAmount: _2, amountCents: _3, ...rest }) => rest),
  ),
  fc.constant<CobChange>({ payerMayChangeAmount: true }),
)
const cobvChange = fc.oneof(
  fc.constant<CobvChange>({ remove: true }),
  some.newCobv as fc.Arbitrary<CobvChange>,
  some.someOf(some.newCobv.map(({ validDaysAfterDue: _, ...rest }) => rest)),
)

/** Every builder of packages/pix, with everything that it can be asked for. */
const builders: [operation: string, requests: fc.Arbitrary<PixRequest>][] = [
  ['PUT /cob/{txid}', fc.tuple(some.txid, some.newCob).map((given) => putCob(...given))],
  [
    'PUT /cob/{txid}',
    fc.tuple(some.txid, some.newCob).map(([txid, cob]) => putCobBytes(txid, putCob(txid, cob).body ?? '')),
  ],
  ['POST /cob', some.newCob.map(postCob)],
  ['PATCH /cob/{txid}', fc.tuple(some.txid, cobChange).map((given) => patchCob(...given))],
  ['GET /cob/{txid}', fc.tuple(some.txid, some.revision).map((given) => getCob(...given))],
  ['GET /cob', some.cobQuery.map(listCobs)],
  ['PUT /cobv/{txid}', fc.tuple(some.txid, some.newCobv).map((given) => putCobv(...given))],
  ['PATCH /cobv/{txid}', fc.tuple(some.txid, cobvChange).map((given) => patchCobv(...given))],
  ['GET /cobv/{txid}', fc.tuple(some.txid, some.revision).map((given) => getCobv(...given))],
  ['GET /cobv', some.cobvQuery.map(listCobvs)],
  ['POST /loc', fc.constantFrom('cob' as const, 'cobv' as const).map(postLoc)],
  ['GET /loc/{id}', some.locId.map(getLoc)],
  ['GET /loc', some.locQuery.map(listLocs)],
  ['DELETE /loc/{id}/txid', some.locId.map(unlinkLoc)],
  ['GET /pix/{e2eid}', some.endToEndId.map(getPix)],
  ['GET /pix', some.pixQuery.map(listPix)],
  [
    'PUT /pix/{e2eid}/devolucao/{id}',
    fc.tuple(some.endToEndId, some.refundId, some.newRefund).map((given) => putRefund(...given)),
  ],
  [
    'GET /pix/{e2eid}/devolucao/{id}',
    fc.tuple(some.endToEndId, some.refundId).map((given) => getRefund(...given)),
  ],
  ['PUT /webhook/{chave}', fc.tuple(some.chave, some.webhookUrl).map((given) => putWebhook(...given))],
  ['GET /webhook/{chave}', some.chave.map(getWebhook)],
  ['DELETE /webhook/{chave}', some.chave.map(deleteWebhook)],
  ['GET /webhook', some.webhookQuery.map(listWebhooks)],
]

test('there is a builder for every operation that has a token', () => {
  const built = new Set(builders.map(([operation]) => operation))
  const wanted = coveredOperations(document).filter((name) => !name.includes('UrlAccessToken'))
  expect([...built].sort()).toEqual(wanted.sort())
})

test.each(builders)(
  '%s is asked as the document has it, with nothing that it does not name',
  (operation, requests) => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(requests, (request) => {
        expect(checker.operation(request)).toBe(operation)
        expect(checker.request(request)).toEqual([])
        for (const path of pathsOf(request)) seen.add(path)
      }),
      { seed, numRuns: runs },
    )
    // The generators leave nothing out that the document offers.
    expect([...seen].sort()).toEqual(offered(operation))
  },
)

function pathsOf({ path, body }: PixRequest): string[] {
  const query = new URLSearchParams(path.split('?')[1])
  return [...query.keys(), ...(body === undefined ? [] : pathsIn(JSON.parse(body)))]
}

function offered(operation: string): string[] {
  const pointer = bodyPointer(document, operation)
  const query = parametersOf(document, operation).filter((parameter) => parameter.in === 'query')
  const body = pointer === undefined ? [] : pathsNamed(jsonSchema(document, at(document, pointer), 'closed'))
  return [...query.map(({ name }) => name), ...body].sort()
}
