import type { Mutant } from './mutant.ts'
import { mutantsOfTheFlows } from './of-the-flows.ts'
import { mutantsOfThePayer } from './of-the-payer.ts'
import { mutantsOfThePsp } from './of-the-psp.ts'
import { mutantsOfTheRecords } from './of-the-records.ts'
import { mutantsOfTheRecurrences } from './of-the-recurrences.ts'
import { mutantsOfTheScreens } from './of-the-screens.ts'
import { mutantsOfTheShifts } from './of-the-shifts.ts'
import { mutantsOfTheStore } from './of-the-store.ts'

export const mutants: readonly Mutant[] = [
  ...mutantsOfThePsp,
  ...mutantsOfTheStore,
  ...mutantsOfTheFlows,
  ...mutantsOfTheScreens,
  ...mutantsOfTheRecords,
  ...mutantsOfTheRecurrences,
  ...mutantsOfTheShifts,
  ...mutantsOfThePayer,
]
