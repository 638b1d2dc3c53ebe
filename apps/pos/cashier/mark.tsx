import TriangleAlert from 'lucide-react/icons/triangle-alert'
import styles from './status-bar.module.css'

/** One thing that works or does not: word, and shape and colour where it does not. */
export function Mark({ label, word, isWrong = false }: { label: string; word: string; isWrong?: boolean }) {
  return (
    <li className={styles.mark} data-wrong={isWrong || undefined}>
      {isWrong ? <TriangleAlert aria-hidden /> : null}
      <span>
        {label}: <b>{word}</b>
      </span>
    </li>
  )
}
