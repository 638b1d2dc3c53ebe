import { Button, Screen } from '@balcao/ui'
import { crashWords } from './words.ts'

/** What stands in the place of the app where it broke. */
export function Crash() {
  return (
    <Screen fit="screen">
      <h1>{crashWords.title}</h1>
      <p>{crashWords.advice}</p>
      <Button onClick={() => location.reload()}>{crashWords.reload}</Button>
    </Screen>
  )
}
