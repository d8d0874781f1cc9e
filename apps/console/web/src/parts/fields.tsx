import { useTranslation } from 'react-i18next';
import type { FieldDto } from '../../../src/dto/content.dto.js';
import { capital } from '../i18n/names.js';
import { useLanguage } from '../i18n/texts.js';
import { Masked } from './marked-text.js';
import { Moment } from './moment.js';

/** What the hub understood of a message, field by field. */
export function Fields({ of }: { of: readonly FieldDto[] }) {
  const { both } = useLanguage();
  return (
    <dl className="fields">
      {of.map((field) => (
        <div key={field.path} className="field-pair" data-group={field.children !== undefined || undefined}>
          <dt title={field.path}>{capital(both(field.label))}</dt>
          <dd>
            {field.isMasked ? <Masked /> : <Value of={field.value} />}
            {field.children !== undefined && field.children.length > 0 && <Fields of={field.children} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Instants by the clocks of Sweden, yes and no in words, all else as it is. */
function Value({ of }: { of: string | null }) {
  const { t } = useTranslation('contents');
  if (of === 'true' || of === 'false') return <>{t(of === 'true' ? 'yes' : 'no')}</>;
  return of !== null && INSTANT.test(of) ? <Moment at={of} /> : <>{of}</>;
}
