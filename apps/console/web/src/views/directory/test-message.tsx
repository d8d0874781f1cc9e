import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { TestMessageSentDto } from '../../../../src/dto/directory.dto.js';
import { send } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { Button, TextBox } from '../../parts/controls.js';
import { AskWindow } from '../../parts/dialog.js';
import { Panel } from '../../parts/page.js';
import { useSay } from '../../parts/said.js';
import type { Directory } from '../../api/directory.js';

/** Sends the unit a message of no patient, and leads to where it is followed. */
export function TestMessage({ unit }: { unit: Directory['units'][number] }) {
  const { t } = useTranslation('directory');
  const may = useMay('operations', 'admin');
  const [isAsking, setAsking] = useState(false);
  const [sent, setSent] = useState<TestMessageSentDto>();
  return (
    <Panel title={t('test.title')} actions={may && <Button onPress={() => setAsking(true)}>{t('test.do')}</Button>}>
      <p className="quiet">{t('test.about')}</p>
      {!may && <p>{t('test.mayNot')}</p>}
      {sent !== undefined && (
        <p className="notice-box" data-tone="well">
          <span>{t('test.sent')}</span>
          <Link href={`/messages/${sent.id}`}>{t('test.follow')}</Link>
        </p>
      )}
      {isAsking && <AskText unit={unit} onSent={setSent} onClose={() => setAsking(false)} />}
    </Panel>
  );
}

interface AskTextProps {
  readonly unit: Directory['units'][number];
  readonly onSent: (sent: TestMessageSentDto) => void;
  readonly onClose: () => void;
}

function AskText({ unit, onSent, onClose }: AskTextProps) {
  const { t } = useTranslation('directory');
  const say = useSay();
  const [text, setText] = useState(t('test.proposal'));
  const act = async () => {
    const path = `/v1/ops/units/${encodeURIComponent(unit.hsaId)}/test-message`;
    onSent(await send<TestMessageSentDto>('POST', path, { text: text.trim() }));
    say(t('test.sent'));
  };
  return (
    <AskWindow
      title={t('test.newTitle', { unit: unit.name ?? unit.hsaId })}
      action={t('test.send')}
      canAct={text.trim() !== ''}
      onAct={act}
      onClose={onClose}
    >
      <TextBox
        label={t('test.text')}
        help={t('test.textHelp')}
        value={text}
        onChange={setText}
        rows={3}
        maxLength={500}
      />
    </AskWindow>
  );
}
