import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Choice } from './controls.js';

/** One of a few choices, all of them in sight. */
export function OneOf<Id extends string>({
  label,
  value,
  onChange,
  choices,
}: {
  label: string;
  value: Id;
  onChange: (value: Id) => void;
  choices: readonly (Choice & { readonly id: Id })[];
}) {
  return (
    <ToggleButtonGroup
      className="one-of"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = choices.find(({ id }) => keys.has(id));
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      {choices.map(({ id, text }) => (
        <ToggleButton key={id} id={id} className="one-of-choice">
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
