import { VisuallyHidden } from './visually-hidden.tsx'

export interface AnnouncerProps {
  /** What a screen reader says, politely, when it changes. Empty says nothing. */
  message: string
}

/**
 * A `status` region for those who do not see the screen. Mount it once and empty, and change its message later:
 * a region that arrives together with its text is often not read (WCAG 2.2, 4.1.3).
 */
export function Announcer({ message }: AnnouncerProps) {
  return (
    <VisuallyHidden>
      <div role="status">{message}</div>
    </VisuallyHidden>
  )
}
