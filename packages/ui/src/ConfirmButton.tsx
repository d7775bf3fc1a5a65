import { Button, type ButtonProps, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';

export interface ConfirmButtonProps extends ButtonProps {
  readonly title: string;
  /** What will happen and what it means for customers. */
  readonly question: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly isDangerous?: boolean;
  onConfirm(): void | Promise<void>;
  readonly children: ReactNode;
}

/** A button that says what it will do, and does it only after a yes. */
export function ConfirmButton({ title, question, confirmLabel, cancelLabel, isDangerous = false, onConfirm, children, ...button }: ConfirmButtonProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const [isBusy, setBusy] = useState(false);

  async function confirm() {
    setBusy(true);
    try {
      await onConfirm();
      close();
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button {...button} onClick={open}>
        {children}
      </Button>
      <Modal opened={isOpen} onClose={close} title={title}>
        <Text size="sm" component="div">
          {question}
        </Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close}>
            {cancelLabel}
          </Button>
          <Button {...(isDangerous && { color: 'red' })} loading={isBusy} onClick={() => void confirm()}>
            {confirmLabel}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
