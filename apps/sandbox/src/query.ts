import type { Debtor } from './charge.ts'
import type { Violation } from './problem.ts'
import { malformed, violation } from './request.ts'

export type Window = { from: number; to: number }
export type Page = { number: number; size: number }

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
/** `paginacao.itensPorPagina`: 1 to 1000, 100 unless said (API Pix 2.9.0). */
const [defaultPageSize, largestPage] = [100, 1000]

/** Reads the parameters of a list: each call takes one, notes what is wrong with it and echoes what was asked. */
export class Query {
  readonly violations: Violation[] = []
  readonly #query: URLSearchParams
  readonly #echo: Record<string, unknown> = {}

  constructor(query: URLSearchParams) {
    this.#query = query
  }

  /** `inicio` and `fim`, both ends included. */
  window(presence: 'required' | 'optional'): Window {
    const inicio = this.#take('inicio', rfc3339, presence)
    const fim = this.#take('fim', rfc3339, presence)
    const from = inicio === undefined ? Number.NEGATIVE_INFINITY : Date.parse(inicio)
    const to = fim === undefined ? Number.POSITIVE_INFINITY : Date.parse(fim)
    if (Number.isNaN(from)) this.violations.push(malformed('inicio', inicio))
    if (Number.isNaN(to)) this.violations.push(malformed('fim', fim))
    if (to < from)
      this.violations.push(violation('fim', 'O parâmetro fim é anterior ao parâmetro inicio.', fim))
    return { from, to }
  }

  /** `cpf` or `cnpj`, never both. */
  person(): string | undefined {
    const cpf = this.#take('cpf', /^\d{11}$/)
    const cnpj = this.#take('cnpj', /^[0-9A-Z]{14}$/)
    if (cpf && cnpj)
      this.violations.push(violation('cpf', 'Os parâmetros cpf e cnpj estão ambos preenchidos.', cpf))
    return cpf ?? cnpj
  }

  text(name: string, pattern: RegExp): string | undefined {
    return this.#take(name, pattern)
  }

  /** Of 32 bits, not negative. */
  integer(name: string): number | undefined {
    const text = this.#take(name, /^\d{1,10}$/)
    if (text === undefined) return undefined
    if (Number(text) > 0x7fffffff) this.violations.push(malformed(name, text))
    this.#echo[name] = Number(text)
    return Number(text)
  }

  boolean(name: string): boolean | undefined {
    const text = this.#take(name, /^(true|false)$/)
    if (text !== undefined) this.#echo[name] = text === 'true'
    return text === undefined ? undefined : text === 'true'
  }

  page(): Page {
    const number = this.#take('paginacao.paginaAtual', /^\d{1,9}$/) ?? '0'
    const size = this.#take('paginacao.itensPorPagina', /^[1-9]\d{0,3}$/) ?? String(defaultPageSize)
    if (Number(size) > largestPage) this.violations.push(malformed('paginacao.itensPorPagina', size))
    return { number: Number(number), size: Number(size) }
  }

  /** `parametros` of the answer. An empty list has one page: `quantidadeDePaginas` is 1 at least (API Pix 2.9.0, Paginacao). */
  parameters({ number, size }: Page, total: number): object {
    const filters = Object.entries(this.#echo).filter(([name]) => !name.startsWith('paginacao.'))
    return {
      ...Object.fromEntries(filters),
      paginacao: {
        paginaAtual: number,
        itensPorPagina: size,
        quantidadeDePaginas: Math.max(1, Math.ceil(total / size)),
        quantidadeTotalDeItens: total,
      },
    }
  }

  #take(name: string, pattern: RegExp, presence: 'required' | 'optional' = 'optional'): string | undefined {
    const [text, second] = this.#query.getAll(name)
    if (text === undefined) {
      if (presence === 'required') this.violations.push(malformed(name))
      return undefined
    }
    if (second !== undefined || !pattern.test(text)) {
      this.violations.push(malformed(name, text))
      return undefined
    }
    this.#echo[name] = text
    return text
  }
}

export const inWindow = (ms: number, { from, to }: Window) => ms >= from && ms <= to
export const isPerson = (person: Debtor | undefined, document: string) =>
  person !== undefined && ('cpf' in person ? person.cpf : person.cnpj) === document
export const slice = <T>(items: T[], { number, size }: Page) =>
  items.slice(number * size, (number + 1) * size)
