import { createHash } from 'node:crypto'
import type { AuditRow } from '../../apps/bff/src/store/audit.ts'
import { type Check, first, type Invariant, short, type View } from './invariant.ts'

/** Before the first row. */
const noHash = '0'.repeat(64)
const hashAfter = (before: string, { place, atMs, actor, action, subject, detail }: AuditRow) =>
  createHash('sha256')
    .update(JSON.stringify([before, place, atMs, actor, action, subject, detail]))
    .digest('hex')

const sealedOf = ({ ledger }: View) =>
  ledger.audit
    .filter(({ place }) => place !== null)
    .sort((one, other) => (one.place ?? 0) - (other.place ?? 0))

/** I11, I11b, I16, I16b: who did what is written down once, and stays as it was written. */
export const auditInvariants: readonly Invariant[] = [
  {
    id: 'I11',
    sentence: 'The audit is one chain of hashes without a gap, and no row that is in it changes or goes.',
    kind: 'safety',
    begin: () => {
      const known: string[] = []
      let head = noHash
      return whereNew((view) => {
        const sealed = sealedOf(view)
        if (sealed.length < known.length)
          return `the audit had ${known.length} rows in its chain and has ${sealed.length}`
        for (const [index, row] of sealed.entries()) {
          const text = JSON.stringify(row)
          if (known[index] === text) continue
          if (known[index] !== undefined) return `row ${index + 1} was ${known[index]} and is ${text}`
          if (row.place !== index + 1) return `row ${index + 1} is missing`
          if (row.hash !== hashAfter(head, row)) return `row ${row.place} does not follow from the one before`
          head = row.hash ?? ''
          known.push(text)
        }
        return undefined
      })
    },
  },
  {
    id: 'I11b',
    sentence: 'Every deed gets its place in the chain, and every head that the log has told is one of it.',
    kind: 'live',
    begin: () => (view) => {
      const open = view.ledger.audit.find(({ place }) => place === null)
      if (open !== undefined) return `${open.action} of ${short(open.subject)} has no place in the chain`
      const chain = new Map(sealedOf(view).map(({ place, hash }) => [place, hash]))
      return first(view.history.log, (line) => {
        const [, place, hash] = /"head":"(\d+):(\w{64})"/.exec(line) ?? []
        const isThere = place === undefined || hash === (place === '0' ? noHash : chain.get(Number(place)))
        return isThere ? undefined : `the head ${place} that the log has told is not in the chain`
      })
    },
  },
  {
    id: 'I16',
    sentence: 'Each change of a charge, and each step of a refund, has exactly one row of the audit.',
    kind: 'safety',
    begin: () => {
      const reader = createReader()
      return whereNew((view) => {
        const told = reader(view)
        return (
          first(view.ledger.charges.values(), ({ txid, version }) => {
            const versions = (told.get(`charge:${txid}`) ?? [])
              .map((row) => row.version)
              .sort((a, b) => a - b)
            return versions.length === version && versions.every((one, index) => one === index + 1)
              ? undefined
              : `${short(txid)} is of version ${version}, and the audit tells of ${versions}`
          }) ??
          first(view.ledger.refunds, ({ id, status, end_to_end_id }) => {
            const txid = view.ledger.pix.find((pix) => pix.end_to_end_id === end_to_end_id)?.txid
            const rows = [`charge:${txid}`, `pix:${end_to_end_id}`].flatMap(
              (subject) => told.get(subject) ?? [],
            )
            const times = rows.filter((row) => row.refunds.get(id) === status).length
            return times === 1
              ? undefined
              : `that the refund ${short(id)} is ${status} is in the audit ${times} times`
          })
        )
      })
    },
  },
  {
    id: 'I16b',
    sentence:
      'The audit names a person for what that person asked for and for nothing else, a sale and a refund always.',
    kind: 'safety',
    begin: () => {
      const reader = createReader()
      let looked = 0
      return whereNew((view) => {
        const told = reader(view)
        const news = view.ledger.audit.slice(looked)
        looked = view.ledger.audit.length
        return (
          first(news, ({ actor, subject, action }) => {
            const isKnown = view.history.deeds.has(`${actor} ${subject}`)
            const isNobody = actor === 'psp' || actor === 'balcao'
            return isKnown || isNobody
              ? undefined
              : `${actor} did not ask for anything of ${short(subject)}: ${action}`
          }) ??
          first(view.history.presses, ({ txid, by }) => {
            const made = told.get(`charge:${txid}`)?.find(({ version }) => version === 1)
            return made === undefined || made.actor === by
              ? undefined
              : `${short(txid)} was made by ${by} and not by ${made.actor}`
          }) ??
          first(view.history.askedRefunds, ([id, by]) => {
            const rows = [...told.values()].flat()
            const asked = rows.find((row) => row.refunds.get(id) === 'requested')
            return asked === undefined || asked.actor === by
              ? undefined
              : `the refund ${short(id)} was asked for by ${by} and not by ${asked.actor}`
          })
        )
      })
    },
  },
]

/** What was looked through when it was committed need not be looked through at every event. */
function whereNew(check: Check): Check {
  let before: View['ledger'] | undefined
  return (view) => {
    if (view.ledger === before) return undefined
    before = view.ledger
    return check(view)
  }
}

type Told = { actor: string; version: number; refunds: Map<string, string> }

/** What the rows say of each subject. Rows are only added, so each is read once. */
function createReader() {
  const told = new Map<string, Told[]>()
  let read = 0
  return ({ ledger }: View): ReadonlyMap<string, readonly Told[]> => {
    for (const { actor, action, subject, detail } of ledger.audit.slice(read)) {
      const { version = 0, refunds = [] } = JSON.parse(detail) as {
        version?: number
        refunds?: { id: string; status: string }[]
      }
      const row = {
        actor,
        version: action === 'charge-created' ? 1 : version,
        refunds: new Map(refunds.map(({ id, status }) => [id, status])),
      }
      told.set(subject, [...(told.get(subject) ?? []), row])
    }
    read = ledger.audit.length
    return told
  }
}
