import { JsonError, type JsonErrorCode } from './json-error.ts'

/** What may come next. */
type Expecting = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end'

/** An open object has the keys it has had so far; an open array has none and counts. `step` is where we are in it. */
type Frame = { keys: Set<string> | undefined; step: string | number | undefined }

/** One pass over the text that builds nothing: the grammar of RFC 8259, and for each open object its keys. */
export class JsonScanner {
  private readonly text: string
  private readonly maxDepth: number
  private readonly open: Frame[] = []
  private expecting: Expecting = 'value'
  private at = 0

  constructor(text: string, maxDepth: number) {
    this.text = text
    this.maxDepth = maxDepth
  }

  /** Throws JsonError, or says nothing and the text is good. */
  scan(): void {
    this.skipBlanks()
    while (this.at < this.text.length) {
      this.step(this.text.charCodeAt(this.at))
      this.skipBlanks()
    }
    if (this.open.length > 0 || this.expecting !== 'comma-or-end') throw this.error('invalid-json')
  }

  private step(code: number): void {
    switch (this.expecting) {
      case 'value-or-end':
        if (code === sign.closingBracket) this.close()
        else this.value(code)
        break
      case 'value':
        this.value(code)
        break
      case 'key-or-end':
        if (code === sign.closingBrace) this.close()
        else this.key(code)
        break
      case 'key':
        this.key(code)
        break
      case 'colon':
        if (code !== sign.colon) throw this.error('invalid-json')
        this.at++
        this.expecting = 'value'
        break
      case 'comma-or-end':
        this.commaOrEnd(code)
    }
  }

  private value(code: number): void {
    this.expecting = 'comma-or-end'
    if (code === sign.quote) this.string()
    else if (code === sign.brace) this.enter({ keys: new Set(), step: undefined }, 'key-or-end')
    else if (code === sign.bracket) this.enter({ keys: undefined, step: 0 }, 'value-or-end')
    else if (code === sign.t) this.literal('true')
    else if (code === sign.f) this.literal('false')
    else if (code === sign.n) this.literal('null')
    else this.number()
  }

  private enter(frame: Frame, expecting: Expecting): void {
    if (this.open.length >= this.maxDepth) throw this.error('too-deep')
    this.open.push(frame)
    this.expecting = expecting
    this.at++
  }

  private close(): void {
    this.open.pop()
    this.expecting = 'comma-or-end'
    this.at++
  }

  private key(code: number): void {
    const frame = this.open.at(-1)
    if (code !== sign.quote || !frame?.keys) throw this.error('invalid-json')
    const start = this.at
    const isEscaped = this.string()
    // "a" and "\u0061" are one key.
    const key = isEscaped
      ? String(JSON.parse(this.text.slice(start, this.at)))
      : this.text.slice(start + 1, this.at - 1)
    frame.step = key
    if (frame.keys.has(key)) throw this.error('duplicate-key', start)
    frame.keys.add(key)
    this.expecting = 'colon'
  }

  private commaOrEnd(code: number): void {
    const frame = this.open.at(-1)
    if (!frame) throw this.error('invalid-json')
    if (code === sign.comma) {
      this.at++
      this.expecting = frame.keys ? 'key' : 'value'
      if (typeof frame.step === 'number') frame.step++
      return
    }
    if (code !== (frame.keys ? sign.closingBrace : sign.closingBracket)) throw this.error('invalid-json')
    this.close()
  }

  /** From one quote to past the other; says whether an escape was met. */
  private string(): boolean {
    let isEscaped = false
    for (let at = this.at + 1; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at)
      if (code === sign.quote) {
        this.at = at + 1
        return isEscaped
      }
      if (code < sign.blank) throw this.error('invalid-json', at)
      if (code !== sign.backslash) continue
      isEscaped = true
      escapeSequence.lastIndex = at
      if (!escapeSequence.test(this.text)) throw this.error('invalid-json', at)
      at = escapeSequence.lastIndex - 1
    }
    throw this.error('invalid-json', this.text.length)
  }

  private number(): void {
    numeral.lastIndex = this.at
    const [digits] = numeral.exec(this.text) ?? []
    if (digits === undefined) throw this.error('invalid-json')
    if (!Number.isFinite(Number(digits))) throw this.error('number-out-of-range')
    this.at += digits.length
  }

  private literal(word: string): void {
    if (!this.text.startsWith(word, this.at)) throw this.error('invalid-json')
    this.at += word.length
  }

  private skipBlanks(): void {
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at)
      if (code !== sign.blank && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    }
  }

  private error(code: JsonErrorCode, position = this.at): JsonError {
    const path = this.open.slice(0, pathLimit).reduce((path, { step }) => path + written(step), '')
    return new JsonError(code, path.replace(/^\./, '').slice(0, pathLimit), position)
  }
}

const sign = {
  blank: 0x20,
  quote: 0x22,
  backslash: 0x5c,
  comma: 0x2c,
  colon: 0x3a,
  brace: 0x7b,
  closingBrace: 0x7d,
  bracket: 0x5b,
  closingBracket: 0x5d,
  t: 0x74,
  f: 0x66,
  n: 0x6e,
} as const

/** Sticky: each matches where its `lastIndex` stands, or not at all. */
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const numeral = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

/** A key is the sender's text, and the path goes into logs. */
const pathLimit = 200

function written(step: Frame['step']): string {
  if (step === undefined) return ''
  return typeof step === 'number' ? `[${step}]` : `.${step}`
}
