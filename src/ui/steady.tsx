import type { ComponentChildren } from 'preact';

interface SteadyProps {
  /** Whatever may come to stand here, as large as it will be then. */
  room: readonly ComponentChildren[];
  children: ComponentChildren;
}

/** What changes while somebody looks: it takes the room of the largest from the beginning, so that nothing jumps. */
export function Steady({ room, children }: SteadyProps) {
  return (
    <span class="steady">
      <span>{children}</span>
      {room.map((one, index) => (
        <span key={index} class="room" aria-hidden="true">
          {one}
        </span>
      ))}
    </span>
  );
}
