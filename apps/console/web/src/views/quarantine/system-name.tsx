import type { Both } from '../../api/wire.js';
import { useLanguage } from '../../i18n/texts.js';

/** What the system is called that something came from, with the name that the hub keeps for it. */
export function SystemName({ system, source }: { system: Both; source: string }) {
  const { both } = useLanguage();
  return (
    <>
      {both(system)} <span className="quiet mono small">{source}</span>
    </>
  );
}
