import { useState } from 'react';
import { TextBox } from './controls.js';
import { civilOf, instantOf } from './civil-time.js';

/** A day and a time by the clocks of Sweden. @param value instant, ISO 8601; undefined when nothing is filled in. */
export function TimeBox({
  label,
  value,
  onChange,
  help,
  error,
}: {
  label: string;
  value: string | undefined;
  onChange: (instant: string | undefined) => void;
  help?: string | undefined;
  error?: string | undefined;
}) {
  const [written, setWritten] = useState('');
  // What is half written stays as it is; another instant from outside takes its place.
  const shown = value === undefined || instantOf(written) === value ? written : civilOf(value);
  return (
    <TextBox
      label={label}
      type="datetime-local"
      value={shown}
      onChange={(civil) => {
        setWritten(civil);
        onChange(instantOf(civil));
      }}
      help={help}
      error={error}
    />
  );
}
