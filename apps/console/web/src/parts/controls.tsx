import {
  Button as AriaButton,
  Checkbox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
  TextArea,
  TextField,
} from 'react-aria-components';
import { Link } from 'wouter';

type ButtonTone = 'main' | 'danger' | 'plain' | 'usual';

/** A button; `tone` says how much it weighs. */
export function Button({
  tone = 'usual',
  children,
  ...rest
}: {
  tone?: ButtonTone;
  children: React.ReactNode;
  onPress?: () => void;
  type?: 'button' | 'submit';
  isDisabled?: boolean;
  'aria-label'?: string;
  slot?: string;
}) {
  return (
    <AriaButton className="button" data-tone={tone} {...rest}>
      {children}
    </AriaButton>
  );
}

/** A link that looks like a button: it leads somewhere, and does nothing else. */
export function LinkButton({
  to,
  tone = 'usual',
  children,
}: {
  to: string;
  tone?: ButtonTone;
  children: React.ReactNode;
}) {
  return (
    <Link href={to} className="button" data-tone={tone}>
      {children}
    </Link>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
  readonly name?: string;
}

/** A line of text, or several with `rows`. */
export function TextBox({
  label,
  help,
  error,
  rows,
  type = 'text',
  autoComplete = 'off',
  maxLength,
  ...rest
}: FieldProps & { rows?: number; type?: string; autoComplete?: string; maxLength?: number }) {
  return (
    <TextField className="field" isInvalid={error !== undefined} {...rest}>
      <Label>{label}</Label>
      {rows === undefined ? (
        <Input className="input" type={type} autoComplete={autoComplete} maxLength={maxLength} />
      ) : (
        <TextArea className="input" rows={rows} maxLength={maxLength} />
      )}
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}

export interface Choice {
  readonly id: string;
  readonly text: string;
}

/** One of some choices. */
export function ChoiceBox({
  label,
  value,
  onChange,
  choices,
}: Pick<FieldProps, 'label' | 'value' | 'onChange'> & { choices: readonly Choice[] }) {
  return (
    <Select
      className="field"
      selectedKey={value}
      onSelectionChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
    >
      <Label className="label">{label}</Label>
      <AriaButton className="input row apart">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </AriaButton>
      <Popover className="popover">
        <ListBox items={choices}>
          {({ id, text }) => (
            <ListBoxItem id={id} className="choice" textValue={text}>
              {text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

/** Yes or no. Without children, `label` is only read out. */
export function Tick({
  label,
  isSelected,
  isIndeterminate = false,
  onChange,
  children,
}: {
  label: string;
  isSelected: boolean;
  isIndeterminate?: boolean;
  onChange: (isSelected: boolean) => void;
  children?: React.ReactNode;
}) {
  return (
    <Checkbox
      className="check"
      aria-label={children === undefined ? label : undefined}
      isSelected={isSelected}
      isIndeterminate={isIndeterminate}
      onChange={onChange}
    >
      <span className="box" aria-hidden="true">
        {isIndeterminate ? '–' : isSelected ? '✓' : ''}
      </span>
      {children}
    </Checkbox>
  );
}
