import { EPISODE_STATE_NAMES } from '#domain/names.js';
import { holdsPersonalNumber } from '#domain/personal-number.js';
import { PLAN_STATE_NAMES } from '#domain/plan/names.js';
import type { ConfigurationHolder } from './configuration-holder.js';
import type { Found, SearchStore } from './content-ports.js';
import { isHubId } from './hub-id.js';

/** One thing that was found; `id` of a unit is its HSA-id. */
export interface SearchItem {
  kind: Found['kind'] | 'unit';
  id: string;
  title: string;
  detail: string;
  at: Date | null;
}

/** What the states are called of what has some. */
const STATES: Readonly<Partial<Record<Found['kind'], Readonly<Record<string, { sv: string }>>>>> = {
  episode: EPISODE_STATE_NAMES,
  plan: PLAN_STATE_NAMES,
};

/** Things of each kind that one search gives at most. */
const MOST = 10;

/** Finds messages, care episodes, plans, refused input and units by what they are called; nobody by what they are called. */
export class Search {
  constructor(
    private readonly store: SearchStore,
    private readonly configuration: ConfigurationHolder,
  ) {}

  /** Undefined for what looks like the number of a person: that is looked for nowhere. */
  async find(asked: string): Promise<SearchItem[] | undefined> {
    const text = asked.trim();
    if (!isHubId(text) && holdsPersonalNumber(text)) return undefined;
    if (text.length < 2) return [];
    const found = await this.store.find(text, MOST);
    return [...found.map((one) => this.itemOf(one)), ...this.units(text)];
  }

  private units(text: string): SearchItem[] {
    const searched = text.toLowerCase();
    const { units, organisations } = this.configuration.current.directory;
    return [...units.values()]
      .filter(({ hsaId, name }) => hsaId.toLowerCase().includes(searched) || name.toLowerCase().includes(searched))
      .slice(0, MOST)
      .map(({ hsaId, name, organisation }) => ({
        kind: 'unit' as const,
        id: hsaId,
        title: name,
        detail: `${hsaId} · ${organisations.get(organisation)?.name ?? organisation}`,
        at: null,
      }));
  }

  private itemOf({ kind, id, title, what, by, at }: Found): SearchItem {
    const { units, organisations } = this.configuration.current.directory;
    const name = by === null ? undefined : (units.get(by)?.name ?? organisations.get(by)?.name ?? by);
    const states = STATES[kind];
    const said = states?.[what]?.sv ?? what;
    return { kind, id, title: title === '' ? id : title, detail: name === undefined ? said : `${said} · ${name}`, at };
  }
}
