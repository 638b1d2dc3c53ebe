/**
 * A shop's days, written YYYY-MM-DD, as instants. A day is not always 24 hours: São Paulo's 4 November 2018 began at one o'clock and
 * its 17 February 2019 came an hour late, and other zones still change their clocks.
 */
export type Span = { readonly fromMs: number; readonly toMs: number }

const hourMs = 3_600_000
/** The widest a zone is from UTC, with an hour to spare: Kiribati is 14 hours ahead, Baker Island 12 behind. */
const widestOffsetMs = 15 * hourMs

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Making a format is a hundred times slower than using it, so each zone has one. Sweden writes `2026-11-22 14:03:59`. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  clocks.set(timeZone, clock)
  return clock
}

/** What a clock on the shop's wall shows: `2026-11-22` and `14:03:59`. */
export function wallTime(ms: number, timeZone: string): { day: string; time: string } {
  const [day = '', time = ''] = clockOf(timeZone).format(ms).split(' ')
  return { day, time }
}

/** The first instant of a day: midnight, or where the clock skips midnight, what it skips to. */
export function startOfDay(day: string, timeZone: string): number {
  const guessMs = Date.parse(`${day}T00:00:00Z`)
  let before = guessMs - widestOffsetMs
  let from = guessMs + widestOffsetMs
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (wallTime(middle, timeZone).day >= day) from = middle
    else before = middle
  }
  return from
}

export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * hourMs).toISOString().slice(0, 10)

/** How many days a period has, both ends included; zero or less where it ends before it begins. */
export const daysIn = (fromDay: string, toDay: string): number =>
  Math.round((Date.parse(`${toDay}T00:00:00Z`) - Date.parse(`${fromDay}T00:00:00Z`)) / (24 * hourMs)) + 1

/** The parts of a period, both ends of each inside it: the hours of one day, or the days of a longer period. */
export function partsOf(fromDay: string, toDay: string, timeZone: string): Span[] {
  const bounds = Array.from({ length: daysIn(fromDay, toDay) + 1 }, (_, index) =>
    startOfDay(dayAfter(fromDay, index), timeZone),
  )
  const [first = 0, last = 0] = bounds
  const starts =
    bounds.length > 2
      ? bounds
      : [
          ...Array.from({ length: Math.ceil((last - first) / hourMs) }, (_, hour) => first + hour * hourMs),
          last,
        ]
  return starts.slice(0, -1).map((fromMs, index) => ({ fromMs, toMs: (starts[index + 1] ?? last) - 1 }))
}

/**
 * The instant at which a clock on the shop's wall shows this time (`14:05`) of this day. Where the clock skips it, what it skips to;
 * where it shows it twice, one of the two.
 */
export function instantAt(day: string, time: string, timeZone: string): number {
  let before = startOfDay(day, timeZone) - 1
  let from = startOfDay(dayAfter(day), timeZone)
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (wallTime(middle, timeZone).time.slice(0, time.length) >= time) from = middle
    else before = middle
  }
  return from
}
