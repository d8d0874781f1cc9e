import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

export interface Action {
  readonly id: string;
  readonly text: string;
  readonly onAction: () => void;
}

/** Actions that are too many to stand beside each other. @param label what they are done to, read out with the button. */
export function ActionMenu({ label, text, actions }: { label: string; text: string; actions: readonly Action[] }) {
  return (
    <MenuTrigger>
      <Button className="button" aria-label={`${text}: ${label}`}>
        {text}
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu items={actions} onAction={(key) => actions.find(({ id }) => id === key)?.onAction()}>
          {({ id, text: shown }) => (
            <MenuItem id={id} className="choice">
              {shown}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
