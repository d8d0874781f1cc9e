import { CONTENT } from '#domain/content.js';
import { MESSAGE_KINDS } from '#domain/message.js';
import type { Content, Message, MessageKind } from '#domain/message.js';
import { CHANGED_FIELD, eventOf } from '#domain/plan/events.js';

import type { PlanWorld } from './plan-world.js';

/** What somebody would send, with the rules that say who may. */
export interface MatrixAction<World extends PlanWorld> {
  /** Ids in brackets, as they stand at the head of a title. */
  readonly rules: string;
  readonly kind: MessageKind;
  readonly content: Content | ((world: World) => Content);
  readonly more?: Partial<Message>;
}

/** One line of a table: what is sent, and for each state the letters of those who may. */
interface MatrixRow {
  readonly title: string;
  readonly what: string;
  readonly cells: readonly string[];
}

/**
 * Who may do what in which state, as a table that people can read: a line for each action, a column for each state, in each cell
 * the letters of the roles that may, `-` where nobody may.
 */
export class PlanMatrix<World extends PlanWorld> {
  readonly states: readonly string[];
  readonly rows: readonly MatrixRow[];
  private readonly worlds = new Map<string, World>();

  constructor(
    table: string,
    private readonly actions: Readonly<Record<string, MatrixAction<World>>>,
    /** HSA-ids by letter, in the order in which cells have them. */
    private readonly roles: Readonly<Record<string, string>>,
    /** A plan in the state, with everything in it that the actions are about. */
    private readonly worldIn: (state: string) => World,
  ) {
    const [head = '', ...lines] = table.split('\n').filter((line) => line.trim() !== '');
    this.states = cellsOf(head);
    this.rows = lines.map((line) => {
      const what = line.split('|')[0]?.trim() ?? '';
      return { what, title: `${actions[what]?.rules ?? ''} ${what}`.trim(), cells: cellsOf(line) };
    });
  }

  /** The cells of an action as the hub decides it. */
  found(what: string): string[] {
    const action = this.actions[what];
    if (action === undefined) return [];
    return this.states.map((state) => {
      const world = this.world(state);
      const may = Object.entries(this.roles).filter(([, unit]) => isAllowed(world, unit, action));
      return may.map(([letter]) => letter).join('') || '-';
    });
  }

  /** What the region's messages about plans tell, as `kind event`, and no action sends of a plan in that state. */
  missing(state: string): string[] {
    const world = this.world(state);
    const sent = new Set(Object.values(this.actions).map((one) => told(one.kind, eventOf(one.kind, said(one, world)))));
    return planKindsOf(world)
      .flatMap((kind) => eventsOf(kind).map((event) => told(kind, event)))
      .filter((one) => !sent.has(one));
  }

  /** Nothing is kept of what is only asked, so that one world serves all that is asked of a state. */
  private world(state: string): World {
    const known = this.worlds.get(state) ?? this.worldIn(state);
    this.worlds.set(state, known);
    return known;
  }
}

function cellsOf(line: string): string[] {
  return (line.split('|')[1] ?? '').trim().split(/\s+/u);
}

/** Nobody names itself as one whom the message is to reach. */
function isAllowed<World extends PlanWorld>(world: World, unit: string, action: MatrixAction<World>): boolean {
  const { kind, more: { recipients, ...more } = {} } = action;
  const others = recipients === undefined ? {} : { recipients: recipients.filter((one) => one !== unit) };
  return world.allows(unit, kind, said(action, world), { ...more, ...others });
}

function said<World extends PlanWorld>({ content }: MatrixAction<World>, world: World): Content {
  return typeof content === 'function' ? content(world) : content;
}

function told(kind: MessageKind, event: string | undefined): string {
  return event === undefined ? kind : `${kind} ${event}`;
}

/** Every kind that is about a plan, or changes one, in the world's region. */
function planKindsOf({ profile: { kinds } }: PlanWorld): MessageKind[] {
  return MESSAGE_KINDS.filter((kind) => kinds[kind]?.about === 'plan' || kinds[kind]?.changesPlan === true);
}

/** What messages of a kind may tell; `undefined` where there is one thing only. */
function eventsOf(kind: MessageKind): (string | undefined)[] {
  if (kind === 'sip-ateroppnande') return ['delmal', 'insats'];
  if (CHANGED_FIELD[kind] !== undefined)
    return kind === 'sip-kartlaggning' ? ['ny', 'andrad', 'borttagen'] : ['ny', 'andrad'];
  const { event, purpose, source } = CONTENT[kind];
  const field = event ?? (kind === 'sip-kallelse' ? purpose : kind === 'avliden' ? source : undefined);
  return field?.type === 'code' ? [...field.values] : [undefined];
}
