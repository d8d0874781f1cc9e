import { useTranslation } from 'react-i18next';
import { useFilters } from '../api/address.js';
import { useProfiles } from '../api/profiles.js';
import { Button, ChoiceBox, Tick } from './controls.js';
import { UnitBox } from './unit-box.js';

const ANY = 'any';

/** One thing by which a list can be narrowed down: its name in the address, and what stands there when it is not. */
export interface FilterChoice {
  readonly name: string;
  readonly label: string;
  readonly any: string;
  readonly choices: readonly { readonly id: string; readonly text: string }[];
}

/** The regions' rules as a choice. */
export function useProfileChoice(label: string, any: string): FilterChoice {
  const { data } = useProfiles();
  return { name: 'profile', label, any, choices: (data ?? []).map(({ id, name }) => ({ id, text: name })) };
}

/** What a list is narrowed down to: a unit, then choices, then what only shows or hides; all of it stands in the address. */
export function Filters({
  unit,
  choices,
  ticks = [],
  clear,
}: {
  /** What the unit is to the rows. */
  unit: string;
  choices: readonly FilterChoice[];
  ticks?: readonly { readonly name: string; readonly label: string }[];
  /** What the button says that takes everything away again. */
  clear: string;
}) {
  const { t } = useTranslation('page');
  const { of, choose } = useFilters();
  const names = ['unit', ...choices.map(({ name }) => name), ...ticks.map(({ name }) => name)];
  const isAny = names.some((name) => of(name) !== undefined);
  return (
    <div className="filters no-print" role="group" aria-label={t('filters')}>
      <UnitBox label={unit} value={of('unit') ?? ''} onChange={(hsaId) => choose({ unit: hsaId })} />
      {choices.map(({ name, label, any, choices: all }) => (
        <ChoiceBox
          key={name}
          label={label}
          value={of(name) ?? ANY}
          onChange={(id) => choose({ [name]: id === ANY ? undefined : id })}
          choices={[{ id: ANY, text: any }, ...all]}
        />
      ))}
      {ticks.map(({ name, label }) => (
        <Tick
          key={name}
          label={label}
          isSelected={of(name) === 'true'}
          onChange={(isSelected) => choose({ [name]: isSelected ? 'true' : undefined })}
        >
          {label}
        </Tick>
      ))}
      {isAny && (
        <div>
          <Button onPress={() => choose(Object.fromEntries(names.map((name) => [name, undefined])))}>{clear}</Button>
        </div>
      )}
    </div>
  );
}
