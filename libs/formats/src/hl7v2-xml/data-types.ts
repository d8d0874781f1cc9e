/**
 * The data types of HL7 version 2.5.1 by which elements of v2.xml are named, for the segments that the hub writes. Only
 * writing needs them: what is read goes by its number.
 */

function words(list: string): readonly string[] {
  return list.split(' ');
}

/** Data types of a segment's fields, from the first. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  MSH: words('ST ST HD HD HD HD TS ST MSG ST PT VID NM ST ID ID ID ID CE ID EI'),
  EVN: words('ID TS TS IS XCN TS HD'),
  PID: words(
    'SI CX CX CX XPN XPN TS IS XPN CE XAD IS XTN XTN CE CE CE CX ST DLN CX CE ST ID NM CE CE CE TS ID ID IS TS HD CE CE ST CE CWE',
  ),
  PD1: words('IS IS XON XCN IS IS IS IS ID CX CE ID DT XON CE IS DT DT IS IS IS'),
  MRG: words('CX CX CX CX CX CX XPN'),
  PV1: words(
    'SI IS PL IS CX PL XCN XCN XCN IS PL IS IS IS IS IS XCN IS CX FC IS IS IS IS DT NM NM IS IS DT IS NM NM IS DT IS DLD CE IS IS IS PL PL TS TS NM NM NM NM CX IS XCN',
  ),
  PV2: words(
    'PL CE CE CE ST ST IS TS TS NM NM ST XCN DT ID IS DT IS ID NM IS ID XON IS IS DT IS DT DT CE IS ID TS ID ID ID ID CE CE CE CE CE IS IS CE DT TS TS IS',
  ),
  OBX: words('SI ID CE ST ST CE ST IS NM ID ID TS ST TS CE XCN CE EI TS'),
  MSA: words('ID ST ST NM ID CE'),
  ERR: words('ELD ERL CWE ID CWE ST TX TX IS CWE CWE XTN'),
};

/** Data types of a composite's components, from the first; what is not here has none. */
const COMPONENTS: Readonly<Record<string, readonly string[]>> = {
  CE: words('ST ST ID ST ST ID'),
  CWE: words('ST ST ID ST ST ID ST ST ST'),
  CX: words('ST ST ID HD ID HD DT DT CWE CWE'),
  DLD: words('IS TS'),
  DLN: words('ST IS DT'),
  DR: words('TS TS'),
  EI: words('ST IS ST ID'),
  ELD: words('ST NM NM CE'),
  ERL: words('ST NM NM NM NM NM'),
  FC: words('IS TS'),
  FN: words('ST ST ST ST ST'),
  HD: words('IS ST ID'),
  MSG: words('ID ID ID'),
  PL: words('IS IS IS HD IS IS IS IS ST EI HD'),
  PT: words('ID ID'),
  SAD: words('ST ST ST'),
  TS: words('DTM ID'),
  VID: words('ID CE CE'),
  XAD: words('SAD ST ST ST ST ID ID ST IS IS ID DR TS TS'),
  XCN: words('ST FN ST ST ST ST IS IS HD ID ST ID ID HD ID CE DR ID TS TS ST CWE CWE'),
  XON: words('ST IS NM NM ID HD ID HD ID ST'),
  XPN: words('FN ST ST ST ST IS ID ID CE DR ID TS TS ST'),
  XTN: words('ST ID ID ST NM NM NM NM ST ST ST ST'),
};

/** What is not known is a text. */
const TEXT = 'ST';

/** Data type of a field; of OBX-5 it is what OBX-2 says. */
export function typeOfField(segment: string, field: number): string {
  return listed(FIELDS, segment)?.[field - 1] ?? TEXT;
}

/** Data types of the components; undefined for a type that has none. */
export function componentsOfType(type: string): readonly string[] | undefined {
  return listed(COMPONENTS, type);
}

/** Data type of one component. */
export function typeOfComponent(type: string, component: number): string {
  return listed(COMPONENTS, type)?.[component - 1] ?? TEXT;
}

function listed(lists: Readonly<Record<string, readonly string[]>>, name: string): readonly string[] | undefined {
  return Object.hasOwn(lists, name) ? lists[name] : undefined;
}
