import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { refundWords } from '../../checkout/words/refund.ts'
import { useHealth } from '../bank/bank-api.ts'
import styles from './refunds.module.css'

/** At Cielo a refund is realised only out of one kind of account: a shop of another bank is not told of it. */
export function AccountNote() {
  const health = useHealth()
  if (health.data?.psp.name !== 'cielo') return null
  return (
    <p className={styles.warning}>
      <TriangleAlert aria-hidden />
      <span>
        <strong>{refundWords.account}</strong> {refundWords.accountAdvice}
      </span>
    </p>
  )
}
