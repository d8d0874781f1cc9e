import { describe, expect, it } from '@jest/globals';

import { SIP_CONTENT } from '../../content/sip.js';
import { PARTY, planAt } from '../../../../../test/support/plan-world.js';
import type { PlanWorld } from '../../../../../test/support/plan-world.js';
import { followUpDraftOf } from './follow-up-draft.js';

const { coordinator, social, homeCare } = PARTY;
const draftIn = (world: PlanWorld) => followUpDraftOf(world.plan, world.unit(coordinator));

describe('the call to a follow-up, filled in', () => {
  it('[N-PART-03] [N-CALL-11] goes to those who take part, who have no inbox by name, and is taken in when a time is set', () => {
    const world = planAt('pagaende');
    const participant = { relation: 'narstaende', name: 'Eva Tolvansson', channel: 'post', phone: '070-1' };
    world.say(coordinator, 'sip-deltagare', { event: 'tillagd', participant });
    const draft = draftIn(world);
    expect(draft).toMatchObject({
      ...{ plan: world.plan.id, kind: 'sip-kallelse', sender: coordinator, followUpOn: '2027-02-01' },
      recipients: [social, homeCare],
      content: { purpose: 'uppfoljning', existingPlan: true, participants: [participant] },
    });
    expect(Object.keys(draft.content).filter((field) => !(field in SIP_CONTENT['sip-kallelse']))).toEqual([]);
    const content = { ...draft.content, meetingAt: '2027-02-01T13:00:00+01:00' };
    world.say(coordinator, 'sip-kallelse', content, { recipients: [...draft.recipients] });
    expect(world.facts.state).toBe('uppfoljning-kallad');
  });

  it('is held as the meeting before it was', () => {
    const world = planAt('kallad');
    const where = { form: 'video', place: 'Länken', leader: { name: 'Frida Vik' }, documentedBy: { name: 'Kim Ek' } };
    world.say(coordinator, 'sip-mote', { event: 'genomfort', ...where });
    expect(draftIn(world).content).toMatchObject(where);
  });

  it('[P-MEET-05] [P-MEET-03] begins with the questions of the person that no meeting came to, then what was to be followed up', () => {
    const world = planAt('samtycke');
    const preparation = { questions: ['Vem ringer jag?', 'När får jag duscha?', 'Får jag köra bil?'] };
    world.say(coordinator, 'sip-underlag', { preparation });
    world.say(coordinator, 'sip-kartlaggning', { heading: 'boende', needs: 'Trappor' });
    world.say(
      coordinator,
      'sip-kallelse',
      { purpose: 'sip', setting: 'utan-vardtillfalle', agenda: ['Hemma'] },
      { recipients: [social] },
    );
    const questions = [
      { text: 'Vem ringer jag?', answered: true },
      { text: 'När får jag duscha?', answered: false },
      { text: 'Kan jag byta läkare?', answered: false },
    ];
    world.say(coordinator, 'sip-mote', { event: 'genomfort', questions, followUpSubjects: ['Trappan', 'Medicinerna'] });
    expect(draftIn(world).content['agenda']).toEqual([
      ...['När får jag duscha?', 'Får jag köra bil?', 'Kan jag byta läkare?'],
      ...['Trappan', 'Medicinerna'],
    ]);
  });

  it('[S-MAP-05] leaves out what the person does not want to be taken up, and has no more points than fit', () => {
    const world = planAt('huvudmal-klart');
    const questions = Array.from({ length: 30 }, (_, at) => `Fråga ${String(at)}`);
    world.say(coordinator, 'sip-underlag', { preparation: { questions, excludedTopics: ['Fråga 0'] } });
    expect(draftIn(world).content['agenda']).toEqual(questions.slice(1));
  });

  it('says nothing of an agenda where there is nothing to say', () => {
    expect(draftIn(planAt('huvudmal-klart')).content).not.toHaveProperty('agenda');
  });
});
