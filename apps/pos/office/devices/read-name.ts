import { entranceWords } from '../../checkout/words/entrance.ts'

/** The contract's `Name`: one line of as many characters. Which characters are forbidden the server says. */
const nameCharacters = 60

/** What a device is to be called, or words about what is wrong with it. */
export function readName(name: string) {
  const characters = [...name.trim()].length
  const isName = characters >= 1 && characters <= nameCharacters
  return isName
    ? { name: name.trim(), nameError: undefined }
    : { name: undefined, nameError: entranceWords.fields.name }
}
