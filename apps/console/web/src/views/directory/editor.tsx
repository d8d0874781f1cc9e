import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { Button } from '../../parts/controls.js';
import { CopyButton } from '../../parts/copied.js';
import { AskWindow } from '../../parts/dialog.js';
import { Checked, DirectoryProblems, useChecked } from '../../parts/directory-check.js';
import { useSay } from '../../parts/said.js';
import { Answer } from '../../parts/states.js';
import type { Directory } from '../../api/directory.js';

type File = Directory['file'];

/** `demo.yaml:12: units[3]: …`: where in the text a problem is. */
const LINE = /:(\d+):/;

interface Base {
  readonly etag: string;
  readonly text: string;
  /** What it took the place of when it was saved here: until the file is fetched anew, it is still known as that. */
  readonly before?: string;
}

/** The text of the file, with what a change of it would bring about. */
export function Editor({ file, text: inFile }: { file: File; text: string }) {
  const { t } = useTranslation('directory');
  const [text, setText] = useState(inFile);
  // What the text was made from: a file that was changed meanwhile is not overwritten unseen.
  const [base, setBase] = useState<Base>({ etag: file.etag, text: inFile });
  const [tried, setTried] = useState<string>();
  const area = useRef<HTMLTextAreaElement>(null);
  const checked = useChecked(tried);
  const isChanged = text !== base.text;
  const start = () => {
    setText(inFile);
    setBase({ etag: file.etag, text: inFile });
    setTried(undefined);
    area.current?.focus();
  };
  const saved = (etag: string) => {
    setBase({ etag, text, before: base.etag });
    setTried(undefined);
  };
  const isOld = file.etag !== base.etag && file.etag !== base.before;
  const canSave = isChanged && tried === text && checked.data?.problems.length === 0 && !isOld;
  return (
    <div className="stack">
      <HowItIsChanged file={file} />
      {isOld && <ChangedMeanwhile onStart={start} hasOwn={isChanged} />}
      <TextField className="field" value={text} onChange={setText}>
        <Label>{t('file.text')}</Label>
        <TextArea ref={area} className="input mono file-text" rows={24} spellCheck="false" wrap="off" />
      </TextField>
      <div className="row">
        <Button onPress={() => setTried(text)} isDisabled={tried === text}>
          {t('check.do')}
        </Button>
        <Save file={file} text={text} etag={base.etag} canSave={canSave} onSaved={saved} />
        <CopyButton text={text} what={t('file.text')} />
        {isChanged && <Button onPress={start}>{t('file.startOver')}</Button>}
      </div>
      {tried === undefined ? (
        <p className="quiet small">{t('check.first')}</p>
      ) : tried !== text ? (
        <p className="quiet small">{t('check.again')}</p>
      ) : (
        <Answer of={checked}>
          {(data) => (
            <div className="stack">
              <Checked of={data} />
              <Places problems={data.problems} onGo={(line) => selectLine(area.current, line)} />
            </div>
          )}
        </Answer>
      )}
    </div>
  );
}

/** Who may change the file, and where. */
function HowItIsChanged({ file }: { file: File }) {
  const { t } = useTranslation('directory');
  const isAdmin = useMay('admin');
  return (
    <>
      <p className="notice-box" data-tone="notice">
        {t(!file.isEditable ? 'file.rulesLong' : isAdmin ? 'file.yoursLong' : 'file.adminOnlyLong', {
          file: file.path,
        })}
      </p>
      {file.problems.length > 0 && (
        <DirectoryProblems of={file.problems} heading={t('file.notInForce', { file: file.path })} />
      )}
    </>
  );
}

function ChangedMeanwhile({ onStart, hasOwn }: { onStart: () => void; hasOwn: boolean }) {
  const { t } = useTranslation('directory');
  return (
    <div className="notice-box" data-tone="warning" role="alert">
      <strong>{t('file.changed')}</strong>
      {hasOwn && <span>{t('file.changedOwn')}</span>}
      <div>
        <Button onPress={onStart}>{t('file.fetchAgain')}</Button>
      </div>
    </div>
  );
}

interface SaveProps {
  readonly file: File;
  readonly text: string;
  readonly etag: string;
  readonly canSave: boolean;
  readonly onSaved: (etag: string) => void;
}

function Save({ file, text, etag, canSave, onSaved }: SaveProps) {
  const { t } = useTranslation('directory');
  const isAdmin = useMay('admin');
  const say = useSay();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  if (!isAdmin || !file.isEditable) return null;
  const save = async () => {
    try {
      const saved = await send<{ etag: string }>('PUT', '/v1/ops/directory', { text, etag });
      onSaved(saved.etag);
      say(t('file.saved'));
    } finally {
      await queries.invalidateQueries({ queryKey: ['/v1/ops/directory'] });
    }
  };
  return (
    <>
      <Button tone="main" onPress={() => setAsking(true)} isDisabled={!canSave}>
        {t('file.save')}
      </Button>
      {isAsking && (
        <AskWindow title={t('file.save')} action={t('file.save')} onAct={save} onClose={() => setAsking(false)}>
          <p>{t('file.saveText')}</p>
        </AskWindow>
      )}
    </>
  );
}

/** Leads to the lines with problems. */
function Places({ problems, onGo }: { problems: readonly string[]; onGo: (line: number) => void }) {
  const { t } = useTranslation('directory');
  const lines = [...new Set(problems.flatMap((problem) => Number(LINE.exec(problem)?.[1] ?? NaN)))].filter(
    Number.isFinite,
  );
  if (lines.length === 0) return null;
  return (
    <div className="row">
      {lines.map((line) => (
        <Button key={line} onPress={() => onGo(line)}>
          {t('check.toLine', { line })}
        </Button>
      ))}
    </div>
  );
}

function selectLine(area: HTMLTextAreaElement | null, line: number): void {
  if (area === null) return;
  const lines = area.value.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  area.focus();
  area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  area.scrollTop = (area.scrollHeight / lines.length) * Math.max(0, line - 4);
}
