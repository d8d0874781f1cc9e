import { useState } from 'react';
import { Label, Tag, TagGroup, TagList, Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../../api/directory.js';
import type { DraftedClientDto } from '../../../../src/dto/directory.dto.js';
import { send } from '../../api/client.js';
import { TextBox, Tick } from '../../parts/controls.js';
import { AskWindow } from '../../parts/dialog.js';
import { UnitBox } from '../../parts/unit-box.js';
import type { Drafted } from './drafted-client.js';

const ROLES = ['party', 'operations', 'auditor', 'admin'] as const;
const ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

interface Form {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly units: readonly string[];
  readonly expires: string;
}

/** Asks for what a new client is called and for whom it acts; the hub drafts its entry and makes its secret. */
export function NewClient({ onDrafted, onClose }: { onDrafted: (drafted: Drafted) => void; onClose: () => void }) {
  const { t } = useTranslation('directory');

  const [form, setForm] = useState<Form>({ id: '', name: '', roles: ['party'], units: [], expires: '' });
  const taken = useDirectory().data?.clients.some(({ id }) => id === form.id) ?? false;
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const isRight = ID.test(form.id) && !taken && form.name.trim() !== '' && form.roles.length > 0;
  const draft = async () => {
    const { id, roles, units, expires } = form;
    const name = form.name.trim();
    const body = { id, name, roles, units, ...(expires === '' ? {} : { expires }) };
    onDrafted({ ...(await send<DraftedClientDto>('POST', '/v1/ops/clients/draft', body)), id, name, units });
  };
  return (
    <AskWindow title={t('client.new')} action={t('client.draft')} canAct={isRight} onAct={draft} onClose={onClose}>
      <p className="quiet">{t('client.newAbout')}</p>
      <TextBox
        label={t('client.id')}
        help={t('client.idHelp')}
        error={idError(form.id, taken, t)}
        value={form.id}
        onChange={(id) => change({ id })}
        maxLength={63}
        autoFocus
      />
      <TextBox label={t('client.name')} value={form.name} onChange={(name) => change({ name })} maxLength={100} />
      <ChosenUnits units={form.units} onChange={(units) => change({ units })} />
      <Roles roles={form.roles} onChange={(roles) => change({ roles })} />
      <TextBox
        label={t('client.expires')}
        help={t('client.expiresHelp')}
        type="date"
        value={form.expires}
        onChange={(expires) => change({ expires })}
      />
    </AskWindow>
  );
}

function idError(id: string, taken: boolean, t: (key: string) => string): string | undefined {
  if (id !== '' && !ID.test(id)) return t('client.idWrong');
  return taken ? t('client.idTaken') : undefined;
}

interface Chosen {
  readonly units: readonly string[];
  readonly onChange: (units: readonly string[]) => void;
}

function ChosenUnits({ units, onChange }: Chosen) {
  const { t } = useTranslation('directory');
  const all = useDirectory().data?.units ?? [];
  const named = units.map((id) => ({ id, name: all.find(({ hsaId }) => hsaId === id)?.name ?? id }));
  return (
    <>
      <UnitBox
        label={t('client.addUnit')}
        help={t('client.addUnitHelp')}
        value=""
        clears
        onChange={(hsaId) => {
          if (hsaId !== '' && !units.includes(hsaId)) onChange([...units, hsaId]);
        }}
      />
      {units.length > 0 && (
        <TagGroup className="field" onRemove={(keys) => onChange(units.filter((id) => !keys.has(id)))}>
          <Label className="label">{t('client.units')}</Label>
          <TagList items={named} className="tag-list">
            {({ id, name }) => (
              <Tag id={id} textValue={name} className="tag">
                {name} <span className="quiet small mono">{id}</span>
                <AriaButton slot="remove" className="tag-remove">
                  <span aria-hidden="true">✕</span>
                </AriaButton>
              </Tag>
            )}
          </TagList>
        </TagGroup>
      )}
    </>
  );
}

function Roles({ roles, onChange }: { roles: readonly string[]; onChange: (roles: readonly string[]) => void }) {
  const { t } = useTranslation('directory');
  return (
    <fieldset className="tick-group">
      <legend>{t('client.roles')}</legend>
      {ROLES.map((role) => (
        <Tick
          key={role}
          label={t(`client.role.${role}`)}
          isSelected={roles.includes(role)}
          onChange={(isSelected) => onChange(isSelected ? [...roles, role] : roles.filter((one) => one !== role))}
        >
          {t(`client.role.${role}`)}
        </Tick>
      ))}
    </fieldset>
  );
}
