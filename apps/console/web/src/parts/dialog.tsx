import { useEffect, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './controls.js';
import { focusHead, isFocusLost, RESTORED_AFTER } from './kept-focus.js';
import { Trouble } from './states.js';

/** Something on top of the page; Escape closes it. */
export function Window({
  title,
  isWide = false,
  onClose,
  children,
}: {
  title: string;
  isWide?: boolean;
  onClose: () => void;
  children: React.ReactNode;
}) {
  useFocusAfterwards();
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal>
        <Dialog className="dialog" data-wide={isWide || undefined}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * A question with a form in it, and one action. The window stays open, and says why, when the hub refuses.
 */
export function AskWindow({
  title,
  action,
  tone = 'main',
  isWide = false,
  canAct = true,
  onAct,
  onClose,
  children,
}: {
  title: string;
  action: string;
  tone?: 'main' | 'danger';
  isWide?: boolean;
  canAct?: boolean;
  onAct: () => Promise<unknown>;
  onClose: () => void;
  children: React.ReactNode;
}) {
  const { t } = useTranslation('page');
  const [error, setError] = useState<unknown>();
  const [isActing, setActing] = useState(false);
  const act = async () => {
    setActing(true);
    try {
      await onAct();
      onClose();
    } catch (thrown) {
      setError(thrown);
      setActing(false);
    }
  };
  return (
    <Window title={title} isWide={isWide} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (canAct && !isActing) void act();
        }}
      >
        {children}
        {error !== undefined && <Trouble error={error} />}
        <div className="row">
          <Button type="submit" tone={tone} isDisabled={!canAct || isActing}>
            {action}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Window>
  );
}

/**
 * When what opened the window is gone, the keyboard goes on at the head of the view; an entry of a menu is gone with the menu,
 * but the button that opened the menu is not.
 */
function useFocusAfterwards(): void {
  const [button] = useState(buttonOfMenu);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (!isFocusLost() || document.querySelector('[role=dialog]') !== null) return;
        if (button?.isConnected === true) button.focus();
        else focusHead();
      }, RESTORED_AFTER);
    },
    [button],
  );
}

/** The button of the menu that has the keyboard just now. */
function buttonOfMenu(): HTMLElement | null {
  const menu = document.activeElement?.closest('[role=menu]');
  const [id] = (menu?.getAttribute('aria-labelledby') ?? '').split(' ');
  return id === undefined || id === '' ? null : document.getElementById(id);
}
