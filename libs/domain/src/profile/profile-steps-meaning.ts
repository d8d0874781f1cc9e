import { pathsOf } from '../condition-paths.js';
import { checkCondition, type Note } from './profile-asks.js';
import type { ProfileDraft } from './profile-shape.js';

/** What a step can be asked of: the stay, with no message at hand. */
const OF_STAY: readonly string[] = ['patient', 'planningCategory', 'category', 'episode', 'roles', 'said'];

/** Notes steps that ask for what no stay knows, and links to a page of checklists that is not there. */
export function checkSteps(draft: ProfileDraft, note: Note): void {
  draft.steps.forEach((step, i) => {
    for (const key of ['when', 'done'] as const) {
      const condition = step[key];
      if (condition === undefined) continue;
      const at = ['steps', i, key];
      const elsewhere = pathsOf(condition).filter((path) => !OF_STAY.includes(path.split('.')[0] ?? ''));
      for (const path of elsewhere) note(at, `${path} is about a message: steps are asked of the stay alone`);
      if (elsewhere.length === 0) checkCondition(condition, at, { kinds: [], draft, note });
    }
    if (step.checklist !== undefined && draft.checklists === undefined) {
      note(['steps', i, 'checklist'], 'the profile names no page of checklists');
    }
  });
}
