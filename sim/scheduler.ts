/** Virtual time: whatever happens is an event in one queue, ordered by its instant and then by when it was asked for. */
export type Scheduler = ReturnType<typeof createScheduler>

type Event = { atMs: number; order: number; label: string; run: () => unknown }

/** A process that asks for a timer in no time, for ever, is a bug and would never end. */
const mostEvents = 200_000

export function createScheduler(startMs: number, onEvent: (event: Event) => Promise<void> | void) {
  const heap: Event[] = []
  let nowMs = startMs
  let asked = 0
  let done = 0

  /** Answers with what calls it off. Instants are whole milliseconds, as those of Date.now() are. */
  function after(ms: number, label: string, run: () => unknown): () => void {
    const event = { atMs: nowMs + Math.max(0, Math.round(ms)), order: asked++, label, run }
    push(heap, event)
    return () => {
      event.run = nothing
    }
  }

  /** Runs what comes until then. Each event runs alone, with everything that follows from it without waiting. */
  async function runUntil(untilMs: number): Promise<void> {
    for (let next = heap[0]; next !== undefined && next.atMs <= untilMs; next = heap[0]) {
      pop(heap)
      nowMs = Math.max(nowMs, next.atMs)
      if (next.run === nothing) continue
      if (++done > mostEvents)
        throw new Error(`More than ${mostEvents} events: something goes round in circles`)
      next.run()
      await microtasks()
      await onEvent(next)
    }
    nowMs = Math.max(nowMs, untilMs)
  }

  return {
    now: () => nowMs,
    after,
    runUntil,
    /** So much time goes by at once; what would have happened meanwhile happens now, in its order. */
    leap(ms: number) {
      nowMs += ms
    },
    /** How many events have run. */
    done: () => done,
    pause: (ms: number, label: string) => new Promise<void>((resolve) => void after(ms, label, resolve)),
  }
}

const nothing = () => {}
/** Promise chains end before the next turn of the event loop begins, however long they are. */
const microtasks = () => new Promise<void>((resolve) => setImmediate(resolve))

const isBefore = (one: Event, other: Event) =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order)

function push(heap: Event[], event: Event) {
  let place = heap.length
  heap.push(event)
  while (place > 0) {
    const parent = (place - 1) >> 1
    const above = heap[parent]
    if (above === undefined || isBefore(above, event)) break
    heap[place] = above
    heap[parent] = event
    place = parent
  }
}

function pop(heap: Event[]) {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  heap[0] = last
  for (let place = 0; ; ) {
    let least = place
    for (const child of [2 * place + 1, 2 * place + 2]) {
      const [a, b] = [heap[child], heap[least]]
      if (a !== undefined && b !== undefined && isBefore(a, b)) least = child
    }
    const [here, there] = [heap[place], heap[least]]
    if (least === place || here === undefined || there === undefined) return
    heap[place] = there
    heap[least] = here
    place = least
  }
}
