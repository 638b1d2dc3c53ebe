import { type FormEvent, type ReactNode, useId } from 'react'
import styles from './entrance.module.css'

interface PanelProps {
  title: string
  advice?: string | undefined
  /** `h2` where it is one of several on its page. */
  heading?: 'h1' | 'h2'
  /** It is a form, and this happens on Enter. */
  onSubmit?: () => void
  /** As wide as a row of large buttons, or a form's column. */
  width?: 'form' | 'wide'
  children: ReactNode
}

/** What is asked of whoever stands here: one thing, with its name above it. */
export function Panel({
  title,
  advice,
  heading: Heading = 'h1',
  onSubmit,
  width = 'form',
  children,
}: PanelProps) {
  const titleId = useId()
  const content = (
    <>
      <div>
        <Heading id={titleId} className={styles.title}>
          {title}
        </Heading>
        {advice ? <p className={styles.advice}>{advice}</p> : null}
      </div>
      {children}
    </>
  )
  if (!onSubmit)
    return (
      <section className={styles.panel} data-width={width} aria-labelledby={titleId}>
        {content}
      </section>
    )
  return (
    <form
      className={styles.panel}
      data-width={width}
      aria-labelledby={titleId}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {content}
    </form>
  )
}
