import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextBox } from '../../parts/controls.js';
import { AskWindow } from '../../parts/dialog.js';
import { useSay } from '../../parts/said.js';
import { useHandler } from './handle.js';
import type { Row } from './rows.js';
import { SnoozeWindow } from './snooze.js';

/** What somebody wants to do with a row, where it takes more than a press. */
export interface Asked {
  readonly kind: 'note' | 'snooze' | 'resolve';
  readonly row: Row;
  /** What the row is about, in words. */
  readonly what: string;
}

interface Asking {
  readonly asked: Asked;
  readonly onClose: () => void;
}

const LONGEST = 2000;

/** The window that belongs to what somebody wants to do. */
export function Ask({ asked, onClose }: Asking) {
  return asked.kind === 'snooze' ? (
    <SnoozeWindow row={asked.row} what={asked.what} onClose={onClose} />
  ) : (
    <WriteWindow asked={asked} onClose={onClose} />
  );
}

/** A note, or how the matter was settled: some lines of text. */
function WriteWindow({ asked: { kind, row, what }, onClose }: Asking) {
  const { t } = useTranslation('deadlines');
  const { note, resolve } = useHandler();
  const say = useSay();
  const [text, setText] = useState('');
  const written = text.trim();
  const isResolution = kind === 'resolve';
  return (
    <AskWindow
      title={t(isResolution ? 'ask.resolve' : 'ask.note')}
      action={t(isResolution ? 'action.resolve' : 'action.save')}
      canAct={written !== ''}
      onClose={onClose}
      onAct={async () => {
        await (isResolution ? resolve(row, written) : note(row, written));
        say(t(isResolution ? 'resolved' : 'noted', { what }));
      }}
    >
      <p>{what}</p>
      {isResolution && <p className="quiet">{t('ask.resolveMeans')}</p>}
      <TextBox
        label={t(isResolution ? 'ask.how' : 'ask.text')}
        help={t('ask.noPatient')}
        value={text}
        onChange={setText}
        rows={4}
        maxLength={LONGEST}
        isRequired
        autoFocus
      />
    </AskWindow>
  );
}
