import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DirectoryCheckDto } from '../../../src/dto/directory.dto.js';
import { send } from '../api/client.js';
import { useLanguage } from '../i18n/texts.js';

/** What would come of a text as the directory; nothing is changed by asking. @param text undefined: nothing is asked */
export function useChecked(text: string | undefined) {
  return useQuery({
    queryKey: ['directory-check', text ?? ''],
    queryFn: () => send<DirectoryCheckDto>('POST', '/v1/ops/directory/check', { text }),
    enabled: text !== undefined,
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** What the check of a proposed directory found. */
export function Checked({ of: { problems, changes } }: { of: DirectoryCheckDto }) {
  const { t } = useTranslation('directory');
  const { both } = useLanguage();
  if (problems.length > 0) return <DirectoryProblems of={problems} />;
  return (
    <div className="notice-box" data-tone="well" role="status">
      <strong>{t(changes.length === 0 ? 'check.same' : 'check.well')}</strong>
      {changes.length > 0 && (
        <ul>
          {changes.map((change) => (
            <li key={change.sv}>{both(change)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What keeps a directory from being taken: file, line, place and reason, in the words of the hub. */
export function DirectoryProblems({ of, heading }: { of: readonly string[]; heading?: string }) {
  const { t } = useTranslation('directory');
  return (
    <div className="notice-box" data-tone="critical" role="alert">
      <strong>{heading ?? t('check.problems', { count: of.length })}</strong>
      <ul lang="en">
        {of.map((problem) => (
          <li key={problem}>
            <code>{problem}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
