import { useTranslation } from 'react-i18next';
import { Button } from './controls.js';
import { useSay } from './said.js';
import '../theme/contents.css';

interface CopyProps {
  readonly text: string;
  /** What it is, read out with the button. */
  readonly what: string;
}

/** A short text that can be copied, such as an id for a colleague. */
export function Copied(props: CopyProps) {
  return (
    <span className="copied">
      <span className="mono">{props.text}</span>
      <CopyButton tone="plain" {...props} />
    </span>
  );
}

/** Copies a text that stands beside it, or tells that the browser does not let it. */
export function CopyButton({ text, what, tone = 'usual' }: CopyProps & { tone?: 'plain' | 'usual' }) {
  const { t } = useTranslation('contents');
  const say = useSay();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say(t('copied', { what })),
      () => say(t('notCopied')),
    );
  return (
    <Button tone={tone} aria-label={t('copyWhat', { what })} onPress={() => void copy()}>
      {t('copy')}
    </Button>
  );
}
