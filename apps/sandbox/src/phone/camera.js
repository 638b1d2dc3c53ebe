/** Reads QR Codes from the camera: the browser's own reader where there is one, jsQR elsewhere. */

const readEveryMs = 150

export const hasCamera = () => Boolean(navigator.mediaDevices?.getUserMedia)

/** Shows the camera in `video` until a code is seen or `signal` says stop; resolves with its text or undefined. */
export async function scan(video, signal) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  try {
    video.srcObject = stream
    await video.play()
    const read = await createReader()
    while (!signal.aborted) {
      const text = await read(video)
      if (text) return text
      await new Promise((resolve) => setTimeout(resolve, readEveryMs))
    }
    return undefined
  } finally {
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
}

async function createReader() {
  if ('BarcodeDetector' in window) {
    const detector = new window.BarcodeDetector({ formats: ['qr_code'] })
    return async (video) => (await detector.detect(video))[0]?.rawValue
  }
  await import(new URL('jsqr.js', document.baseURI).href)
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    const { videoWidth: width, videoHeight: height } = video
    if (!width) return undefined
    Object.assign(canvas, { width, height })
    context.drawImage(video, 0, 0)
    return window.jsQR(context.getImageData(0, 0, width, height).data, width, height)?.data
  }
}
