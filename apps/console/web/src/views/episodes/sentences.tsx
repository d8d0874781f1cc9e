import type { Explained } from '#domain/explain/explanation.js';
import type { Json } from '../../api/wire.js';
import { useLanguage } from '../../i18n/texts.js';

export type Said = Json<Explained>;

/** Sentences of the explanation, with the rule behind each and what follows from it. */
export function Sentences({ of }: { of: readonly Said[] }) {
  const { both } = useLanguage();
  return (
    <ul className="sentences">
      {of.map((said, at) => (
        <li key={`${said.code} ${String(at)}`}>
          {both(said.text)} {said.rule !== undefined && <span className="quiet small mono">{said.rule}</span>}
          {said.then !== undefined && said.then.length > 0 && <Sentences of={said.then} />}
        </li>
      ))}
    </ul>
  );
}
