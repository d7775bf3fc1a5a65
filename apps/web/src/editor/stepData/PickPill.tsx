import { useState } from 'react';
import { InsertDataButton } from './InsertDataButton.tsx';

/** The `{ }` of a control that holds one value: what is picked comes as the text of a pill. */
export function PickPill({ fieldLabel, onPick }: { fieldLabel: string; onPick(pill: string): void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <InsertDataButton
      fieldLabel={fieldLabel}
      isOpen={isOpen}
      onOpen={setOpen}
      onPick={({ path }) => {
        setOpen(false);
        onPick(`{{ ${path} }}`);
      }}
    />
  );
}
