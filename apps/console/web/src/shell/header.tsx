import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { isStale, useLive } from '../api/live.js';
import { useSession, useSignOut } from '../api/session.js';
import { chooseLanguage, useLanguage } from '../i18n/texts.js';
import { Button } from '../parts/controls.js';
import { momentText, spanText } from '../parts/moment.js';
import { Badge } from '../parts/words.js';
import { Search } from './search.js';
import { useTheme } from './theme.js';

/** What stands above every view: which hub this is, its time, how old what is shown is, search, and who is signed in. */
export function Header() {
  const { t } = useTranslation('page');
  const live = useLive();
  const { overview } = live;
  return (
    <header className="shell-header" data-stale={isStale(live) || undefined}>
      <Link href="/" className="brand">
        <img src="/console/icon.svg" alt="" />
        Hemgång
      </Link>
      {overview !== undefined && (
        <>
          <Badge tone={overview.environment.name === 'produktion' ? 'plain' : 'notice'}>
            {overview.environment.name}
          </Badge>
          <HubTime />
          <Badge tone={overview.day.isWorkingDay ? 'plain' : 'warning'}>
            <DayName />
          </Badge>
        </>
      )}
      <Age />
      <Search />
      <Choices />
      <SignedIn label={t('header.signOut')} />
    </header>
  );
}

/** The hub's time in Sweden: it runs on by itself between two news, unless the hub's clock is a simulated one. */
function HubTime() {
  const { t } = useTranslation('page');
  const { language } = useLanguage();
  const { overview, heardAt, now } = useLive();
  if (overview === undefined || heardAt === undefined) return null;
  const isSimulated = overview.environment.clock === 'simulated';
  const passed = isSimulated ? 0 : Math.max(0, now - heardAt);
  const at = new Date(new Date(overview.at).getTime() + passed).toISOString();
  return (
    <span className="clock">
      <time dateTime={at}>{momentText(at, language)}</time>
      {isSimulated && <span className="quiet small"> {t('header.simulated')}</span>}
    </span>
  );
}

function DayName() {
  const { t } = useTranslation('page');
  const { both } = useLanguage();
  const { overview } = useLive();
  if (overview === undefined) return null;
  const { isWorkingDay, name } = overview.day;
  return <>{name === null ? t(isWorkingDay ? 'header.workingDay' : 'header.dayOff') : both(name)}</>;
}

/** How old what is shown is, and how the page gets its news. */
function Age() {
  const { t } = useTranslation('page');
  const { way, heardAt, now } = useLive();
  const age = heardAt === undefined ? undefined : Math.max(0, (now - heardAt) / 1000);
  const tone = way === 'none' ? 'critical' : way === 'polling' ? 'warning' : 'well';
  return (
    <Badge tone={tone}>
      {t(`header.way.${way}`)}
      {age !== undefined && age >= 20 && ` · ${spanText(age)}`}
    </Badge>
  );
}

/** Language and appearance. */
export function Choices() {
  const { t } = useTranslation('page');
  const { language } = useLanguage();
  const [theme, setTheme] = useTheme();
  return (
    <span className="row">
      <Button
        tone="plain"
        aria-label={language === 'sv' ? 'Show the page in English' : 'Visa sidan på svenska'}
        onPress={() => void chooseLanguage(language === 'sv' ? 'en' : 'sv')}
      >
        {language === 'sv' ? 'English' : 'Svenska'}
      </Button>
      <Button
        tone="plain"
        aria-label={t(theme === 'dark' ? 'header.toLight' : 'header.toDark')}
        onPress={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
      >
        <span aria-hidden="true">{theme === 'dark' ? '☀' : '☾'}</span>
      </Button>
    </span>
  );
}

function SignedIn({ label }: { label: string }) {
  const { user } = useSession();
  const signOut = useSignOut();
  return (
    <span className="row">
      <Link href="/account" className="small">
        {user?.displayName}
      </Link>
      <Button tone="plain" onPress={() => void signOut()}>
        {label}
      </Button>
    </span>
  );
}
