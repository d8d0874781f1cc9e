import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { MessageTrace, TracedDelivery } from '#flows/operations-ports.js';
import { demoDirectory, gavleborg } from '../../../test/support/domain.js';
import { traceDto } from './trace-view.js';

const NOW = new Date('2026-11-23T09:00:00Z');
const CONFIGURATION = { profiles: new Map([['gavleborg', gavleborg()]]), directory: demoDirectory() };

function delivery(id: string, unit: string, role: string, forwardedTo: string | null = null): TracedDelivery {
  return {
    ...{ id, unit, role, forwardedTo, state: forwardedTo === null ? 'waiting' : 'forwarded', receiptDue: null },
    ...{ acceptedAt: NOW, fetchedAt: null, receipt: null },
  };
}

function routing(kind: string, deliveries: TracedDelivery[], profile = 'gavleborg') {
  const trace: MessageTrace = {
    message: {
      ...{
        id: 'm',
        messageId: 'MSG-1',
        kind,
        sender: 'SE2321000016-AVD12',
        profile,
        episode: null,
        episodeNumber: null,
      },
      ...{ source: 'mllp:local-mllp', contentType: null, receivedAt: NOW, withdrawnBy: null, deliveries },
    },
    ...{ payload: null, notice: 'first', planningCategory: 'C', warnings: [], deadlines: [], ended: [], audit: [] },
    deliveries,
  };
  const { rules, parties } = traceDto(trace, CONFIGURATION, NOW).routing;
  return { rules, why: parties.map((party) => party.why) };
}

describe('the routing of a trace', () => {
  it('names the category and its rule, and how the unit was found', () => {
    const found = routing('inskrivningsmeddelande', [
      delivery('1', 'SE2120002338-SOC01', 'socialtjanst'),
      delivery('2', 'SE2321000016-HC01', 'oppenvard'),
    ]);
    expect(found.rules).toEqual(['G-ADM-09', 'G-CAT-07']);
    expect(found.why).toEqual([
      'category C concerns socialtjanst (G-CAT-07); the default mailbox of municipality 2180',
      'was a party before the responsibility changed',
    ]);
  });

  it('tells what went to the parties, to those who had a withdrawn message, and what the hub itself told', () => {
    const one = [delivery('1', 'SE2120002338-SOC01', 'socialtjanst')];
    expect(routing('utskrivningsmeddelande', one).why).toEqual(['is a party of the care episode']);
    expect(routing('makulering', one).why).toEqual(['had the message that is withdrawn']);
    expect(routing('avdelningsbyte', one).why).toEqual(['the profile in force sends this kind to nobody']);
    expect(routing('paminnelse', one)).toEqual({ rules: ['G-CAT-07'], why: ['told by the hub itself'] });
  });

  it('tells who forwarded', () => {
    const both = [
      delivery('1', 'SE2321000016-HC01', 'oppenvard', '2'),
      delivery('2', 'SE2321000016-HC02', 'oppenvard'),
    ];
    expect(routing('utskrivningsklar', both).why[1]).toBe('forwarded by SE2321000016-HC01');
  });

  it('says so when the profile or the unit is no longer there', () => {
    const gone = routing('utskrivningsklar', [delivery('1', 'SE0000000000-GONE', 'oppenvard')], 'gone');
    expect(gone).toEqual({ rules: [], why: ['the profile in force no longer has this kind'] });
  });
});
