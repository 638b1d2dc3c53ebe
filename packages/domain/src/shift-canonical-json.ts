/**
 * One text for one value, so that its hash is one too: members in the order of their names, no spaces (as RFC 8785 has it, for the
 * numbers that are in a report: integers).
 */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_name, inner: unknown) => {
    if (typeof inner === 'number' && !Number.isSafeInteger(inner))
      throw new TypeError(`A report has whole numbers alone, not ${inner}`)
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
