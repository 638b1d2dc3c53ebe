import Check from 'lucide-react/icons/check'
import LoaderCircle from 'lucide-react/icons/loader-circle'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { readinessWords, shiftWords } from '../../checkout/words/shifts.ts'
import type { ReadinessLine } from './readiness.ts'
import styles from './shift.module.css'

const shapes = {
  ok: <Check aria-hidden />,
  attention: <TriangleAlert aria-hidden />,
  checking: <LoaderCircle aria-hidden />,
}
const stateWords = {
  ok: readinessWords.ok,
  attention: readinessWords.attention,
  checking: shiftWords.checking,
}

const warningsOf = (lines: readonly ReadinessLine[]) => lines.filter(({ state }) => state === 'attention')

/** What warns comes first. Each line a word, a shape and a sentence; what to do stands below what needs it. */
export const ReadinessList = ({ lines }: { lines: readonly ReadinessLine[] }) => (
  <ul className={styles.lines}>
    {[...warningsOf(lines), ...lines.filter(({ state }) => state !== 'attention')].map(
      ({ item, state, sentence, advice }) => (
        <li key={item} className={styles.line} data-state={state}>
          {shapes[state]}
          <div>
            <p>
              <b>
                {readinessWords.names[item]}: {stateWords[state]}
              </b>{' '}
              <span className={styles.sentence}>{sentence}</span>
            </p>
            {advice === undefined ? null : <p>{advice}</p>}
          </div>
        </li>
      ),
    )}
  </ul>
)
