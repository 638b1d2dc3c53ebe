/** `Caixa 1` is `caixa-1`: the ids of terminals and shops stand in addresses, so they have small letters, digits and hyphens, 32 at most. */
export const idOfName = (name: string) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 32)
    .replace(/-$/, '')
