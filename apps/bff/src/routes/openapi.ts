import {
  Charge,
  ChargeList,
  CurrentCharge,
  Device,
  DeviceList,
  Extension,
  Health,
  LineList,
  NewCharge,
  NewLineNote,
  NewPixRefund,
  NewRefund,
  Painted,
  Pairing,
  Period,
  Person,
  PersonChange,
  PersonList,
  Problem,
  problems,
  Receipt,
  ReceiptPrint,
  Reconciliation,
  ReconciliationLine,
  Session,
  SetUp,
  SignIn,
  Snapshot,
  TillReceipt,
  WebhookCare,
} from '@balcao/contracts'
import * as z from 'zod/mini'
import type { Endpoint, Schema } from './endpoints/endpoint.ts'
import { endpoints } from './endpoints/endpoints.ts'

const named: ReadonlyMap<Schema, string> = new Map<Schema, string>([
  [Charge, 'Charge'],
  [NewCharge, 'NewCharge'],
  [NewRefund, 'NewRefund'],
  [Extension, 'Extension'],
  [Snapshot, 'Snapshot'],
  [CurrentCharge, 'CurrentCharge'],
  [Painted, 'Painted'],
  [NewPixRefund, 'NewPixRefund'],
  [Period, 'Period'],
  [Reconciliation, 'Reconciliation'],
  [ReconciliationLine, 'ReconciliationLine'],
  [LineList, 'LineList'],
  [NewLineNote, 'NewLineNote'],
  [Receipt, 'Receipt'],
  [TillReceipt, 'TillReceipt'],
  [ReceiptPrint, 'ReceiptPrint'],
  [Health, 'Health'],
  [WebhookCare, 'WebhookCare'],
  [ChargeList, 'ChargeList'],
  [Device, 'Device'],
  [DeviceList, 'DeviceList'],
  [Person, 'Person'],
  [PersonList, 'PersonList'],
  [PersonChange, 'PersonChange'],
  [Session, 'Session'],
  [SetUp, 'SetUp'],
  [SignIn, 'SignIn'],
  [Pairing, 'Pairing'],
  [Problem, 'Problem'],
])

/** OpenAPI 3.1, made from the same schemas that the doors parse with. */
export function openApi() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    paths[endpoint.path] ??= {}
    Object.assign(paths[endpoint.path] ?? {}, { [endpoint.method]: operation(endpoint) })
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Balcão',
      version: '1',
      description: 'Pix checkout for a physical store. Money is integer cents.',
    },
    paths,
    components: {
      schemas: Object.fromEntries([...named].map(([schema, name]) => [name, jsonSchema(schema)])),
    },
  }
}

function operation({ summary, path, query, body, answers, problems: names }: Endpoint) {
  const refusals = Map.groupBy(names, (name) => problems[name].status)
  return {
    summary,
    parameters: [...pathParameters(path), ...(query === undefined ? [] : queryParameters(query))],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: content('application/json', body) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description, schema, type }]) => [
          status,
          {
            description,
            ...(schema === undefined ? {} : { content: content(type ?? 'application/json', schema) }),
          },
        ]),
      ),
      ...Object.fromEntries(
        [...refusals].map(([status, group]) => [
          status,
          {
            description: group.map((name) => `${name}: ${problems[name].title}`).join('; '),
            content: content('application/problem+json', Problem),
          },
        ]),
      ),
    },
  }
}

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

function queryParameters(query: Schema) {
  const { properties = {}, required = [] } = jsonSchema(query)
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

const content = (type: string, schema: Schema) => {
  const name = named.get(schema)
  return {
    [type]: { schema: name === undefined ? jsonSchema(schema) : { $ref: `#/components/schemas/${name}` } },
  }
}

const jsonSchema = (schema: Schema) => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}
