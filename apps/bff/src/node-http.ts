/**
 * As `import … from 'node:http'` would give them. An import asks a module of Node's own for everything that it has, and this one has a whole
 * second HTTP client: a twentieth of a start.
 */
export const { createServer, IncomingMessage, ServerResponse } = process.getBuiltinModule('node:http')
