import { Box, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Fragment, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { StepIcon } from '../canvas/stepLook.tsx';
import { useEditorContext } from '../store/EditorContext.ts';
import classes from './Palette.module.css';
import { type PaletteItem, paletteGroups, searchPalette } from './paletteItems.ts';
import { useDragOut } from './useDragOut.tsx';
import { usePlacing } from './usePlacing.ts';

/** Everything that can be placed: searched, dragged onto the canvas, or added by a click. */
export function Palette() {
  const { t } = useTranslation();
  const { catalog } = useEditorContext();
  const [query, setQuery] = useState('');
  const groups = useMemo(() => paletteGroups(catalog), [catalog]);
  const found = useMemo(() => searchPalette(groups, query), [groups, query]);
  const placing = usePlacing();
  const { begin, isClick, ghost } = useDragOut();

  return (
    <section className={classes.palette} aria-label={t('editor.palette')}>
      <Box p="sm" pb={4}>
        <TextInput
          aria-label={t('editor.paletteSearch')}
          placeholder={t('editor.paletteSearch')}
          leftSection={<IconSearch size={16} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [first] = found.flatMap((group) => group.items);
            if (event.key === 'Enter' && query.trim() !== '' && first) placing.addByClick(first.placeable);
          }}
        />
      </Box>
      <div className={classes.list}>
        {found.length === 0 && (
          <Text size="sm" c="dimmed" ta="center" mt="lg">
            {t('editor.paletteNothing', { query })}
          </Text>
        )}
        {found.map((group, index) => (
          <Fragment key={group.id}>
            {found[index - 1]?.section !== group.section && <h2 className={classes.section}>{t(`editor.section.${group.section}`)}</h2>}
            <PaletteGroupTitle group={group} />
            {group.items.map((item) => (
              <PaletteButton
                key={item.id}
                item={item}
                onPress={() => {
                  if (isClick()) placing.addByClick(item.placeable);
                }}
                onDragStart={(press, picture) => begin(press, picture, (at) => placing.dropAt(item.placeable, at))}
              />
            ))}
          </Fragment>
        ))}
      </div>
      {ghost}
    </section>
  );
}

function PaletteGroupTitle({ group }: { group: { title?: { vi: string; en: string } } }) {
  const text = useText();
  return group.title ? <h3 className={classes.provider}>{text(group.title)}</h3> : null;
}

interface PaletteButtonProps {
  readonly item: PaletteItem;
  onPress(): void;
  onDragStart(press: React.PointerEvent, picture: React.ReactNode): void;
}

function PaletteButton({ item, onPress, onDragStart }: PaletteButtonProps) {
  const text = useText();
  const icon = <StepIcon look={item.look} svg={item.svg} glyph={item.glyph} size={30} />;
  const picture = (
    <div className={classes.ghost}>
      {icon}
      <span className={classes.itemTitle}>{text(item.title)}</span>
    </div>
  );
  return (
    <button type="button" className={classes.item} title={text(item.summary)} onClick={onPress} onPointerDown={(press) => onDragStart(press, picture)}>
      {icon}
      <span>
        <span className={classes.itemTitle}>{text(item.title)}</span>
        {/* The button's own title says it to those who listen. */}
        <span className={classes.itemSummary} aria-hidden="true">
          {text(item.summary)}
        </span>
      </span>
    </button>
  );
}
