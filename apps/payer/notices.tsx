import { keep, recall } from '@balcao/shell'
import { Announcer, Button } from '@balcao/ui'
import Bell from 'lucide-react/icons/bell'
import { lazy, Suspense, useState } from 'react'
import type { NoticesDialogProps } from './notices-dialog.tsx'
import styles from './payer.module.css'

// Pressed by a few, so the first paint does not wait for it.
const NoticesDialog = lazy(async () => ({ default: (await import('./notices-dialog.tsx')).NoticesDialog }))

/** Which of them were seen is this device's own: the newest number that was on the screen. */
const key = 'payer-notices-seen'

/** What the provider has told of by itself, newest first. */
type NoticesProps = Pick<NoticesDialogProps, 'notices' | 'isTold'>

export function Notices({ notices, isTold }: NoticesProps) {
  const [isOpen, setOpen] = useState(false)
  const [seen, setSeen] = useState(() => Number(recall(key)) || 0)
  const unread = notices.filter(({ noticeId }) => noticeId > seen)
  const close = () => {
    const newest = Math.max(seen, ...notices.map(({ noticeId }) => noticeId))
    keep(key, `${newest}`)
    setSeen(newest)
    setOpen(false)
  }
  return (
    <>
      <Button
        kind="quiet"
        size="compact"
        icon={<Bell aria-hidden />}
        onClick={() => setOpen(true)}
        aria-label={unread.length === 0 ? 'Avisos' : `Avisos (${unread.length})`}
      >
        {unread.length === 0 ? null : <span className={styles.unread}>{unread.length}</span>}
      </Button>
      <Announcer message={unread.length === 0 || isOpen ? '' : `Avisos novos: ${unread.length}.`} />
      {isOpen ? (
        <Suspense>
          <NoticesDialog notices={notices} seen={seen} isTold={isTold} onClose={close} />
        </Suspense>
      ) : null}
    </>
  )
}
