import type { ConfigPath } from '../config-reader.js';
import { PLAN_CONTENT } from '../content/plan.js';
import type { MessageKind } from '../message.js';
import { isPersonKind } from '../person.js';
import { checkCondition, pathAt, type Note } from './profile-asks.js';
import { hasField } from './profile-paths.js';
import type { CheckRule, KindRule } from './profile.js';
import type { ProfileDraft } from './profile-shape.js';

type PathOf = (...key: (string | number)[]) => ConfigPath;

/** Notes what the entry of a kind may say by itself, but what makes no sense together with the rest of the profile. */
export function checkKind(draft: ProfileDraft, kind: MessageKind, rule: KindRule, note: Note): void {
  const path: PathOf = (...key) => ['kinds', kind, ...key];
  const { names, deadlines } = draft;
  if (rule.senders.length === 0) note(path('senders'), `nobody may send ${kind}`);
  if ((rule.recipients === 'withdrawn') !== (kind === 'makulering')) {
    note(path('recipients'), 'withdrawn is the recipients of makulering, and of no other kind');
  }
  checkAbout(kind, rule, path, note);
  checkReach(draft, kind, rule, path, note);
  checkFields(kind, rule, path, note);
  if (rule.receipt !== undefined) {
    const deadline = deadlines[rule.receipt];
    if (!names.deadlines.has(rule.receipt)) note(path('receipt'), `no such deadline: ${rule.receipt}`);
    else if (deadline !== undefined && deadline.scope !== 'delivery') {
      note(path('receipt'), `the deadline ${rule.receipt} does not have the scope delivery`);
    }
  }
  if (rule.retracts !== undefined && !names.kinds.has(rule.retracts)) {
    note(path('retracts'), `the region has no kind ${rule.retracts}: it is not under kinds`);
  }
  rule.checks.forEach((check, i) => checkCheck(draft, kind, check, path('checks', i), note));
}

/** What a kind is about, and what hangs on that. */
function checkAbout(kind: MessageKind, rule: KindRule, path: PathOf, note: Note): void {
  const { about, recipients } = rule;
  if ((about === 'person') !== isPersonKind(kind)) {
    note(path('about'), `${kind} is about a ${isPersonKind(kind) ? 'person' : 'stay'}`);
  }
  if (about === 'person' && recipients !== 'parties' && recipients !== 'none') {
    note(path('recipients'), 'what is told of a person goes to the parties of that person, or to none');
  }
  checkOfPlan(kind, rule, path, note);
  if (about === 'free' && recipients !== 'named') {
    note(path('recipients'), 'what belongs to no stay has no parties: its recipients are named');
  }
  if (rule.alone !== undefined && (recipients !== 'named' || rule.early !== undefined)) {
    note(
      path('alone'),
      'without a stay there are no parties and nothing waits: its recipients are named, and it is not early',
    );
  }
  for (const key of ['receipt', 'gate', 'retracts', 'early', 'alone'] as const) {
    if (rule[key] === undefined) continue;
    if (about === 'person') note(path(key), 'what is told of a person asks for nothing and takes nothing back');
    else if ((about === 'free' || about === 'plan') && key !== 'receipt')
      note(path(key), 'the kind belongs to no stay');
    else if (recipients === 'none' && (key === 'receipt' || key === 'gate')) note(path(key), 'the kind goes to nobody');
  }
}

/** The kinds of which a plan consists are about it in every region that has them, and those that a stay has too may change it. */
function checkOfPlan(kind: MessageKind, { about, recipients, changesPlan }: KindRule, path: PathOf, note: Note): void {
  const isOfPlan = Object.hasOwn(PLAN_CONTENT, kind);
  if (isOfPlan !== (about === 'plan')) {
    note(path('about'), isOfPlan ? `${kind} is about a plan` : `${kind} is not about a plan`);
  }
  if (changesPlan === true && !CHANGES_PLAN.includes(kind)) {
    note(path('changesPlan'), `${kind} never changes a plan: only ${CHANGES_PLAN.join(', ')} do`);
  }
  if (recipients === 'participants' && about !== 'plan' && changesPlan !== true) {
    note(path('recipients'), 'only a plan has participants');
  }
  if (about === 'plan' && !['participants', 'named', 'none'].includes(recipients)) {
    note(path('recipients'), 'what is about a plan goes to its participants, to whom its sender names, or to nobody');
  }
}

/** Kinds about a stay that may change a plan too. */
const CHANGES_PLAN: readonly MessageKind[] = [
  'sip-initiativ',
  'sip-kallelse',
  'samtycke',
  'samtycke-aterkallat',
  'avliden',
  'fast-vardkontakt',
];

/** Whether there is anybody whom a kind may go to. */
function checkReach({ categories }: ProfileDraft, kind: MessageKind, rule: KindRule, path: PathOf, note: Note): void {
  const { recipients, named, senders } = rule;
  if (named !== undefined && recipients !== 'named')
    note(path('named'), 'only kinds whose recipients are named have it');
  if (recipients === 'named' && named === undefined) {
    note(path('recipients'), 'named is missing: how many recipients the sender names, of which roles');
  }
  if (named?.roles.length === 0) note(path('named', 'roles'), `nobody gets ${kind}: no role may be named`);
  if (recipients === 'ward' && senders.every((role) => role === 'slutenvard') && senders.length > 0) {
    note(path('recipients'), `nobody gets ${kind}: only wards send it, and it goes to the ward`);
  }
  const concernsNobody = Object.values(categories).every((category) => category.recipients.length === 0);
  if ((recipients === 'category' || recipients === 'parties') && concernsNobody) {
    note(path('recipients'), `nobody gets ${kind}: no category concerns anybody`);
  }
}

function checkFields(kind: MessageKind, rule: KindRule, path: PathOf, note: Note): void {
  const check = (fields: readonly string[], at: ConfigPath) => {
    for (const field of fields.filter((one) => !hasField(kind, one))) {
      note(at, `${kind} has no content field ${field}`);
    }
  };
  rule.consent.forEach(({ fields, allowed }, i) => {
    check(fields, path('consent', i, 'fields'));
    check(allowed, path('consent', i, 'allowed'));
  });
  check(Object.keys(rule.expectedFields), path('expectedFields'));
  check(rule.keeps, path('keeps'));
  if (rule.keeps.length > 0 && rule.about !== 'stay') note(path('keeps'), 'there is no stay that could keep it');
}

function checkCheck(draft: ProfileDraft, kind: MessageKind, check: CheckRule, path: ConfigPath, note: Note): void {
  const asked = { kinds: [kind], draft, note };
  if (check.when !== undefined) checkCondition(check.when, [...path, 'when'], asked);
  checkCondition(check.must, [...path, 'must'], asked);
  if (check.at !== '') pathAt(check.at, [...path, 'at'], asked);
}
