import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../../api/directory.js';
import type { DirectoryDto } from '../../../../src/dto/directory.dto.js';
import { useMay } from '../../api/session.js';
import type { Json } from '../../api/wire.js';
import { Button, TextBox } from '../../parts/controls.js';
import { DirectoryProblems } from '../../parts/directory-check.js';
import { Answer } from '../../parts/states.js';
import { SaveDirectory } from './save-directory.js';

type File = Json<DirectoryDto>['file'];

/** The directory's text, changed to see what the change would do, and saved where the hub lets it be. */
export function DirectoryDraft({ isTrying, onTry }: { isTrying: boolean; onTry: (text: string) => void }) {
  const directory = useDirectory();
  return (
    <Answer of={directory}>
      {({ file }) => (file.text === null ? null : <Draft file={file} text={file.text} {...{ isTrying, onTry }} />)}
    </Answer>
  );
}

function Draft({
  file,
  text,
  isTrying,
  onTry,
}: {
  file: File;
  text: string;
  isTrying: boolean;
  onTry: (text: string) => void;
}) {
  const { t } = useTranslation('quarantine');
  const isAdmin = useMay('admin');
  const [draft, setDraft] = useState(text);
  // What the draft was made from. A file that was changed meanwhile takes the place of what nobody has touched.
  const [base, setBase] = useState({ text, etag: file.etag });
  if (file.etag !== base.etag && (draft === base.text || draft === text)) {
    setBase({ text, etag: file.etag });
    setDraft(text);
  }
  const [isSaving, setSaving] = useState(false);
  const isChanged = draft !== text;
  return (
    <div className="stack directory-draft">
      {file.problems.length > 0 && <DirectoryProblems of={file.problems} />}
      <TextBox label={file.path} help={t('draft.help')} rows={18} value={draft} onChange={setDraft} />
      <div className="row">
        <Button isDisabled={isTrying || !isChanged} onPress={() => onTry(draft)}>
          {t('draft.try')}
        </Button>
        {isAdmin && file.isEditable && (
          <Button tone="main" isDisabled={!isChanged} onPress={() => setSaving(true)}>
            {t('draft.save')}
          </Button>
        )}
        {isChanged && (
          <Button tone="plain" onPress={() => setDraft(text)}>
            {t('draft.undo')}
          </Button>
        )}
      </div>
      {!(isAdmin && file.isEditable) && (
        <div className="notice-box" data-tone="notice">
          {t(file.isEditable ? 'draft.adminOnly' : 'draft.fileRules', { file: file.path })}
        </div>
      )}
      {isSaving && <SaveDirectory text={draft} etag={base.etag} onClose={() => setSaving(false)} />}
    </div>
  );
}
