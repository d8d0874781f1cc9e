import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProfiles } from '../../api/profiles.js';
import { Button, ChoiceBox, TextBox } from '../../parts/controls.js';
import { addDays } from '../../parts/civil-days.js';
import { UnitBox } from '../../parts/unit-box.js';
import type { ReportHead } from './wire.js';

/** What a report is to be about; '' where it is not narrowed down. Days are `YYYY-MM-DD`. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly profile: string;
  readonly municipality: string;
  readonly unit: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MUNICIPALITY = /^(\d{4})?$/;

interface FormProps {
  readonly head: ReportHead;
  readonly question: Question;
  readonly today: string;
  readonly onAsk: (question: Question) => void;
}

/** Asks what the report is to be about. */
export function QuestionForm({ head, question, today, onAsk }: FormProps) {
  const { t } = useTranslation('reports');
  const [asked, setAsked] = useState(question);
  const change = (part: Partial<Question>) => setAsked((before) => ({ ...before, ...part }));
  const isBackwards = head.hasPeriod && asked.from > asked.to;
  const isRight =
    (!head.hasPeriod || (DAY.test(asked.from) && DAY.test(asked.to) && !isBackwards)) &&
    MUNICIPALITY.test(asked.municipality);
  return (
    <form
      className="panel stack no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) onAsk(asked);
      }}
    >
      <div className="form-grid">
        {head.hasPeriod && (
          <>
            <TextBox label={t('from')} type="date" value={asked.from} onChange={(from) => change({ from })} />
            <TextBox
              label={t('to')}
              type="date"
              value={asked.to}
              onChange={(to) => change({ to })}
              error={isBackwards ? t('backwards') : undefined}
            />
          </>
        )}
        <ProfileBox value={asked.profile} onChange={(profile) => change({ profile })} />
        <TextBox
          label={t('municipality')}
          value={asked.municipality}
          onChange={(municipality) => change({ municipality })}
          error={MUNICIPALITY.test(asked.municipality) ? undefined : t('municipalityWrong')}
          maxLength={4}
        />
        <UnitBox label={t('unit')} value={asked.unit} onChange={(unit) => change({ unit })} />
      </div>
      <div className="row">
        <Button type="submit" tone="main" isDisabled={!isRight}>
          {t('show')}
        </Button>
        {head.hasPeriod &&
          periodsOf(today).map(({ id, from, to }) => (
            <Button key={id} onPress={() => change({ from, to })}>
              {t(`period.${id}`)}
            </Button>
          ))}
      </div>
    </form>
  );
}

function ProfileBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('reports');
  const profiles = useProfiles();
  const choices = (profiles.data ?? []).map(({ id, name }) => ({ id, text: name }));
  return (
    <ChoiceBox
      label={t('profile')}
      value={value}
      onChange={onChange}
      choices={[{ id: '', text: t('allProfiles') }, ...choices]}
    />
  );
}

function periodsOf(today: string) {
  const firstOfMonth = `${today.slice(0, 8)}01`;
  const lastMonth = addDays(firstOfMonth, -1);
  return [
    { id: 'week', from: addDays(today, -6), to: today },
    { id: 'month', from: firstOfMonth, to: today },
    { id: 'lastMonth', from: `${lastMonth.slice(0, 8)}01`, to: lastMonth },
    { id: 'year', from: `${today.slice(0, 5)}01-01`, to: today },
  ];
}
