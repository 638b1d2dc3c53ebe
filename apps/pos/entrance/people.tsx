import type { SignInList } from '@balcao/contracts'
import UserRound from 'lucide-react/icons/user-round'
import { useEffect, useState } from 'react'
import { roleWords, signInWords } from '../checkout/words/entrance.ts'
import { Choice } from './choice.tsx'
import styles from './entrance.module.css'
import { getSignInList } from './entrance-api.ts'
import { Panel } from './panel.tsx'
import { PinPad } from './pin-pad.tsx'
import { wordsForEntrance } from './words-for-entrance.ts'

type Person = SignInList['people'][number]
interface PeopleProps {
  onSignedIn: () => void
  /** The till is none of the shop's any more. */
  onUnknown: () => void
}

/** Who works at this till: a tap on the name, and the PIN. */
export function People({ onSignedIn, onUnknown }: PeopleProps) {
  const [people, setPeople] = useState<readonly Person[]>()
  const [failure, setFailure] = useState<string>()
  const [chosen, setChosen] = useState<Person>()
  useEffect(() => {
    const stopped = new AbortController()
    getSignInList(stopped.signal).then((reply) => {
      if (stopped.signal.aborted) return
      if (reply.ok) return setPeople(reply.value.people)
      setFailure(wordsForEntrance(reply.problem))
      onUnknown()
    })
    return () => stopped.abort()
  }, [onUnknown])

  if (chosen) return <PinPad person={chosen} onSignedIn={onSignedIn} onBack={() => setChosen(undefined)} />
  return (
    <Panel title={signInWords.who} width="wide">
      {failure ? <p className={styles.failure}>{failure}</p> : null}
      <ul className={styles.choices}>
        {people?.map((person) => (
          <Choice
            key={person.personId}
            title={person.name}
            advice={roleWords[person.role]}
            icon={<UserRound aria-hidden />}
            onPress={() => setChosen(person)}
          />
        ))}
      </ul>
    </Panel>
  )
}
