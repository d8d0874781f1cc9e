import { describe, expect, it } from '@jest/globals';

import { AT, CareChain, telling, TREAN } from '../support/blekinge.js';
import { told } from '../support/domain.js';
import { HELD, ORIGINAL, SIGNED } from './blekinge-plan.js';
import { AGREED, call, chain, initiative, on, owesSip } from './blekinge-sip.js';

/** A plan in Blekinge beside a care chain: begun by the hospital, led by open care, and living on after the discharge. */

const planOf = (stay: CareChain) => {
  const [plan, ...others] = stay.plans.values();
  if (plan === undefined || others.length > 0) throw new Error(`there are ${String(stay.plans.size)} plans`);
  return plan;
};
const stateOf = (stay: CareChain) => planOf(stay).facts.state;
const said = (stay: CareChain, sender: string, kind: Parameters<CareChain['by']>[1], content: object) => ({
  ...stay.by(sender, kind, { ...content }),
  episode: undefined,
  episodeId: undefined,
  plan: planOf(stay).id,
});

/** A chain with an initiative and a call. */
function called(): CareChain {
  const stay = chain();
  stay.admit(initiative(stay), on('25'));
  stay.admit(call(stay), on('25', '11:00:00'));
  return stay;
}

describe('a plan beside a chain', () => {
  it('[B-SIP-02] [B-SIP-20] is begun by the initiative and led on by the call, and the chain goes its own way', () => {
    const stay = chain();
    const plan = stay.admit(initiative(stay), on('25'));
    expect([plan.answer.plan?.state, plan.answer.episode.state, planOf(stay).episode]).toEqual([
      'samtycke',
      'inskriven',
      stay.episode('K1').id,
    ]);
    expect(stay.admit(call(stay), on('25', '11:00:00')).answer.plan?.state).toBe('kallad');
    stay.ready();
    expect([stateOf(stay), stay.episode('K1').facts.state]).toEqual(['kallad', 'utskrivningsklar']);
    expect(owesSip(stay)).toEqual([]);
  });

  it('[B-CALL-03] [B-INI-07] is called to and asked for by the clocks of the chain alone', () => {
    const owed = (stay: CareChain) =>
      stay.deadlines.flatMap(({ kind, scope, state }) => (scope === 'plan' && state === 'open' ? [kind] : []));
    const begun = chain();
    begun.admit(initiative(begun), on('25'));
    expect(owed(begun)).toEqual([]);
    // Somebody saw the need at home; who asks from the admission on is the hospital.
    const early = new CareChain();
    early.tell(
      telling('sip-underlag', AT.centre, { patient: TREAN, content: { raisedBy: 'patient' } }),
      on('23', '08:30:00'),
    );
    expect(owed(early)).toEqual(['sip-samtycke']);
    early.admitted();
    early.admit(initiative(early), on('23', '10:00:00'));
    expect([planOf(early).episode, owed(early)]).toEqual([early.episode('K1').id, []]);
  });

  it('[B-INI-07] an initiative that is withdrawn leaves the plan as it was before, and who saw the need has to ask again', () => {
    const stay = new CareChain();
    const need = telling('sip-underlag', AT.centre, { patient: TREAN, content: { raisedBy: 'patient' } });
    stay.tell(need, on('23', '08:30:00'));
    stay.admitted();
    const begun = initiative(stay);
    stay.admit(begun, on('23', '10:00:00'));
    stay.admit(stay.byWard('makulering', { messageId: begun.messageId, reason: 'fel patient' }), on('23', '10:05:00'));
    const owed = stay.deadlines.filter(({ scope, state }) => scope === 'plan' && state === 'open');
    expect([planOf(stay).episode, stateOf(stay)]).toEqual([undefined, 'behov']);
    expect(owed.map(({ kind, responsible }) => [kind, responsible])).toEqual([['sip-samtycke', AT.centre]]);
  });

  it('[B-INI-07] an initiative that is withdrawn leaves the plan there as long as another one stands', () => {
    const stay = new CareChain();
    stay.tell(
      telling('sip-underlag', AT.centre, { patient: TREAN, content: { raisedBy: 'patient' } }),
      on('23', '08:30:00'),
    );
    stay.admitted().answered().reported();
    const begun = initiative(stay);
    stay.admit(begun, on('25'));
    stay.admit(initiative(stay), on('25', '10:05:00'));
    stay.admit(stay.byWard('makulering', { messageId: begun.messageId, reason: 'fel patient' }), on('25', '10:10:00'));
    expect(planOf(stay).episode).toBe(stay.episode('K1').id);
  });

  it('[B-SIP-11] [B-SIP-10] the hospital takes the initiative, open care calls and coordinates', () => {
    const stay = chain();
    stay.admit(initiative(stay), on('25'));
    expect(planOf(stay).facts.coordinators.at(-1)?.unit).toBe(AT.ward);
    stay.admit(call(stay), on('25', '11:00:00'));
    expect(planOf(stay).facts.coordinators.at(-1)?.unit).toBe(AT.centre);
    expect(told(stay.refuse(said(stay, AT.ward, 'sip-mote', HELD), on('27')))).toContain('not-coordinator B-SIP-10');
    stay.tell(said(stay, AT.centre, 'sip-mote', HELD), on('27'));
    expect(stateOf(stay)).toBe('mote-genomfort');
  });

  it('[B-CLOSE-03] [B-CLOSE-04] the end of the chain closes no plan, and an open plan keeps no chain open', () => {
    const stay = called();
    stay.ready();
    stay.municipalityReady();
    const home = stay.admit(stay.byWard('utskrivningsmeddelande'), on('27', '14:05:00'));
    expect([home.answer.episode.state, stateOf(stay)]).toEqual(['utskriven', 'kallad']);
    const more = stay.byWard('utskrivningsrapport', { medicalPlan: 'x', medicalPlanAt: on('28') });
    expect(told(stay.refuse(more, on('28')))).toEqual(['wrong-state']);
    stay.tell(said(stay, AT.centre, 'sip-mote', HELD), '2026-12-08T15:00:00+01:00');
    stay.tell(said(stay, AT.centre, 'sip-delgivning', SIGNED), '2026-12-08T15:10:00+01:00');
    stay.tell(said(stay, AT.centre, 'sip-delgivning', ORIGINAL), '2026-12-08T15:20:00+01:00');
    expect([stateOf(stay), stay.episode('K1').facts.state]).toEqual(['upprattad', 'utskriven']);
    stay.tell(
      said(stay, AT.centre, 'sip-avslut', { reason: 'inget-behov', agreedWith: ['patient', 'aktorer'] }),
      '2027-03-08T15:00:00+01:00',
    );
    expect([stateOf(stay), stay.episode('K1').facts.state]).toEqual(['avslutad', 'utskriven']);
  });

  it('[B-CLOSE-04] a stay that was entered in error leaves the plan as it was', () => {
    const stay = called();
    stay.admit(stay.byWard('avbryt-vardtillfalle'), on('26'));
    expect(stateOf(stay)).toBe('kallad');
  });

  it('[B-CON-08] consent that is taken back in the chain ends the plan', () => {
    const stay = called();
    stay.admit(stay.byWard('samtycke-aterkallat', { scope: ['sip'] }), on('26'));
    expect([stateOf(stay), stay.episode('K1').facts.state]).toEqual(['avslutad', 'inskriven']);
  });

  it('[B-SCO-03] [B-SIP-20] a death that the ward tells of ends both', () => {
    const stay = called();
    stay.admit(stay.byWard('avliden', { diedOn: '2026-11-26', source: 'manuell' }), on('26'));
    expect([stateOf(stay), stay.episode('K1').facts.state]).toEqual(['avslutad', 'avslutad']);
  });

  it('[B-CALL-12] [B-CALL-11] a no in the chain leaves the unit called, with its preparation to do', () => {
    const stay = called();
    const no = { text: 'Kan inte', callReply: { attends: false } };
    stay.admit(stay.by(AT.homeCare, 'extrameddelande', no), on('26'));
    const owed = stay.deadlines.filter(({ scope, state }) => scope === 'plan' && state === 'open');
    expect(owed.map(({ kind, responsible }) => `${kind} ${responsible}`).sort()).toEqual([
      `sip-forberedelse ${AT.homeCare}`,
      `sip-forberedelse ${AT.social}`,
    ]);
  });

  it('[B-CALL-10] whom the person had agreed to in the chain is whom the plan may reach', () => {
    const stay = chain();
    stay.admit(initiative(stay, {}, { consent: { ...AGREED, actors: [AT.centre, AT.social] } }), on('25'));
    expect(told(stay.refuse(call(stay), on('25', '11:00:00')))).toContain('consent-required B-CALL-10');
  });
});
