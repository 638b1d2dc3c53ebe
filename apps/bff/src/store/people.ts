import type { Guessing, Role } from '@balcao/domain'
import { audit, type Deed } from './audit.ts'
import type { Change, Database } from './database.ts'
import { type Device, putDevice } from './devices.ts'
import { endSessionsOf } from './sessions.ts'
import { putShop, type Shop } from './shops.ts'

export type Person = {
  personId: string
  name: string
  role: Role
  /** Null: refunds of any size. */
  refundLimitCents: number | null
  isActive: boolean
  pinHash: string
}
type PersonRow = Omit<Person, 'isActive'> & { isActive: number }

const columns = `person_id AS "personId", name, role, refund_limit_cents AS "refundLimitCents", is_active AS "isActive", pin_hash AS "pinHash"`
const toPerson = (row: PersonRow): Person => ({ ...row, isActive: row.isActive === 1 })

/** Names are one person's each, however they are written. */
export const nameKey = (name: string) => name.trim().normalize('NFKC').toLocaleLowerCase('pt-BR')

/** Who works here, and how often somebody was wrong about a PIN. */
export function createPeople(db: Database) {
  async function one(condition: string, value: string): Promise<Person | undefined> {
    const [row] = await db.all<PersonRow>(`SELECT ${columns} FROM person WHERE ${condition} = ?`, value)
    return row && toPerson(row)
  }

  return {
    async people(): Promise<Person[]> {
      return (await db.all<PersonRow>(`SELECT ${columns} FROM person ORDER BY name_key`)).map(toPerson)
    },
    person: (personId: string) => one('person_id', personId),
    personByName: (name: string) => one('name_key', nameKey(name)),

    /** How often somebody was wrong, for each of these subjects: a person, a device. The first failures are not there yet. */
    async guessing(subject: string): Promise<Guessing | undefined> {
      const [row] = await db.all<Guessing>(
        'SELECT failures, locked_until_ms AS "lockedUntilMs" FROM guessing WHERE subject = ?',
        subject,
      )
      return row
    },
    async lockedUntil(nowMs: number): Promise<Map<string, number>> {
      const rows = await db.all<{ subject: string; until: number }>(
        'SELECT subject, locked_until_ms AS until FROM guessing WHERE locked_until_ms > ?',
        nowMs,
      )
      return new Map(rows.map(({ subject, until }) => [subject, until]))
    },
    /** Answers false where somebody else has guessed meanwhile: then `before` is not true any more. */
    async noteGuess(
      subject: string,
      before: Guessing | undefined,
      after: Guessing,
      nowMs: number,
    ): Promise<boolean> {
      const { failures, lockedUntilMs } = after
      const change: Change =
        before === undefined
          ? {
              text: 'INSERT INTO guessing (subject, failures, locked_until_ms, guessed_at_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
              values: [subject, failures, lockedUntilMs, nowMs],
              expects: 1,
            }
          : {
              text: 'UPDATE guessing SET failures = ?, locked_until_ms = ?, guessed_at_ms = ? WHERE subject = ? AND failures = ?',
              values: [failures, lockedUntilMs, nowMs, subject, before.failures],
              expects: 1,
            }
      return (await db.write([change])).kind === 'written'
    },
    forgetGuesses: async (subjects: readonly string[]): Promise<void> =>
      void (await db.write(subjects.map(forgetGuesses))),
    /** Of subjects, addresses of strangers among them, at which nobody was wrong since then and whose lock was over by then. */
    forgetGuessesBefore: async (beforeMs: number): Promise<void> =>
      void (await db.write([
        {
          text: 'DELETE FROM guessing WHERE guessed_at_ms < ? AND locked_until_ms < ?',
          values: [beforeMs, beforeMs],
        },
      ])),

    /**
     * Makes or changes a person, and ends their sessions. Answers false where the name has become another person's meanwhile, or where
     * somebody who administers has to be left and nobody would be: then nothing of it has happened.
     */
    savePerson: async (
      person: Person,
      { isSomebodyLeft }: { isSomebodyLeft: boolean },
      deed: Deed,
      nowMs: number,
    ): Promise<boolean> => {
      const written = await db.write([
        nameIsFree(person),
        putPerson(person, nowMs),
        ...(isSomebodyLeft ? [somebodyAdministers] : []),
        endSessionsOf(person.personId, nowMs),
        ...['person', 'person-elsewhere'].map((kind) => forgetGuesses(`${kind}:${person.personId}`)),
        audit(deed, nowMs),
      ])
      return written.kind === 'written'
    },

    async isSetUp(): Promise<boolean> {
      return (await db.all('SELECT 1 FROM set_up')).length > 0
    },
    /** The shop, its first people and its first till, once: answers false where somebody was faster. */
    async setUp(
      people: readonly Person[],
      till: { device: Device; secretHash: string },
      shop: Shop | undefined,
      deed: Deed,
      nowMs: number,
    ): Promise<boolean> {
      const once: Change = {
        text: 'INSERT INTO set_up (id, set_up_at_ms) VALUES (1, ?) ON CONFLICT DO NOTHING',
        values: [nowMs],
        expects: 1,
      }
      const written = await db.write([
        once,
        ...(shop === undefined ? [] : [putShop(shop, nowMs)]),
        ...people.map((person) => putPerson(person, nowMs)),
        putDevice(till.device, till.secretHash),
        audit(deed, nowMs),
      ])
      return written.kind === 'written'
    },
  }
}

const forgetGuesses = (subject: string): Change => ({
  text: 'DELETE FROM guessing WHERE subject = ?',
  values: [subject],
})

const nameIsFree = ({ personId, name }: Person): Change => ({
  text: 'UPDATE person SET name_key = name_key WHERE name_key = ? AND person_id <> ?',
  values: [nameKey(name), personId],
  expects: 0,
})

const administers = "role = 'administrator' AND is_active = 1"
/** Written and not only read, so that of two who take it from each other at once the second meets what the first has done. */
const somebodyAdministers: Change = {
  text: `UPDATE person SET role = role WHERE ${administers}
         AND person_id = (SELECT min(person_id) FROM person WHERE ${administers})`,
  values: [],
  expects: 1,
}

const putPerson = (person: Person, nowMs: number): Change => ({
  text: `INSERT INTO person (person_id, name, name_key, role, refund_limit_cents, is_active, pin_hash, created_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (person_id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, role = excluded.role,
           refund_limit_cents = excluded.refund_limit_cents, is_active = excluded.is_active, pin_hash = excluded.pin_hash`,
  values: [
    person.personId,
    person.name,
    nameKey(person.name),
    person.role,
    person.refundLimitCents,
    person.isActive ? 1 : 0,
    person.pinHash,
    nowMs,
  ],
})
