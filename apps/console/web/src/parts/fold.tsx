import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';

/** What is shown when somebody wants to see it. @param label read out instead of `text` where that alone tells too little. */
export function Fold({
  text,
  label,
  isOpen = false,
  children,
}: {
  text: string;
  label?: string | undefined;
  isOpen?: boolean;
  children: React.ReactNode;
}) {
  return (
    <Disclosure defaultExpanded={isOpen} className="fold">
      <Button slot="trigger" className="fold-trigger" aria-label={label}>
        <span aria-hidden="true" className="fold-sign" />
        {text}
      </Button>
      <DisclosurePanel className="fold-panel">{children}</DisclosurePanel>
    </Disclosure>
  );
}

/** Shows and hides what stands elsewhere. @param controls id of that */
export function FoldButton({
  text,
  label,
  controls,
  isOpen,
  onChange,
}: {
  text: string;
  label: string;
  controls: string;
  isOpen: boolean;
  onChange: (isOpen: boolean) => void;
}) {
  return (
    <span className="fold" data-expanded={isOpen || undefined}>
      <Button
        className="fold-trigger"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? controls : undefined}
        onPress={() => onChange(!isOpen)}
      >
        <span aria-hidden="true" className="fold-sign" />
        {text}
      </Button>
    </span>
  );
}
