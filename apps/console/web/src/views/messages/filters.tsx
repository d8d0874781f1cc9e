import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holdsPersonalNumber } from '#domain/personal-number.js';
import { useFilters } from '../../api/address.js';
import { ALL_KINDS, useNames } from '../../i18n/names.js';
import { Button, ChoiceBox, TextBox } from '../../parts/controls.js';
import { TimeBox } from '../../parts/time-box.js';
import { UnitBox } from '../../parts/unit-box.js';

const ANY = 'any';

/** What the list is narrowed down to; ids are taken over when the form is sent, choices at once. */
export function MessageFilters() {
  const { t } = useTranslation('messages');
  const names = useNames();
  const { of, choose } = useFilters();
  const kinds = ALL_KINDS.map((id) => ({ id, text: names.kind(id) })).sort((one, other) =>
    one.text.localeCompare(other.text, 'sv'),
  );
  return (
    <section className="panel stack no-print" aria-label={t('filter.label')}>
      <IdFilters key={`${of('messageId') ?? ''} ${of('episode') ?? ''}`} />
      <div className="form-grid">
        <UnitBox label={t('filter.unit')} value={of('unit') ?? ''} onChange={(unit) => choose({ unit })} />
        <ChoiceBox
          label={t('filter.kind')}
          value={of('kind') ?? ANY}
          onChange={(kind) => choose({ kind: kind === ANY ? undefined : kind })}
          choices={[{ id: ANY, text: t('filter.anyKind') }, ...kinds]}
        />
        <TimeBox label={t('filter.from')} value={of('from')} onChange={(from) => choose({ from })} />
        <TimeBox label={t('filter.to')} value={of('to')} onChange={(to) => choose({ to })} />
      </div>
    </section>
  );
}

function IdFilters() {
  const { t } = useTranslation('messages');
  const { of, choose } = useFilters();
  const [messageId, setMessageId] = useState(of('messageId') ?? '');
  const [episode, setEpisode] = useState(of('episode') ?? '');
  const error = (text: string) => (holdsPersonalNumber(text) ? t('filter.personalNumber') : undefined);
  const isRefused = [messageId, episode].some(holdsPersonalNumber);
  const isAny = ['messageId', 'episode', 'plan', 'unit', 'kind', 'from', 'to'].some((name) => of(name) !== undefined);
  return (
    <form
      className="form-grid"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRefused) choose({ messageId: messageId.trim(), episode: episode.trim() });
      }}
    >
      <TextBox label={t('filter.messageId')} value={messageId} onChange={setMessageId} error={error(messageId)} />
      <TextBox label={t('filter.episode')} value={episode} onChange={setEpisode} error={error(episode)} />
      <div className="row filter-actions">
        <Button type="submit" tone="main" isDisabled={isRefused}>
          {t('filter.show')}
        </Button>
        {isAny && (
          <Button
            onPress={() => {
              setMessageId('');
              setEpisode('');
              choose(NO_FILTERS);
            }}
          >
            {t('filter.clear')}
          </Button>
        )}
      </div>
    </form>
  );
}

const NO_FILTERS = {
  messageId: undefined,
  episode: undefined,
  plan: undefined,
  unit: undefined,
  kind: undefined,
  from: undefined,
  to: undefined,
};
