/** `14:02`, or `14:02:10` where two sales in a minute must be told apart. 24 hours, by the device's own zone. */
export function formatTime(instant: string | number, precision: 'minutes' | 'seconds' = 'minutes'): string {
  const date = new Date(instant)
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`
  return precision === 'minutes' ? minutes : `${minutes}:${two(date.getSeconds())}`
}
