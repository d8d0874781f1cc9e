import type { Patient } from '#domain/message.js';

/** The units of the demo region that specs speak of. */
export const UNITS = {
  ward: 'SE2321000016-AVD12',
  ward14: 'SE2321000016-AVD14',
  otherHospital: 'SE2321000016-AVD32',
  openCare: 'SE2321000016-HC01',
  openCare2: 'SE2321000016-HC02',
  social: 'SE2120002338-SOC01',
  homeCare: 'SE2120002338-HSV01',
  housing: 'SE2120002338-SABO01',
  housing2: 'SE2120002338-SABO02',
  social2181: 'SE2120002346-SOC01',
  homeCare2181: 'SE2120002346-HSV01',
} as const;

export const TOLVAN: Patient = {
  id: '191212121212',
  idType: 'personnummer',
  givenName: 'Tolvan',
  familyName: 'Tolvansson',
  municipality: '2180',
  healthCentre: UNITS.openCare,
};
