import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { useProfileName } from '../../api/profiles.js';
import { capital } from '../../i18n/names.js';
import { useLanguage } from '../../i18n/texts.js';
import { Copied } from '../../parts/copied.js';
import { LinkButton } from '../../parts/controls.js';
import { Facts, PageHead, Panel } from '../../parts/page.js';
import { Reveal } from '../../parts/reveal.js';
import { Answer } from '../../parts/states.js';
import { Badge } from '../../parts/words.js';
import { Areas } from './areas.js';
import { Consents } from './consents.js';
import { Coordinators } from './coordinators.js';
import { Documents } from './documents.js';
import { Done } from './done.js';
import { Goals } from './goals.js';
import { HandedOver } from './handed-over.js';
import { Letters } from './letters.js';
import { Meetings } from './meetings.js';
import { Participants } from './participants.js';
import { PlanCourse } from './plan-course.js';
import { PlanAwaited } from './plan-awaited.js';
import { usePlan } from './use-plan.js';
import { PlanUnit, useCodes, When, Written } from './words.js';
import type { Plan } from './wire.js';
import './plans.css';

/** One plan (SIP): how it stands, what is waited for from whom, what was agreed, and who has done what. */
export default function OnePlan() {
  const { id = '' } = useParams<{ id: string }>();
  return <Followed key={id} id={id} />;
}

function Followed({ id }: { id: string }) {
  const { t } = useTranslation('plans');
  const plan = usePlan(id);
  return (
    <>
      {plan.data === undefined && <PageHead title={t('one.untitled')} />}
      <Answer of={plan}>{(data) => <Whole plan={data} actions={<Reveal of={plan} />} />}</Answer>
    </>
  );
}

function Whole({ plan, actions }: { plan: Plan; actions: React.ReactNode }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const profileName = useProfileName();
  return (
    <>
      <PageHead
        title={t('one.title', { state: both(plan.stateName) })}
        actions={
          <>
            {actions}
            <LinkButton to={`/messages?plan=${plan.id}`}>{t('one.messages')}</LinkButton>
          </>
        }
      >
        {profileName(plan.profile)}
      </PageHead>
      <Marks plan={plan} />
      <Ended plan={plan} />
      <PlanAwaited plan={plan} />
      <PlanCourse plan={plan} />
      <Goals plan={plan} />
      <Participants plan={plan} />
      <Meetings plan={plan} />
      <div className="columns">
        <div className="stack trace-side">
          <Consents plan={plan} />
          <HandedOver plan={plan} />
        </div>
        <div className="stack trace-side">
          <Coordinators plan={plan} />
          <About plan={plan} />
        </div>
      </div>
      <Areas plan={plan} />
      <div className="columns">
        <Panel title={t('done.title')}>
          <Done plan={plan} />
        </Panel>
        <div className="stack trace-side">
          <Documents plan={plan} />
          <Letters plan={plan} />
        </div>
      </div>
    </>
  );
}

/** State, what is owed and when it is followed up, at a glance. */
function Marks({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const { stateName, isOpen, waitedFor, followUpOn, revisedAt, isUnderFormerIdentity } = plan;
  const late = waitedFor.filter(({ isOverdue }) => isOverdue).length;
  return (
    <p className="row">
      <Badge tone="notice">{capital(both(stateName))}</Badge>
      {isOpen && isUnderFormerIdentity && <Badge tone="warning">{t('one.formerIdentity')}</Badge>}
      {late > 0 && <Badge tone="critical">{t('one.late', { count: late })}</Badge>}
      {isOpen && <span className="quiet">{t('duties', { count: waitedFor.length })}</span>}
      {isOpen && followUpOn !== undefined && (
        <span className="quiet">
          {t('one.followUp')} <When at={followUpOn} />
        </span>
      )}
      {revisedAt !== undefined && (
        <span className="quiet">
          {t('one.revised')} <When at={revisedAt} />
        </span>
      )}
    </p>
  );
}

/** That the person has died, and how and why the plan ended. */
function Ended({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const { both } = useLanguage();
  const codeOf = useCodes();
  const { death, closed, isOpen, isMasked } = plan;
  return (
    <>
      {death !== undefined && (
        <div className="notice-box" data-tone={isOpen ? 'warning' : 'notice'}>
          <strong>{t(`death.${death.source}`, { on: death.diedOn })}</strong>
          {isOpen && <span>{t('death.open')}</span>}
        </div>
      )}
      {closed !== undefined && (
        <div className="notice-box" data-tone="notice">
          <strong>{codeOf('closedHow', closed.how)}</strong>
          <span>
            <When at={closed.at} />, <PlanUnit plan={plan} hsaId={closed.unit} />
            {closed.reasonName !== undefined && `, ${both(closed.reasonName)}`}
          </span>
          <span>
            <Written of={closed.comment} isMasked={isMasked && closed.how === 'for-hand'} />
          </span>
        </div>
      )}
    </>
  );
}

/** What is known of the whole plan: how it began, who stands for the person, ids. */
function About({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const codeOf = useCodes();
  const { id, episode, need, offeredOn, talkedOverOn, representative, careContact, deliveryWish, patient } = plan;
  const facts: (readonly [string, React.ReactNode])[] = [];
  const add = (name: string, what: React.ReactNode) => facts.push([t(`facts.${name}`), what]);
  if (patient !== undefined) {
    const { givenName, familyName, id: number } = patient;
    add('patient', [givenName, familyName, number].filter((part) => part !== undefined).join(' '));
  }
  if (need?.raisedBy !== undefined) add('raisedBy', codeOf('raisedBy', need.raisedBy));
  if (need?.text !== undefined) add('need', <Written of={need.text} isMasked={false} />);
  if (careContact !== null && careContact !== undefined)
    add('careContact', [careContact.name, careContact.phone].filter(Boolean).join(', '));
  if (representative !== undefined) add('representative', representative?.name ?? t('facts.noRepresentative'));
  if (deliveryWish !== undefined) add('deliveryWish', codeOf('way', deliveryWish));
  if (offeredOn !== undefined) add('offered', <When at={offeredOn} />);
  if (talkedOverOn !== undefined) add('talkedOver', <When at={talkedOverOn} />);
  if (episode !== undefined) add('episode', <Link href={`/episodes/${episode}`}>{t('episode')}</Link>);
  add('id', <Copied text={id} what={t('facts.id')} />);
  return (
    <Panel title={t('facts.title')}>
      <Facts of={facts} />
    </Panel>
  );
}
