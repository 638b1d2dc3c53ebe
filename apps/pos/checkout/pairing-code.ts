/** A code as people read it to each other: two groups of four. */
export const groupCode = (code: string) => `${code.slice(0, 4)} ${code.slice(4)}`.trim()

/** What was typed, without what only helps to read it. Whether it is a code is for the server to say. */
export const plainCode = (text: string) =>
  text
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .slice(0, 8)
