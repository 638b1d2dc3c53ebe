import { Banner, Button } from '@balcao/ui'
import { useEffect, useRef, useState } from 'react'
import styles from '../payer.module.css'
import { readFrame } from './read-picture.ts'

type ScannerProps = { onCode: (text: string) => void; onClose: () => void }

/** A look at the camera's picture a few times a second is enough for a code that somebody holds still. */
const lookEveryMs = 250

/** The camera, until it has seen a code. */
export default function Scanner({ onCode, onClose }: ScannerProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [isRefused, setRefused] = useState(false)
  const seen = useRef(onCode)
  seen.current = onCode
  useEffect(
    () =>
      watchCamera(
        video.current,
        (text) => seen.current(text),
        () => setRefused(true),
      ),
    [],
  )
  return (
    <div className={styles.fields}>
      {isRefused ? (
        <Banner tone="attention" title="A câmera não pôde ser aberta.">
          Permita a câmera nas configurações do navegador, ou cole o código.
        </Banner>
      ) : (
        <video ref={video} className={styles.camera} muted playsInline />
      )}
      <div className={styles.actions}>
        <Button onClick={onClose}>Fechar a câmera</Button>
      </div>
    </div>
  )
}

function watchCamera(video: HTMLVideoElement | null, onSeen: (text: string) => void, onRefused: () => void) {
  let stream: MediaStream | undefined
  let isOver = false
  const look = setInterval(() => {
    if (video === null || video.readyState < video.HAVE_CURRENT_DATA) return
    const text = readFrame(video, video.videoWidth, video.videoHeight)
    if (text === undefined || isOver) return
    isOver = true
    onSeen(text)
  }, lookEveryMs)
  const open = async () => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    if (isOver || video === null) return stop()
    video.srcObject = stream
    await video.play()
  }
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop()
  }
  open().catch(() => {
    if (!isOver) onRefused()
  })
  return () => {
    isOver = true
    clearInterval(look)
    stop()
  }
}
