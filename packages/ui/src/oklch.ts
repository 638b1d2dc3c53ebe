/** A colour as tokens.css writes it: `oklch(L C H)`, L and C from 0, H in degrees. */
export interface Oklch {
  lightness: number
  chroma: number
  hue: number
}

/** Linear-light sRGB, before it is cut to what a screen can show (CSS Color 4, §10.9; matrices by Björn Ottosson). */
export function linearSrgb({ lightness, chroma, hue }: Oklch): [red: number, green: number, blue: number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

/** True where an sRGB screen shows the colour as it is meant; outside, every browser maps it in its own way. */
export function inSrgb(colour: Oklch): boolean {
  return linearSrgb(colour).every((channel) => channel >= -0.0005 && channel <= 1.0005)
}

/** Relative luminance, 0 to 1 (WCAG 2.2, glossary). */
export function luminance(colour: Oklch): number {
  const [red, green, blue] = linearSrgb(colour).map((channel) => Math.min(1, Math.max(0, channel)))
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

/** 1 to 21 (WCAG 2.2, 1.4.3). */
export function contrast(one: Oklch, other: Oklch): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}
