/** Something that a dialog asks the server to do: whoever opens the dialog sends the request, and knows what came of it. */
export type Deed<Request> = {
  isPending: boolean
  error: Error | null
  ask: (request: Request) => void
}
