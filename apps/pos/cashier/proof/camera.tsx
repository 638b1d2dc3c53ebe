import { Button } from '@balcao/ui'
import { useEffect, useRef, useState } from 'react'
import { proofWords as words } from '../../checkout/words/proof.ts'
import styles from './proof.module.css'
import { scan } from './scan.ts'

/** The camera, for as long as this stands on the screen. */
export function Camera({ onRead, onStop }: { onRead: (text: string) => void; onStop: () => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const [isDenied, setDenied] = useState(false)
  const told = useRef(onRead)
  told.current = onRead
  useEffect(() => {
    if (video.current === null) return
    const scanning = new AbortController()
    scan(video.current, scanning.signal, (text) => told.current(text)).catch(() => {
      if (!scanning.signal.aborted) setDenied(true)
    })
    return () => scanning.abort()
  }, [])
  return (
    <div className={styles.camera}>
      <p role="status">{isDenied ? words.scanDenied : words.scanAdvice}</p>
      {isDenied ? null : <video ref={video} className={styles.video} muted playsInline aria-hidden />}
      <Button size="compact" onClick={onStop}>
        {words.scanStop}
      </Button>
    </div>
  )
}
