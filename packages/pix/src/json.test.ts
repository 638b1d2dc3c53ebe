import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonError, parseJson } from './index.ts'

function refusal(text: string, limits?: { maxDepth?: number }): JsonError {
  try {
    parseJson(text, limits)
  } catch (error) {
    if (error instanceof JsonError) return error
    throw error
  }
  throw new Error(`was accepted: ${text.slice(0, 80)}`)
}

describe('a JSON text', () => {
  it.each([
    ['null'],
    ['true'],
    [' false\r\n'],
    ['0'],
    ['-0.5e-3'],
    ['1e308'],
    ['""'],
    ['"\\u0041\\n\\"\\\\\\/"'],
    ['"olá ☕ 😀"'],
    ['[]'],
    ['{}'],
    ['[ [ ] , { } ]'],
    ['{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}'],
    ['{"":1,"a":2}'],
    ['{"toString":1,"constructor":2,"hasOwnProperty":3}'],
  ])('is read as JSON.parse reads it: %s', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  it.each([
    ['nothing', '', 0],
    ['blanks', '  ', 2],
    ['HTML', '<html>', 0],
    ['two values', '{}{}', 2],
    ['a value and a comma', '1,', 1],
    ['cut inside a string', '{"a":"b', 7],
    ['cut after a key', '{"a"', 4],
    ['cut after a colon', '{"a":', 5],
    ['cut after a comma', '{"a":1,', 7],
    ['cut inside an array', '[1,2', 4],
    ['cut inside a word', 'tru', 0],
    ['a comma before a brace', '{"a":1,}', 7],
    ['a comma before a bracket', '[1,]', 3],
    ['a comma first', '[,1]', 1],
    ['two commas', '[1,,2]', 3],
    ['no colon', '{"a" 1}', 5],
    ['two colons', '{"a"::1}', 5],
    ['a bare key', '{a:1}', 1],
    ['a number as key', '{1:1}', 1],
    ['single quotes', "{'a':1}", 1],
    ['the wrong closer', '[1}', 2],
    ['the other wrong closer', '{"a":1]', 6],
    ['a closer alone', ']', 0],
    ['NaN', 'NaN', 0],
    ['Infinity', 'Infinity', 0],
    ['a plus', '+1', 0],
    ['a leading zero', '01', 1],
    ['a dot first', '.5', 0],
    ['a dot last', '1.', 1],
    ['half an exponent', '1e', 1],
    ['a comment', '/* */1', 0],
    ['a raw newline in a string', '"a\nb"', 2],
    ['an unknown escape', '"\\x41"', 1],
    ['half a unicode escape', '"\\u00g0"', 1],
    ['an escape at the end', '"\\', 1],
    ['a byte order mark', '\ufeff{}', 0],
    ['a no-break space', '\u00a0{}', 0],
  ])('is refused: %s', (_what, text, position) => {
    expect(() => JSON.parse(text)).toThrow()
    expect(refusal(text)).toMatchObject({ code: 'invalid-json', position })
  })

  it.each([
    ['at the root', '{"status":"ATIVA","status":"CONCLUIDA"}', 'status', 18],
    ['of equal values', '{"a":1,"a":1}', 'a', 7],
    [
      'deep inside',
      '{"pix":[{},{"valor":"1.00","devolucoes":[{"id":"a","id":"b"}]}]}',
      'pix[1].devolucoes[0].id',
      51,
    ],
    ['written with an escape', '{"a":1,"\\u0061":2}', 'a', 7],
    ['that is empty', '{"":1,"":2}', '', 6],
    ['that is __proto__', '{"__proto__":1,"__proto__":2}', '__proto__', 15],
    ['after an object that had it too', '{"a":{"b":1},"b":2,"a":3}', 'a', 19],
    ['around a larger object', '{"a":{"b":1,"c":2},"a":{"b":1}}', 'a', 19],
    ['after an escaped quote', '{"a":"x\\"","a":1}', 'a', 11],
    ['after an escaped backslash', '{"a":"x\\\\","a":1}', 'a', 11],
    ['after a colon in a string', '{"a":": ","a":1}', 'a', 10],
    ['before a blank', '{"a" :1,"a"\n:2}', 'a', 8],
  ])('is refused for a key twice: %s', (_what, text, path, position) => {
    expect(() => JSON.parse(text)).not.toThrow()
    expect(refusal(text)).toMatchObject({ code: 'duplicate-key', path, position })
  })

  it('is refused for a key twice, whatever else is in it', () => {
    const unlike = fc.string({ unit: fc.constantFrom('"', '\\', ':', ',', '{', '\n', 'a', 'é') })
    const json = fc
      .oneof(unlike, fc.dictionary(unlike, unlike), fc.jsonValue())
      .map((it) => JSON.stringify(it))
    fc.assert(
      fc.property(unlike, json, json, json, (key, one, other, third) => {
        const [name, elsewhere] = [JSON.stringify(key), JSON.stringify(`${key}x`)]
        expect(parseJson(`{${name}:${one},${elsewhere}:[${other}]}`)).toBeInstanceOf(Object)
        expect(refusal(`{${name}:${one},${elsewhere}:[${other}],${name}:${third}}`).code).toBe(
          'duplicate-key',
        )
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['1e999', ''],
    ['[0,-1e999]', '[1]'],
    ['{"valor":1e309}', 'valor'],
    [`{"a":[${'9'.repeat(400)}]}`, 'a[0]'],
  ])('is refused for a number that becomes Infinity: %.20s', (text, path) => {
    expect(refusal(text)).toMatchObject({ code: 'number-out-of-range', path })
  })

  it('may be as deep as the limit and no deeper', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
    expect(parseJson(nested(32))).toBeInstanceOf(Array)
    expect(refusal(nested(33))).toMatchObject({ code: 'too-deep', position: 32 })
    expect(refusal('{"a":{"b":{}}}', { maxDepth: 2 })).toMatchObject({ code: 'too-deep', path: 'a.b' })
    expect(parseJson('7', { maxDepth: 0 })).toBe(7)
  })

  it.each([
    ['arrays', '['],
    ['objects', '{"a":'],
  ])('overflows no stack with 5,000 and 1,000,000 nested %s', (_what, opening) => {
    for (const depth of [5_000, 1_000_000]) expect(refusal(opening.repeat(depth)).code).toBe('too-deep')
    expect(refusal(opening.repeat(5_000), { maxDepth: 5_000 }).code).toBe('invalid-json')
  })

  it.each([
    ['one string', JSON.stringify('a\\"😀'.repeat(2_000_000))],
    [
      'many keys',
      `{${Array.from({ length: 400_000 }, (_, index) => `"campo${index}":"valor ${index}"`).join(',')}}`,
    ],
    ['many small objects', `[${'{"valor":"10.00","txid":"a"},'.repeat(350_000)}{}]`],
    ['one number', `${'1'.repeat(300)}.${'3'.repeat(10_000_000)}`],
  ])('may have 10 MB: %s', (_what, text) => {
    expect(text.length).toBeGreaterThan(9_000_000)
    expect(JSON.stringify(parseJson(text)) === JSON.stringify(JSON.parse(text))).toBe(true)
  })

  it('keeps __proto__ as a property like another', () => {
    const value = parseJson('{"__proto__":{"status":"CONCLUIDA"}}') as Record<string, unknown>
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect(value.status).toBeUndefined()
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>).status).toBeUndefined()
  })

  it('does not quote the text in the error, which may be a token', () => {
    const error = refusal('{"access_token":"24c18dab-e8ad-4627')
    expect(error).toMatchObject({ code: 'invalid-json', path: 'access_token' })
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain('24c18dab')
    expect(error.cause).toBeUndefined()
  })

  it('has a path of bounded length whatever its keys', () => {
    expect(refusal(`{"${'k'.repeat(10_000)}":x}`).path).toHaveLength(200)
  })

  it('is read as JSON.parse reads it, whatever the value and the blanks', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent)
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('is never accepted where JSON.parse refuses it, however it was broken', () => {
    const counted = { good: 0, bad: 0 }
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-',
      'e5',
      '.5',
      'true',
      ' ',
      '"',
      '\\',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 9 }), (parts) => {
        const text = parts.join('')
        let expected: unknown
        try {
          expected = JSON.parse(text)
        } catch {
          counted.bad++
          expect(refusal(text).code).toBe('invalid-json')
          return
        }
        counted.good++
        const hasDuplicate = /"a":[^{[]*"a":/.test(text) || /"b":[^{[]*"b":/.test(text)
        if (!hasDuplicate) expect(parseJson(text)).toEqual(expected)
      }),
      { numRuns: 20_000, seed: 7 },
    )
    expect(counted.good).toBeGreaterThan(100)
    expect(counted.bad).toBeGreaterThan(10_000)
  })
})
