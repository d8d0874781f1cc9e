import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { holdsPersonalNumber } from '#domain/personal-number.js';
import { useDirectory } from '../../api/directory.js';
import type { SearchResultDto } from '../../../../src/dto/search.dto.js';
import { get, Refusal } from '../../api/client.js';
import type { Json } from '../../api/wire.js';
import { Button, ChoiceBox, TextBox } from '../../parts/controls.js';
import { Moment } from '../../parts/moment.js';
import { PageHead } from '../../parts/page.js';
import { Nothing, Trouble, Waiting } from '../../parts/states.js';
import { Table } from '../../parts/table.js';

type Found = Json<SearchResultDto>['items'];

const ANY = 'any';

/** What a search came to: nothing yet, under way, found (perhaps nothing), or in trouble. */
type Outcome = 'none' | 'searching' | { readonly found: Found } | { readonly error: unknown };

/** Finds care episodes by the number that the hospital gave them. */
export default function Episodes() {
  const { t } = useTranslation('episodes');
  const [outcome, setOutcome] = useState<Outcome>('none');
  const search = useSearch(setOutcome);
  return (
    <>
      <PageHead title={t('title')}>{t('lead')}</PageHead>
      <SearchForm onSearch={(organisation, number) => void search(organisation, number)} />
      {outcome === 'searching' && <Waiting />}
      {typeof outcome === 'object' && 'error' in outcome && <Trouble error={outcome.error} />}
      {typeof outcome === 'object' && 'found' in outcome && <FoundEpisodes of={outcome.found} />}
      <p className="quiet">
        {t('elsewhere')} <Link href="/deadlines">{t('deadlines')}</Link>
      </p>
    </>
  );
}

/** With an organisation there is one such stay at most, and it is opened; else all with the number are listed. */
function useSearch(tell: (outcome: Outcome) => void): (organisation: string, number: string) => Promise<void> {
  const [, go] = useLocation();
  return async (organisation, number) => {
    tell('searching');
    try {
      if (organisation === ANY) {
        const { items } = await get<Json<SearchResultDto>>('/v1/ops/search', { q: number });
        tell({ found: items.filter(({ kind }) => kind === 'episode') });
      } else {
        const { id } = await get<{ id: string }>('/v1/ops/episodes', { organisation, episodeId: number });
        go(`/episodes/${id}`);
      }
    } catch (error) {
      tell(error instanceof Refusal && error.status === 404 ? { found: [] } : { error });
    }
  };
}

function SearchForm({ onSearch }: { onSearch: (organisation: string, number: string) => void }) {
  const { t } = useTranslation('episodes');
  const organisations = useDirectory().data?.organisations ?? [];
  const [organisation, setOrganisation] = useState(ANY);
  const [number, setNumber] = useState('');
  const isRefused = holdsPersonalNumber(number);
  const canSearch = number.trim().length > 1 && !isRefused;
  return (
    <form
      className="panel form-grid"
      aria-label={t('search.label')}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSearch) onSearch(organisation, number.trim());
      }}
    >
      <TextBox
        label={t('search.number')}
        help={t('search.numberHelp')}
        value={number}
        onChange={setNumber}
        error={isRefused ? t('search.personalNumber') : undefined}
      />
      <ChoiceBox
        label={t('search.organisation')}
        value={organisation}
        onChange={setOrganisation}
        choices={[
          { id: ANY, text: t('search.anyOrganisation') },
          ...organisations.map(({ id, name }) => ({ id, text: name })),
        ]}
      />
      <div className="filter-actions">
        <Button type="submit" tone="main" isDisabled={!canSearch}>
          {t('search.do')}
        </Button>
      </div>
    </form>
  );
}

function FoundEpisodes({ of }: { of: Found }) {
  const { t } = useTranslation('episodes');
  return (
    <div role="status">
      {of.length === 0 ? (
        <Nothing>{t('found.none')}</Nothing>
      ) : (
        <Table
          caption={t('found.caption', { count: of.length })}
          rows={of}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'number',
              head: t('found.number'),
              cell: ({ id, title }) => <Link href={`/episodes/${id}`}>{title}</Link>,
            },
            { id: 'detail', head: t('found.detail'), cell: ({ detail }) => detail },
            { id: 'at', head: t('found.at'), cell: ({ at }) => <Moment at={at} /> },
          ]}
        />
      )}
    </div>
  );
}
