/**
 * Reads `text/event-stream` (HTML Standard, 9.2.6) as far as our one event needs it: names and data, whatever the line ends,
 * wherever the chunks are cut; and `retry`, after which a stream that ends may be opened again. Comments and ids are read over.
 */
export function createSseReader(
  onEvent: (name: string, data: string) => void,
  maxCharacters: number,
  onRetry: (ms: number) => void = () => {},
) {
  let rest = ''
  let name = ''
  let data: string[] = []
  let dataLength = 0

  const readLine = (line: string) => {
    if (line === '') {
      if (data.length > 0) onEvent(name || 'message', data.join('\n'))
      name = ''
      data = []
      dataLength = 0
      return
    }
    const [, field, value = ''] = /^([^:]*)(?::(?: ?)(.*))?$/.exec(line) ?? []
    if (field === 'event') name = value
    if (field === 'retry' && /^\d+$/.test(value)) onRetry(Number(value))
    if (field === 'data') {
      data.push(value)
      dataLength += value.length
    }
  }

  /** False where the other side goes on without ever ending an event. */
  return (chunk: string): boolean => {
    rest += chunk
    // A CR at the very end may be half of a CRLF: it waits for the next chunk.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) readLine(line)
    return rest.length + dataLength <= maxCharacters
  }
}
