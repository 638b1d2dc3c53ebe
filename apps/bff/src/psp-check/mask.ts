import type { Line } from './steps.ts'

/**
 * Takes out of every line what nobody may read over a shoulder or in a screenshot: what a PSP says may quote it. The first four
 * characters stay, so that two credentials can be told apart.
 */
export function createMask() {
  const secrets = new Set<string>()
  const hide = (text: string) =>
    [...secrets].reduce((rest, secret) => rest.replaceAll(secret, `${secret.slice(0, 4)}…`), text)
  return {
    add(...found: readonly (string | undefined)[]) {
      for (const secret of found) if (secret !== undefined && secret.length > 4) secrets.add(secret)
    },
    line(line: Line): Line {
      switch (line.kind) {
        case 'good':
          return { ...line, said: hide(line.said) }
        case 'bad':
          return { ...line, trouble: { cause: hide(line.trouble.cause), cure: hide(line.trouble.cure) } }
        case 'unchecked':
          return line
      }
    },
  }
}
