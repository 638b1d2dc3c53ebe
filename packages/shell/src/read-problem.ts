/** application/problem+json (RFC 9457), with the fields that are wrong. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string | undefined
  readonly errors?: { field: string; message: string }[] | undefined
}

/**
 * An answer that says what went wrong, or undefined where it is somebody else's page. By hand, because every screen asks and the
 * contract's schema would bring its 7 KB library to the display, which needs it for nothing else.
 */
export function readProblem(json: unknown): Problem | undefined {
  if (!isObject(json)) return undefined
  const { type, title, status, detail, errors } = json
  if (typeof type !== 'string' || typeof title !== 'string' || !Number.isSafeInteger(status)) return undefined
  return {
    type,
    title,
    status: Number(status),
    ...(typeof detail === 'string' && { detail }),
    ...(Array.isArray(errors) && { errors: errors.filter(isFieldError) }),
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isFieldError = (value: unknown): value is { field: string; message: string } =>
  isObject(value) && typeof value.field === 'string' && typeof value.message === 'string'
