import type { Both } from '../../both.js';
import { addCivilDays, civilDateOf, parseInstant } from '../../calendar.js';
import type { CivilDate } from '../../calendar.js';
import type { ColourTrack, EpisodeFacts } from '../../episode/episode.js';
import type { PlanRules } from '../plan-rule.js';

/** When the meeting is best held: advice to whoever coordinates, who decides (G-COL-05, G-COL-20, G-SIP-20). */
export interface MeetingAdvice {
  readonly colour: ColourTrack;
  readonly rule: string;
  /** Days after the discharge, both counted in. */
  readonly least: number;
  readonly most: number;
  /** Civil days, where a discharge is known or expected. */
  readonly from?: CivilDate;
  readonly through?: CivilDate;
  readonly text: Both;
}

type Stay = Pick<EpisodeFacts, 'colour' | 'expectedDischarge'> & { readonly dischargedAt?: string | undefined };

/**
 * The window of the stay's overall colour (G-COL-08, G-COL-13, G-COL-15), counted from the discharge, as long as that is only
 * expected from the expected day. Undefined while the colour is pending, and where the region knows no window for it, such as
 * blue, which needs no SIP (G-COL-06, G-COL-07, G-COL-21). That a call lies outside it is remarked by the profile's checks (G-COL-18).
 */
export function meetingAdvice(
  stay: Stay,
  { meetingWindows }: Pick<PlanRules, 'meetingWindows'>,
): MeetingAdvice | undefined {
  const window = stay.colour === undefined ? undefined : meetingWindows?.[stay.colour];
  if (stay.colour === undefined || window === undefined) return undefined;
  const { rule, least, most } = window;
  const discharge = dischargeDay(stay);
  const days = discharge && { from: addCivilDays(discharge, least), through: addCivilDays(discharge, most) };
  return { colour: stay.colour, rule, least, most, ...days, text: textOf(least, most) };
}

function dischargeDay({ dischargedAt, expectedDischarge }: Stay): CivilDate | undefined {
  const said = dischargedAt ?? expectedDischarge;
  const at = said === undefined ? undefined : parseInstant(said);
  return at === undefined ? said : civilDateOf(at);
}

function textOf(least: number, most: number): Both {
  if (least === 0 && most <= 1) {
    return {
      sv: 'Mötet hålls helst samma dag som hemgången eller dagen efter, eller redan på sjukhuset',
      en: 'The meeting is best held on the day of the discharge or the day after, or in the hospital before it',
    };
  }
  return {
    sv: `Mötet hålls helst ${String(least)}–${String(most)} dagar efter hemgången`,
    en: `The meeting is best held ${String(least)} to ${String(most)} days after the discharge`,
  };
}
