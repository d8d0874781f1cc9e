import { useActors } from './actor.js';
import { Moment } from './moment.js';

interface Note {
  /** ISO 8601. */
  readonly at: string;
  readonly by: string;
  readonly text: string;
}

/** What people wrote about an escalation: when, who, what. */
export function NoteList({ of, className }: { of: readonly Note[]; className: string }) {
  const { nameOf } = useActors();
  return (
    <ul className={className}>
      {of.map(({ at, by, text }, index) => (
        <li key={`${at} ${index}`}>
          <span className="quiet small">
            <Moment at={at} /> {nameOf(by)}
          </span>
          <br />
          {text}
        </li>
      ))}
    </ul>
  );
}
