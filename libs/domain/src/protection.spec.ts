import { describe, expect, it } from '@jest/globals';
import { withoutPlaces } from './protection.js';

const HOME = { line: ['Hemliga vägen 7'], postalCode: '97231', city: 'Luleå' };

describe('what a message about a protected person tells', () => {
  it('[L-PROT-01] has no place of the person or of those close, however deep it stands', () => {
    const said = {
      participants: [
        { relation: 'den-enskilde', name: 'Tolvan', address: HOME, phone: '1' },
        { relation: 'skola', name: 'Åsa', address: HOME, phone: '2' },
      ],
      participant: { relation: 'foretradare', name: 'Gun', address: HOME, phone: '3' },
      representative: { name: 'Gun', relation: 'god man', address: HOME, phone: '4' },
      responsible: { party: 'narstaende', phone: '5' },
      to: { relation: 'narstaende', name: 'Eva', address: HOME },
      place: 'Rådhuset',
      needed: true,
    };
    expect(withoutPlaces(said)).toEqual({
      participants: [
        { relation: 'den-enskilde', name: 'Tolvan' },
        { relation: 'skola', name: 'Åsa', address: HOME, phone: '2' },
      ],
      participant: { relation: 'foretradare', name: 'Gun' },
      representative: { name: 'Gun', relation: 'god man' },
      responsible: { party: 'narstaende' },
      to: { relation: 'narstaende', name: 'Eva' },
      place: 'Rådhuset',
      needed: true,
    });
  });
});
