/** As browsers on phones and tablets have it (W3C Shape Detection); TypeScript does not know it yet. */
interface BarcodeDetector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}
declare global {
  interface Window {
    BarcodeDetector?: new (options: { formats: string[] }) => BarcodeDetector
  }
}

/** A customer holds a phone still for a second or two. */
const lookEveryMs = 200
/** Wide enough for a QR Code on a phone, small enough for a slow tablet to read in one look. */
const readWidth = 640

type Reader = (video: HTMLVideoElement) => Promise<string | undefined>

export const hasCamera = () => navigator.mediaDevices?.getUserMedia !== undefined

/** Shows the camera in a video and tells of the first QR Code in it. Answers with what stops it. Throws where there is no camera for us. */
export async function scan(
  video: HTMLVideoElement,
  signal: AbortSignal,
  onRead: (text: string) => void,
): Promise<void> {
  const [stream, read] = await Promise.all([
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }),
    createReader(),
  ])
  const stop = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  if (signal.aborted) return stop()
  signal.addEventListener('abort', stop)
  video.srcObject = stream
  await video.play()
  const look = async () => {
    if (signal.aborted) return
    const text = video.videoWidth === 0 ? undefined : await read(video)
    if (signal.aborted) return
    if (text === undefined) setTimeout(look, lookEveryMs)
    else onRead(text)
  }
  void look()
}

async function createReader(): Promise<Reader> {
  if (window.BarcodeDetector !== undefined) {
    const detector = new window.BarcodeDetector({ formats: ['qr_code'] })
    return async (video) => (await detector.detect(video))[0]?.rawValue
  }
  const { default: jsQR } = await import('jsqr')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    canvas.width = readWidth
    canvas.height = Math.round((readWidth * video.videoHeight) / video.videoWidth)
    context?.drawImage(video, 0, 0, canvas.width, canvas.height)
    const image = context?.getImageData(0, 0, canvas.width, canvas.height)
    return image && (jsQR.default(image.data, image.width, image.height)?.data || undefined)
  }
}
