import { contentFieldsOf } from '#domain/content.js';
import type { FieldForm, Fields } from '#domain/content/form.js';
import type { Content, MessageKind } from '#domain/message.js';

import type { Dice } from './model-dice.js';

/** What contents are made from. */
export interface Scene {
  readonly now: Date;
  readonly sender: string;
  /** HSA-ids of wards in the sender's organisation. */
  readonly wards: readonly string[];
  /** HSA-ids of units that take part. */
  readonly around: readonly string[];
}

type Made = (dice: Dice, scene: Scene) => unknown;

const HOUR = 3_600_000;
const after = ({ now }: Scene, hours: number): string => new Date(now.getTime() + hours * HOUR).toISOString();
const dayAfter = (scene: Scene, days: number): string => after(scene, days * 24).slice(0, 10);
const absent: Made = () => undefined;
const inDays =
  (least: number, most: number): Made =>
  (dice, scene) =>
    dayAfter(scene, dice.whole(least, most));
const hoursAgo =
  (most: number): Made =>
  (dice, scene) =>
    after(scene, -dice.whole(0, most));

/**
 * What a sensible sender writes in a field, by its path within a kind or in any kind; everything else follows from the field's
 * form. Only what would hardly ever be right by itself is said.
 */
const SENSIBLE: Readonly<Record<string, Made>> = {
  admittedAt: hoursAgo(30),
  assessedAt: (dice, scene) => (dice.chance(30) ? after(scene, -dice.whole(0, 10)) : undefined),
  needIdentifiedAt: (dice, scene) => (dice.chance(30) ? after(scene, -dice.whole(0, 10)) : undefined),
  readyAt: hoursAgo(5),
  'utskrivningsklar.override': (dice) => (dice.chance(50) ? 'läggs till i morgon' : undefined),
  dischargedAt: (dice, scene) => after(scene, dice.whole(-5, 5)),
  expectedDischarge: inDays(1, 7),
  medicinesThrough: inDays(9, 14),
  executableFrom: inDays(0, 1),
  decidedOn: inDays(0, 0),
  plannedAdmission: inDays(7, 7),
  operation: inDays(8, 8),
  plannedDischarge: inDays(10, 10),
  diedOn: inDays(-1, 0),
  'svar-pa-inskrivning.nothingToTell': absent,
  'fristaende-meddelande.urgent': absent,
  'fristaende-meddelande.admitted': absent,
  'fristaende-meddelande.cancelled': absent,
  'fast-vardkontakt.ended': (dice) => (dice.chance(15) ? true : undefined),
  'fast-vardkontakt.unit': (dice, { sender }) => (dice.chance(50) ? sender : undefined),
  'careContact.unit': absent,
  name: (dice) => dice.one(['Frida Vik', 'Dag Dahl', 'Karin Åberg']),
  'avdelningsbyte.ward': (dice, { wards, sender }) => dice.maybe(wards) ?? sender,
  'samtycke.scope': (dice) => [dice.one(['informationsoverforing', 'informationsoverforing', 'sip', 'akutbesok'])],
  'samtycke-aterkallat.scope': (dice) => (dice.chance(50) ? ['informationsoverforing'] : undefined),
  type: (dice) => dice.one(['epikris', 'epikris', 'läkemedelslista', 'remiss']),
  branches: (dice) => (dice.chance(50) ? ['socialtjanst', 'hemsjukvard'] : undefined),
  responsibility: (dice) => (dice.chance(20) ? { party: 'Annan', reason: 'beslutat så' } : undefined),
};

/** How a sender writes: everything and well, or this and that. */
export type Care = 'careful' | 'careless';

/** The content of a message: every field that the kind has may be in it, and those that it has to have are. */
export function contentOf(kind: MessageKind, dice: Dice, scene: Scene, care: Care): Content {
  return objectOf(contentFieldsOf(kind), [kind], dice, scene, care);
}

function objectOf(fields: Fields, path: readonly string[], dice: Dice, scene: Scene, care: Care): Content {
  const made = Object.entries(fields).map(([name, form]) => {
    const isIn = form.required || dice.chance(care === 'careful' ? 97 : 50);
    return [name, isIn ? fieldOf(form, form.required, [...path, name], dice, scene, care) : undefined] as const;
  });
  return Object.fromEntries(made.filter(([, value]) => value !== undefined));
}

function fieldOf(
  form: FieldForm,
  isRequired: boolean,
  path: readonly string[],
  dice: Dice,
  scene: Scene,
  care: Care,
): unknown {
  const said = SENSIBLE[path.slice(-2).join('.')] ?? SENSIBLE[path.at(-1) ?? ''];
  const isSensible = said !== undefined && (care === 'careful' || isRequired || dice.chance(50));
  return isSensible ? said(dice, scene) : valueOf(form, path, dice, scene, care);
}

function valueOf(form: FieldForm, path: readonly string[], dice: Dice, scene: Scene, care: Care): unknown {
  switch (form.type) {
    case 'instant':
      return after(scene, dice.whole(care === 'careful' ? -3 : -40, care === 'careful' ? 0 : 40));
    case 'date':
      return dayAfter(scene, dice.whole(care === 'careful' ? 0 : -3, 7));
    case 'boolean':
      return care === 'careful' || dice.chance(60);
    case 'integer':
      return dice.whole(0, 100);
    case 'code':
      return care === 'careful' && path.includes('criteria') ? form.values[0] : dice.one(form.values);
    case 'text':
      return dice.one(
        ['Som förut', 'Mår bättre i dag', '80310', '2180'].filter(
          (text) => form.pattern?.expression.test(text) !== false,
        ),
      );
    case 'object':
      return objectOf(form.fields, path, dice, scene, care);
    case 'list':
      return [valueOf(form.of, path, dice, scene, care)];
  }
}
