import type { ConfigPath, ConfigProblem } from '../config-reader.js';
import { CLOSED_STATES, type EpisodeState } from '../episode/episode.js';
import { statesWithoutExit, unreachableStates } from '../episode/transitions.js';
import { MESSAGE_KINDS, PLANNING_CATEGORIES } from '../message.js';
import { checkCondition } from './profile-asks.js';
import type { Note } from './profile-asks.js';
import { checkDeadline } from './profile-deadlines-meaning.js';
import { checkKind } from './profile-kinds-meaning.js';
import { checkPlan } from './profile-plan-meaning.js';
import { checkReports } from './profile-reports-meaning.js';
import type { ProfileDraft } from './profile-shape.js';
import { isPersonKind } from '../person.js';
import { checkSteps } from './profile-steps-meaning.js';

/** Notes what each entry of a profile may say by itself, but what makes no sense together with the others. */
export function checkProfileMeaning(draft: ProfileDraft, problems: ConfigProblem[]): void {
  const note: Note = (path, message) => problems.push({ path, message });
  // That nobody does something can be said only of a section whose every entry could be read.
  const misshapen = new Set(problems.map(({ path }) => path[0]));
  const isWhole = (section: keyof ProfileDraft) => !misshapen.has(section);

  checkCategories(draft, note);
  checkLadders(draft, note);
  for (const kind of MESSAGE_KINDS) {
    const rule = draft.kinds[kind];
    if (rule !== undefined) checkKind(draft, kind, rule, note);
  }
  for (const [name, rule] of Object.entries(draft.deadlines)) checkDeadline(draft, name, rule, isWhole('kinds'), note);
  for (const { value, at } of draft.rows) {
    if (!draft.names.kinds.has(value.on)) at.problem(`the region has no kind ${value.on}: it is not under kinds`);
  }
  if (isWhole('transitions')) checkTransitions(draft, note);
  checkReports(draft, note);
  if (isWhole('steps')) checkSteps(draft, note);
  checkPlan(draft, isWhole, note);
}

function checkCategories({ categories }: ProfileDraft, note: Note): void {
  for (const name of PLANNING_CATEGORIES) {
    const category = categories[name];
    if (category === undefined) continue;
    const path = ['categories', name, 'recipients'];
    const hasMunicipalCare = category.recipients.includes('hemsjukvard') || category.recipients.includes('sabo');
    if (hasMunicipalCare && !category.recipients.includes('oppenvard')) {
      note(
        path,
        'municipal health care needs oppenvard beside it, which holds the physician responsibility [G-CAT-17]',
      );
    }
    if (category.recipients.length === 0 && (category.notice !== 'never' || category.ready !== 'never')) {
      note(path, `category ${name} sends notices, but to nobody`);
    }
  }
}

function checkLadders({ names, ladders }: ProfileDraft, note: Note): void {
  for (const [ladder, steps] of Object.entries(ladders)) {
    steps.forEach(({ step, repeat, until }, i) => {
      if (repeat !== undefined && !names.windows.has(repeat)) {
        note(['ladders', ladder, i, 'repeat'], `step ${step} is repeated at a window that does not exist: ${repeat}`);
      }
      if (until !== undefined && !steps.slice(i + 1).some((later) => later.step === until)) {
        note(
          ['ladders', ladder, i, 'until'],
          `step ${step} is repeated until a step that does not come after it: ${until}`,
        );
      }
    });
  }
}

function checkTransitions(draft: ProfileDraft, note: Note): void {
  const { transitions, names, rows, kinds } = draft;
  const rowOf = (state: EpisodeState) => rows.find(({ value }) => value.from === state || value.to === state)?.at;
  for (const state of unreachableStates(transitions)) {
    rowOf(state)?.problem(`no sequence of messages leads to the state ${state}`);
  }
  for (const state of statesWithoutExit(transitions)) {
    if (!CLOSED_STATES.includes(state)) {
      rowOf(state)?.problem(`nothing leads on from the state ${state}, which is not closed`);
    }
  }
  for (const { value, at } of rows) {
    const rule = kinds[value.on];
    if (value.when !== undefined) {
      const told = (_path: ConfigPath, message: string) => {
        at.at('when').problem(message);
      };
      checkCondition(value.when, [], { kinds: [value.on], draft, note: told });
    }
    if (isPersonKind(value.on)) at.problem(`${value.on} tells of a person and fits in every state`);
    else if (rule?.about === 'free') at.problem(`${value.on} belongs to no stay and fits always`);
    else if (rule?.about === 'plan') at.problem(`${value.on} is about a plan: its rows stand in plan.transitions`);
    else if (rule?.early !== undefined && value.from === 'none') {
      at.problem(`${value.on} may come early: it waits for a stay and opens none`);
    }
  }
  // A withdrawal undoes the step of the withdrawn message, so the table has no row for it.
  for (const kind of MESSAGE_KINDS.filter((known) => names.kinds.has(known))) {
    const needsNone =
      kind === 'makulering' || isPersonKind(kind) || ['free', 'plan'].includes(kinds[kind]?.about ?? 'stay');
    if (!needsNone && !transitions.some(({ on }) => on === kind)) {
      note(['kinds', kind], 'no transition says in which states it fits');
    }
  }
}
