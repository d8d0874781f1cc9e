import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { useDirectory } from '../../api/directory.js';
import { useOne } from '../../api/lists.js';
import { useNames } from '../../i18n/names.js';
import { LinkButton } from '../../parts/controls.js';
import { PageHead, Panel } from '../../parts/page.js';
import { Answer } from '../../parts/states.js';
import { Badge } from '../../parts/words.js';
import type { Stay } from './wire.js';
import { Ahead } from './ahead.js';
import { EpisodeCourse } from './episode-course.js';
import { EpisodeFacts } from './episode-facts.js';
import { History } from './history.js';
import { Sentences } from './sentences.js';
import { WaitedFor } from './waited-for.js';
import './episodes.css';

/** One care episode: how it stands, what is waited for, and what comes next. */
export default function Episode() {
  const { id = '' } = useParams<{ id: string }>();
  const stay = useOne<Stay>(`/v1/ops/episodes/${encodeURIComponent(id)}`);
  const { t } = useTranslation('episodes');
  return (
    <>
      {stay.data === undefined && <PageHead title={t('one.untitled')} />}
      <Answer of={stay}>{(data) => <Whole stay={data} />}</Answer>
    </>
  );
}

function Whole({ stay }: { stay: Stay }) {
  const { t } = useTranslation('episodes');
  const organisations = useDirectory().data?.organisations;
  const organisation = organisations?.find(({ id }) => id === stay.organisation)?.name ?? stay.organisation;
  const { explanation } = stay;
  return (
    <>
      <PageHead
        title={t('one.title', { number: stay.episodeId })}
        actions={<LinkButton to={`/messages?episode=${stay.id}`}>{t('one.messages')}</LinkButton>}
      >
        {organisation}
      </PageHead>
      <Marks of={stay} />
      {explanation !== null && explanation.standing.length > 0 && (
        <section className="panel episode-standing" aria-label={t('one.standing')}>
          <Sentences of={explanation.standing} />
        </section>
      )}
      <WaitedFor stay={stay} />
      <EpisodeCourse stay={stay} />
      {explanation !== null && <Ahead of={explanation} />}
      <div className="columns">
        <Panel title={t('history.title')}>
          <History stay={stay} />
        </Panel>
        <EpisodeFacts stay={stay} />
      </div>
    </>
  );
}

/** State, category and colour at a glance, in words. */
function Marks({ of: { state, category, colourTracks, openDeadlines } }: { of: Stay }) {
  const { t } = useTranslation('episodes');
  const names = useNames();
  const { overall } = colourTracks;
  return (
    <p className="row">
      <Badge tone="notice">{names.episodeState(state)}</Badge>
      <Badge>{category === undefined ? t('one.noCategory') : t('one.category', { category })}</Badge>
      <Badge>
        {overall !== null && <span className="track" data-colour={overall} aria-hidden="true" />}
        {overall === null ? t('one.noColour') : t('one.colour', { colour: names.colour(overall) })}
      </Badge>
      <span className="quiet">{t('one.open', { count: openDeadlines.length })}</span>
    </p>
  );
}
