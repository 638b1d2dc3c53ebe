import { invalidRequest } from './errors.ts'

/** `{name}` must be given, `{name?}` may be. */
const placeholder = /\{([a-zA-Z][a-zA-Z0-9]{0,63})(\?)?\}/g

/** The names that a value stands on. */
export function placeholdersIn(template: string): { name: string; isOptional: boolean }[] {
  return Array.from(template.matchAll(placeholder), ([, name = '', mark]) => ({
    name,
    isOptional: mark !== undefined,
  }))
}

/** Fills every value of headers or of a query; one whose optional part is not given is left out whole. */
export function fillTemplates(
  templates: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(templates).flatMap(([key, template]) => {
      const isLeftOut = placeholdersIn(template).some(
        ({ name, isOptional }) => isOptional && !has(values, name),
      )
      return isLeftOut ? [] : [[key, template.replace(placeholder, (_, name) => settingOf(values, name))]]
    }),
  )
}

const has = (values: Readonly<Record<string, string>>, name: string) => Object.hasOwn(values, name)

/** Visible ASCII: a value becomes a header, and a line break in it would be a second one. */
function settingOf(values: Readonly<Record<string, string>>, name: string): string {
  const value = has(values, name) ? values[name] : undefined
  if (value === undefined) throw invalidRequest(name, 'this PSP needs it, and no setting gives it')
  if (!/^[\x21-\x7e]{1,2000}$/.test(value)) throw invalidRequest(name, 'printable characters without blanks')
  return value
}
