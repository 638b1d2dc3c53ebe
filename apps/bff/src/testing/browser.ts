import type { Answer, World } from './world.ts'

/** One browser, as far as the server can tell: it keeps the cookies that it is given. */
export type Browser = ReturnType<typeof openBrowser>

export function openBrowser(world: Pick<World, 'api'>) {
  const cookies = new Map<string, string>()
  return {
    cookies,
    async send(
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await world.api(method, path, body, { ...headers, cookie })
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (name === undefined) continue
        if (value) cookies.set(name, value)
        else cookies.delete(name)
      }
      return answer
    },
  }
}
