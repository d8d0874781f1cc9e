import { useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useDirectory } from '../api/directory.js';

/** Units that are offered at once; a country has ten thousand. */
const OFFERED = 50;

interface Named {
  readonly hsaId: string;
  readonly name: string | null;
}

function textOf({ hsaId, name }: Named): string {
  return `${name ?? ''} ${hsaId}`.trim();
}

/** The units whose name or HSA-id holds every word of a text. */
export function unitsLike<Unit extends Named>(units: readonly Unit[], text: string): Unit[] {
  const words = text.toLocaleLowerCase('sv').split(/\s+/).filter(Boolean);
  return units.filter((unit) => {
    const shown = textOf(unit).toLocaleLowerCase('sv');
    return words.every((word) => shown.includes(word));
  });
}

/** One of the directory's units, found by name or HSA-id. @param value HSA-id, or '' @param clears empty again once chosen */
export function UnitBox({
  label,
  help,
  value,
  clears = false,
  onChange,
}: {
  label: string;
  help?: string | undefined;
  value: string;
  clears?: boolean;
  onChange: (hsaId: string) => void;
}) {
  const { t } = useTranslation('page');
  const [isUsed, setUsed] = useState(false);
  // Whoever does not look for a unit need not wait for all of them.
  const units = useDirectory({ isEnabled: isUsed || value !== '' }).data?.units ?? [];
  const [written, setWritten] = useState<string>();
  const chosen = units.find(({ hsaId }) => hsaId === value);
  const shown = chosen === undefined ? value : textOf(chosen);
  const choose = (hsaId: string) => {
    setWritten(clears ? '' : undefined);
    if (hsaId !== value) onChange(hsaId);
  };
  const settle = () => {
    if (written === '' && value !== '') onChange('');
    setWritten(undefined);
  };
  return (
    <ComboBox
      className="field"
      items={unitsLike(units, written ?? '').slice(0, OFFERED)}
      allowsEmptyCollection
      allowsCustomValue
      menuTrigger="focus"
      defaultFilter={() => true}
      inputValue={written ?? shown}
      onInputChange={(text) => setWritten(text === shown ? undefined : text)}
      onChange={(key) => {
        if (key !== null) choose(String(key));
      }}
      onFocus={() => setUsed(true)}
      onBlur={settle}
    >
      <Label>{label}</Label>
      <div className="combo">
        <Input className="input" placeholder={t('unit.choose')} />
        {value !== '' && !clears && <Clear onPress={() => choose('')} />}
        <Button className="combo-button">
          <span aria-hidden="true">▾</span>
        </Button>
      </div>
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <Offered />
    </ComboBox>
  );
}

/** Stands outside the box's own context: it empties the box and opens nothing. */
function Clear({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation('page');
  return (
    <Button slot={null} className="combo-button" aria-label={t('unit.clear')} onPress={onPress}>
      <span aria-hidden="true">✕</span>
    </Button>
  );
}

function Offered() {
  const { t } = useTranslation('page');
  return (
    <Popover className="popover">
      <ListBox renderEmptyState={() => <div className="choice quiet">{t('unit.none')}</div>}>
        {({ hsaId, name }: Named) => (
          <ListBoxItem id={hsaId} className="choice" textValue={textOf({ hsaId, name })}>
            {name ?? t('unit.gone')} <span className="quiet small mono">{hsaId}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}
