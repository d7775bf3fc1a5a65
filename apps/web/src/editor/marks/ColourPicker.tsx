import { Group, Tooltip, UnstyledButton } from '@mantine/core';
import { type MarkColour, markColours } from '@noi/flow';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './ColourPicker.module.css';

interface ColourPickerProps {
  readonly label: string;
  readonly value: MarkColour | null;
  /** Offers to take the colour off. */
  readonly hasNone?: boolean;
  onChange(colour: MarkColour | null): void;
}

/** The few colours that things are marked with, each with its name. */
export function ColourPicker({ label, value, hasNone = false, onChange }: ColourPickerProps) {
  const { t } = useTranslation();
  const choices: readonly (MarkColour | null)[] = hasNone ? [null, ...markColours] : markColours;
  return (
    <Group gap={6} role="group" aria-label={label} wrap="nowrap">
      {choices.map((colour) => {
        const name = t(`marks.colours.${colour ?? 'none'}`);
        const isChosen = value === colour;
        return (
          <Tooltip key={colour ?? 'none'} label={name}>
            <UnstyledButton
              className={classes.swatch}
              data-mark={colour ?? undefined}
              aria-label={name}
              aria-pressed={isChosen}
              onClick={() => onChange(colour)}
            >
              {isChosen ? <IconCheck size={14} stroke={3} /> : colour === null && <IconX size={14} />}
            </UnstyledButton>
          </Tooltip>
        );
      })}
    </Group>
  );
}
