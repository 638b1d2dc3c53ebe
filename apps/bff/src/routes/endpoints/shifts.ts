import { EndShift, NewShift, ShiftDetails, ShiftList, ShiftListQuery } from '@balcao/contracts'
import * as z from 'zod/mini'
import { always, type Endpoint, onBody } from './endpoint.ts'

/** Who answers for a till, and what their time at it came to. */
export const shifts: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/shifts',
    access: { people: 'operator' },
    summary: 'List shifts, newest first: of the own terminal, or for managers of all',
    query: ShiftListQuery,
    answers: { 200: { description: 'A page of shifts', schema: ShiftList } },
    problems: ['invalid-request', ...always],
  },
  {
    method: 'post',
    path: '/api/terminals/{terminalId}/shift/open',
    access: { people: 'operator' },
    summary: 'Open a shift. The same person again is answered with the same shift',
    body: NewShift,
    answers: {
      200: { description: 'It was open already', schema: ShiftDetails },
      201: { description: 'It is open now', schema: ShiftDetails },
    },
    problems: [...onBody, 'shift-open', ...always],
  },
  {
    method: 'post',
    path: '/api/terminals/{terminalId}/shift/close',
    access: { people: 'operator' },
    summary:
      "End this shift of the terminal. It is counted by the PSP's list, which may take until the PSP answers",
    body: EndShift,
    answers: {
      200: { description: 'It had ended before', schema: ShiftDetails },
      202: { description: 'It has ended, and is being counted', schema: ShiftDetails },
    },
    problems: [...onBody, 'shift-not-found', ...always],
  },
  {
    method: 'get',
    path: '/api/shifts/{shiftId}',
    access: { people: 'operator' },
    summary: 'Read a shift, and its closing report once there is one',
    answers: {
      200: { description: 'The shift, and whether its report is as it was written', schema: ShiftDetails },
    },
    problems: ['invalid-request', 'shift-not-found', ...always],
  },
  {
    method: 'get',
    path: '/api/shifts/{shiftId}/report.csv',
    access: { people: 'operator' },
    summary: 'The lines of a closing report as a table for spreadsheets',
    answers: {
      200: { description: 'UTF-8, semicolons, decimal commas', schema: z.string(), type: 'text/csv' },
    },
    problems: ['invalid-request', 'shift-not-found', 'shift-not-counted', 'report-altered', ...always],
  },
]
