import { describe, expect, it } from '@jest/globals';
import { problemAddress } from './problem-address.js';

const unit = 'SE2321000016-HC01';

describe('where a problem leads', () => {
  it('is the list of what is overdue at the unit', () => {
    const filter = { state: 'overdue', group: 'receipts', unit };
    expect(problemAddress({ kind: 'overdue-receipts', view: 'deadlines', filter })).toBe(
      `/deadlines/receipts?state=overdue&unit=${unit}`,
    );
    expect(problemAddress({ kind: 'overdue-duties', view: 'deadlines', filter: { ...filter, group: 'other' } })).toBe(
      `/deadlines/duties?state=overdue&unit=${unit}`,
    );
  });

  it('is the escalations that nobody has taken', () => {
    const filter = { owner: 'none', state: 'overdue' };
    expect(problemAddress({ kind: 'unowned-escalations', view: 'deadlines', filter })).toBe(
      '/deadlines/escalations?state=open&owner=none',
    );
  });

  it('is what the directory says of a unit, its clients, and else the view with its filter', () => {
    expect(problemAddress({ kind: 'silent-party', view: 'directory', filter: { unit } })).toBe(
      `/directory/units/${unit}`,
    );
    expect(problemAddress({ kind: 'secret-expires', view: 'directory', filter: { client: 'gavle' } })).toBe(
      '/directory?tab=clients&client=gavle',
    );
    expect(problemAddress({ kind: 'quarantine', view: 'quarantine', filter: { code: 'unroutable' } })).toBe(
      '/quarantine?code=unroutable',
    );
    expect(problemAddress({ kind: 'sweep-late', view: 'queues', filter: {} })).toBe('/queues');
  });
});
