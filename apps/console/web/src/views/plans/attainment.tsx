import { useTranslation } from 'react-i18next';
import type { ProfileDto } from '../../../../src/dto/profile.dto.js';
import { useOne } from '../../api/lists.js';
import type { Json } from '../../api/wire.js';
import { useLanguage } from '../../i18n/texts.js';
import { PlanUnit, When, Written } from './words.js';
import type { Plan } from './wire.js';

type Evaluation = Plan['goals'][number]['evaluations'][number];

/** Said where nothing could be said: no degree of anything. */
const NO_DEGREE = 'kan-inte-bedomas';

const WIDTH = 200;
const TALL = 48;
const EDGE = 6;

/** How far a goal has been reached, evaluation by evaluation: as a line where there are several, and in words. */
export function Attainment({ of, plan }: { of: readonly Evaluation[]; plan: Plan }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  if (of.length === 0) return null;
  return (
    <div className="plan-attainment">
      {of.length > 1 && <Line of={of} profile={plan.profile} />}
      <ol className="plan-comments small" aria-label={t('goals.evaluations')}>
        {of.map((one) => (
          <li key={one.message}>
            <When at={one.on} />: <strong>{both(one.scoreName) || one.score}</strong>
            <span className="quiet">
              {' '}
              (<PlanUnit plan={plan} hsaId={one.unit} />)
            </span>{' '}
            {one.comment !== undefined && <Written of={one.comment} isMasked={plan.isMasked} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The degrees of the region's scale in their order, the first at the foot. */
function Line({ of, profile }: { of: readonly Evaluation[]; profile: string }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const rules = useOne<Json<ProfileDto>>(`/v1/ops/profiles/${encodeURIComponent(profile)}`, undefined, {
    isSteady: true,
  });
  const list = rules.data?.plan?.lists.find(({ id }) => id === 'scale');
  const scale = (list?.codes ?? []).filter(({ code }) => code !== NO_DEGREE);
  const degrees = of.flatMap(({ score }) => {
    const degree = scale.findIndex(({ code }) => code === score);
    return degree < 0 ? [] : [degree];
  });
  if (degrees.length < 2) return null;
  const x = (at: number) => EDGE + (at * (WIDTH - 2 * EDGE)) / (degrees.length - 1);
  const y = (degree: number) => TALL - EDGE - (degree * (TALL - 2 * EDGE)) / Math.max(1, scale.length - 1);
  const [first, last] = [of[0], of.at(-1)];
  const label = t('goals.course', { from: both(first?.scoreName), to: both(last?.scoreName), count: of.length });
  return (
    <svg className="plan-line" viewBox={`0 0 ${String(WIDTH)} ${String(TALL)}`} role="img" aria-label={label}>
      {scale.map(({ code }, degree) => (
        <line key={code} x1={0} x2={WIDTH} y1={y(degree)} y2={y(degree)} stroke="var(--line)" strokeWidth="1" />
      ))}
      <polyline
        points={degrees.map((degree, at) => `${String(x(at))},${String(y(degree))}`).join(' ')}
        fill="none"
        stroke="var(--series-1)"
        strokeWidth="2"
      />
      {degrees.map((degree, at) => (
        <circle key={at} cx={x(at)} cy={y(degree)} r="4" fill="var(--series-1)" />
      ))}
    </svg>
  );
}
