import { Health, WebhookCare } from '@balcao/contracts'
import * as z from 'zod/mini'
import { always, type Endpoint } from './endpoint.ts'

/** How the server itself is. */
export const care: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/api/webhook',
    access: { people: 'manager' },
    summary: "How well the PSP's notifications reach us",
    answers: {
      200: { description: 'The registration, and by which way payments came', schema: WebhookCare },
    },
    problems: always,
  },
  {
    method: 'post',
    path: '/api/webhook',
    access: { people: 'manager' },
    summary: 'Register our address at the PSP and verify it, now',
    answers: {
      200: { description: 'What the PSP has now; `advice` says why it is not ours', schema: WebhookCare },
    },
    problems: always,
  },
  {
    method: 'get',
    path: '/api/authority.crt',
    access: 'anyone',
    summary: 'The certificate that the tablets of the shop are to trust (HTTPS=local)',
    answers: { 200: { description: 'PEM', schema: z.string(), type: 'application/x-x509-ca-cert' } },
    problems: ['not-found'],
  },
  {
    method: 'get',
    path: '/api/health',
    access: 'anyone',
    summary: 'Whether sales can be made',
    answers: {
      200: { description: 'They can', schema: Health },
      503: { description: 'They cannot', schema: Health },
    },
    problems: [],
  },
  {
    method: 'get',
    path: '/api/openapi.json',
    access: { people: 'operator' },
    summary: 'This document',
    answers: { 200: { description: 'OpenAPI 3.1' } },
    problems: [],
  },
]
