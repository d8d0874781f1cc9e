import type { Patient } from '#domain/message.js';

/** The test persons that the examples tell of; their numbers are of the series that Skatteverket has for tests. */

const HEALTH_CENTRE = 'SE2321000016-HC01';

export const TOLVAN: Patient = {
  id: '191212121212',
  idType: 'personnummer',
  givenName: 'Tolvan',
  familyName: 'Tolvansson',
  address: { line: ['Gatan 12'], postalCode: '80310', city: 'Gävle' },
  municipality: '2180',
  healthCentre: HEALTH_CENTRE,
};
export const TOLVAN_MOVED: Patient = {
  ...TOLVAN,
  address: { line: ['c/o Åkerström, Östra Sjögatan 7'], postalCode: '80311', city: 'Gävle' },
};
export const ELVAN: Patient = {
  id: '194203159803',
  idType: 'personnummer',
  givenName: 'Elvan',
  familyName: 'Elvansson',
  municipality: '2180',
  healthCentre: 'SE2321000016-HC02',
};
export const UNKNOWN: Patient = {
  id: '19480722T981',
  idType: 'reservnummer',
  givenName: 'Okänd',
  familyName: 'Okänd',
  municipality: '2180',
  healthCentre: HEALTH_CENTRE,
};
export const NIAN: Patient = {
  ...UNKNOWN,
  id: '194807829819',
  idType: 'samordningsnummer',
  givenName: 'Nian',
  familyName: 'Niansson',
};
export const NIAN_REGISTERED: Patient = { ...NIAN, id: '194807229812', idType: 'personnummer' };
export const SJUAN: Patient = {
  id: '192903059836',
  idType: 'personnummer',
  givenName: 'Sjuan',
  familyName: 'Sjuansson',
  municipality: '2180',
  healthCentre: HEALTH_CENTRE,
  protected: true,
};
export const FEMMAN: Patient = {
  id: '195506189843',
  idType: 'personnummer',
  givenName: 'Femman',
  familyName: 'Femmansdotter-Öst',
  municipality: '2181',
  healthCentre: 'SE2321000016-HC03',
};
export const SEXAN: Patient = {
  id: '194408179812',
  idType: 'personnummer',
  givenName: 'Sexan',
  familyName: 'Sexansson',
  address: { line: ['Hamngatan 6'], postalCode: '80267', city: 'Gävle' },
  municipality: '2180',
  healthCentre: HEALTH_CENTRE,
};
export const ATTAN: Patient = {
  id: '192811059878',
  idType: 'personnummer',
  givenName: 'Åttan',
  familyName: 'Åttansson',
  municipality: '2180',
  healthCentre: 'SE2321000016-HC02',
};
export const FYRAN: Patient = {
  id: '198001019986',
  idType: 'personnummer',
  givenName: 'Fyran',
  familyName: 'Fyransson',
  municipality: '1080',
  healthCentre: 'SE2321000081-VC01',
};
export const TREAN: Patient = {
  id: '193702249842',
  idType: 'personnummer',
  givenName: 'Trean',
  familyName: 'Treansson',
  address: { line: ['Skeppsbrogatan 3'], postalCode: '37132', city: 'Karlskrona' },
  municipality: '1080',
  healthCentre: 'SE2321000081-VC01',
};
export const TIAN: Patient = {
  id: '193306099833',
  idType: 'personnummer',
  givenName: 'Tian',
  familyName: 'Tiansson',
  address: { line: ['Storgatan 10'], postalCode: '97231', city: 'Luleå' },
  municipality: '2580',
  healthCentre: 'SE2321000222-HC01',
};
