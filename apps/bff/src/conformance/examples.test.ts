import { expect, test } from 'vitest'
import { createChecker } from './testing/checker.ts'
import { coveredOperations, examplesOf } from './testing/examples.ts'

const { document, judge } = createChecker()
const examples = examplesOf(document)

const noCalendar = 'calendario'
const noKind = "/loc must have required property 'tipoCob'"
const tooLong = 'endToEndId must NOT have more than 32 characters'
/** Examples that break their own schema in a way that is no defect of the schema, and how. */
const broken: Readonly<Record<string, string>> = {
  'PUT /cob/{txid} request exemplo2': noCalendar,
  'PUT /cob/{txid} request exemplo3': noCalendar,
  'PUT /cob/{txid} request exemplo4': noCalendar,
  'POST /cob request exemplo2': noCalendar,
  'POST /cob request exemplo3': noCalendar,
  'POST /cob request exemplo4': noCalendar,
  'GET /cob/{txid} 200 retorno2': noKind,
  'GET /cob 200 getCobs1': noKind,
  'PUT /cobv/{txid} request exemplo1': 'modalidade must be integer',
  'GET /pix/{e2eid} 200 retorno2': tooLong,
  'GET /pix/{e2eid} 200 retorno3': tooLong,
  'GET /pix 200 getCobs1': tooLong,
  // Its one webhook is inside an object of its own, under the name of the example that it quotes.
  'GET /webhook 200 getCobs1': "must have required property 'webhookUrl'",
}

test('the operations of who receives are 23, with 126 examples of bodies, of which 13 are broken', () => {
  expect(coveredOperations(document)).toHaveLength(23)
  expect(examples).toHaveLength(126)
  expect(Object.keys(broken)).toHaveLength(13)
})

test.each(examples)(
  'the example is as the document says, or broken in a way that is known: $name',
  (example) => {
    const complaints = judge(example.schema, example.value, 'closed').join('\n')
    expect(complaints).toEqual(
      broken[example.name] === undefined ? '' : expect.stringContaining(broken[example.name] ?? ''),
    )
  },
)
