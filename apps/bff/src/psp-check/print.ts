import { styleText } from 'node:util'
import type { Line } from './steps.ts'

/** One line of the report: marks in colour for a person at a terminal, words for everything else. */
export function writeLine(line: Line, hasColour: boolean): string {
  const mark = hasColour ? marks[line.kind] : words[line.kind]
  switch (line.kind) {
    case 'good':
      return `${mark} ${line.title}: ${line.said}`
    case 'bad':
      return `${mark} ${line.title}: ${line.trouble.cause} ${line.trouble.cure}`
    case 'unchecked':
      return `${mark} ${line.title}${hasColour ? ': não verificado' : ''}`
  }
}

const marks = {
  good: styleText('green', '✓', { validateStream: false }),
  bad: styleText('red', '✗', { validateStream: false }),
  unchecked: '–',
}
const words = { good: '[ok]', bad: '[erro]', unchecked: '[não verificado]' }
