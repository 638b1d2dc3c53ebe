/** The calendar of Pix is Brasília's (UTC−3, without daylight-saving time since 2019), wherever the payer is. */
const zone = 'America/Sao_Paulo'
const moment = new Intl.DateTimeFormat('pt-BR', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })

/** `22/11/2026, 14:02`, in Brasília. */
export const formatMoment = (instant: string | number): string => moment.format(new Date(instant))
