import { useTranslation } from 'react-i18next';

export interface CourseStep {
  readonly id: string;
  readonly name: string;
  /** Messages that lead here from the step before. */
  readonly by?: readonly string[];
  /** Where a stay stands by now; the rest lies behind it or ahead. */
  readonly place?: 'behind' | 'here' | 'ahead' | undefined;
}

/** A course drawn as a chain of steps, in their order. @param label what it is the course of */
export function Course({ label, steps }: { label: string; steps: readonly CourseStep[] }) {
  const { t } = useTranslation('page');
  return (
    <ol className="course" aria-label={label}>
      {steps.map(({ id, name, by = [], place }, at) => (
        <li key={id} className="course-part">
          {at > 0 && (
            <span className="course-by">
              {by.map((message) => (
                <span key={message}>{message}</span>
              ))}
              <span className="course-arrow" aria-hidden="true" data-direct={by.length > 0 || undefined} />
            </span>
          )}
          <span className="course-step" data-place={place} aria-current={place === 'here' ? 'step' : undefined}>
            {name}
            {place === 'here' && <span className="course-here">{t('course.here')}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
