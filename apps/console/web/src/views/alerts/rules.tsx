import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertRulesDto, AlertTestResultDto } from '../../../../src/dto/alert.dto.js';
import { send } from '../../api/client.js';
import { useOne } from '../../api/lists.js';
import { useMay } from '../../api/session.js';
import type { Json } from '../../api/wire.js';
import { useLanguage } from '../../i18n/texts.js';
import { Button } from '../../parts/controls.js';
import { Facts, Panel } from '../../parts/page.js';
import { useSay } from '../../parts/said.js';
import { Answer, Nothing, Trouble } from '../../parts/states.js';
import { Badge } from '../../parts/words.js';

type Rule = Json<AlertRulesDto>['items'][number];
type Outcome = Json<AlertTestResultDto>['items'];

/** The rules of this hub, each with its threshold and where it sends. */
export function Rules() {
  const { t } = useTranslation('alerts');
  const rules = useOne<Json<AlertRulesDto>>('/v1/ops/alerts/rules');
  return (
    <Answer of={rules}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing>{t('noRules')}</Nothing>
        ) : (
          <>
            <p className="notice-box" data-tone={items.every(({ to }) => to.length === 0) ? 'warning' : 'notice'}>
              {items.every(({ to }) => to.length === 0) && <strong>{t('rule.nobody')}</strong>}
              <span>{t('rule.file')}</span>
            </p>
            <div className="columns">
              {items.map((rule) => (
                <RuleCard key={rule.id} rule={rule} />
              ))}
            </div>
          </>
        )
      }
    </Answer>
  );
}

function RuleCard({ rule }: { rule: Rule }) {
  const { t } = useTranslation('alerts');
  const { both } = useLanguage();
  const { threshold, forMinutes, clearForMinutes } = rule;
  return (
    <Panel
      title={both(rule.name)}
      actions={
        <Badge tone={rule.isActive ? 'critical' : 'well'}>{t(rule.isActive ? 'rule.active' : 'rule.calm')}</Badge>
      }
    >
      <p>{t(`rule.when.${rule.kind}`, { threshold: threshold ?? '' })}</p>
      <Facts
        of={[
          [t('rule.for'), t('rule.minutes', { count: forMinutes })],
          [t('rule.clear'), t('rule.minutes', { count: clearForMinutes })],
          ...(rule.profile === null ? [] : [[t('rule.profile'), rule.profile] as const]),
          [t('rule.to'), <Channels key="to" of={rule.to} />],
        ]}
      />
      <TestChannels rule={rule} />
    </Panel>
  );
}

function Channels({ of }: { of: Rule['to'] }) {
  const { t } = useTranslation('alerts');
  if (of.length === 0) return <span className="quiet">{t('rule.nowhere')}</span>;
  return (
    <ul className="plain-list">
      {of.map(({ id, channel, to, isReady, missing }) => (
        <li key={id}>
          {id}: {t(`channel.${channel}`)} {to}{' '}
          {!isReady && (
            <>
              <Badge tone="critical">{t('rule.notReady')}</Badge> {missing !== null && <code>{missing}</code>}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Sends a test to each of a rule's channels and tells what became of each. */
function TestChannels({ rule: { id, to, name } }: { rule: Rule }) {
  const { t } = useTranslation('alerts');
  const { both } = useLanguage();
  const may = useMay('operations', 'admin');
  const say = useSay();
  const [outcome, setOutcome] = useState<Outcome>();
  const [error, setError] = useState<unknown>();
  const [isTesting, setTesting] = useState(false);
  if (!may || to.length === 0) return null;
  const test = async () => {
    setTesting(true);
    setError(undefined);
    try {
      const { items } = await send<Json<AlertTestResultDto>>(
        'POST',
        `/v1/ops/alerts/rules/${encodeURIComponent(id)}/test`,
      );
      setOutcome(items);
      say(t('test.done', { arrived: items.filter(({ ok }) => ok).length, all: items.length }));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setTesting(false);
    }
  };
  return (
    <>
      <div>
        <Button onPress={() => void test()} isDisabled={isTesting} aria-label={t('test.of', { rule: both(name) })}>
          {t(isTesting ? 'test.going' : 'test.do')}
        </Button>
      </div>
      {error !== undefined && <Trouble error={error} />}
      {outcome !== undefined && <Outcomes of={outcome} />}
    </>
  );
}

function Outcomes({ of }: { of: Outcome }) {
  const { t } = useTranslation('alerts');
  return (
    <ul className="plain-list" aria-label={t('test.outcome')}>
      {of.map(({ channel, to, ok, error }) => (
        <li key={`${channel} ${to}`}>
          {t(`channel.${channel}`)} {to}{' '}
          <Badge tone={ok ? 'well' : 'critical'}>{t(ok ? 'test.ok' : 'test.failed')}</Badge>{' '}
          {error !== null && <code>{error}</code>}
        </li>
      ))}
    </ul>
  );
}
