import styles from './stage.module.css'

/** What the customer should do with what a scene says: wait, ask for another, ask somebody. */
export type ShapeName = 'clock' | 'cross' | 'warning'

const drawings: Record<ShapeName, string> = {
  clock: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 6.5V12l3.5 2.5',
  cross: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M8.5 8.5l7 7M15.5 8.5l-7 7',
  warning: 'M12 3 1.8 20.5h20.4zM12 9.5v5M12 17.5v.1',
}

/** A state is word, shape and colour together, never colour alone. Drawn here because an icon library is a fiftieth of all this screen may load. */
export function Shape({ name }: { name: ShapeName }) {
  return (
    <svg className={styles.shape} data-shape={name} viewBox="0 0 24 24" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  )
}
