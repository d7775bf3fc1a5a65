import { Badge, ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../words/useText.ts';
import classes from './DataPicker.module.css';
import { type DataNode, sampleWords } from './dataTree.ts';
import { startDragging } from './draggedDatum.ts';
import { kindOfDatum } from './kindOfDatum.ts';
import { SampleSwitch } from './SampleSwitch.tsx';
import { useStepData } from './StepData.tsx';
import { type TreeRow, treeRows } from './treeRows.ts';

interface DataTreeProps {
  /** `Infinity` fills what there is. */
  readonly maxHeight: number | string;
  onPick(node: DataNode): void;
}

/** What earlier steps give, with human names, formats and values; searched as one types, walked with the arrow keys, chosen with Enter, or dragged into a field. */
export function DataTree({ maxHeight, onPick }: DataTreeProps) {
  const { t } = useTranslation();
  const { branches } = useStepData();
  const [query, setQuery] = useState('');
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(null);
  const rowsId = useId();

  if (branches.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="sm" maw={280}>
        {t('editor.dataNone')}
      </Text>
    );
  }

  const rows = treeRows(branches, { query, toggled });
  const stops = rows.filter((row): row is Exclude<TreeRow, { kind: 'source' }> => row.kind !== 'source');
  const place = stops.findIndex(({ key }) => key === at);
  const current = stops[place] ?? (query.trim() === '' ? undefined : stops[0]);

  function toggle(path: string) {
    const next = new Set(toggled);
    if (!next.delete(path)) next.add(path);
    setToggled(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (move !== 0) {
      event.preventDefault();
      const from = current ? stops.indexOf(current) : move > 0 ? -1 : stops.length;
      setAt(stops[Math.max(0, Math.min(stops.length - 1, from + move))]?.key ?? null);
    } else if (current?.kind === 'group' && query === '' && event.key === (current.isOpen ? 'ArrowLeft' : 'ArrowRight')) {
      event.preventDefault();
      toggle(current.key);
    } else if (event.key === 'Enter') {
      // The field gets the focus back at once; this key must not become a line break in it.
      event.preventDefault();
      if (current?.kind === 'group') toggle(current.key);
      else if (current) onPick(current.node);
    }
  }

  return (
    <>
      <TextInput
        data-autofocus
        aria-label={t('editor.dataSearch')}
        placeholder={t('editor.dataSearch')}
        aria-controls={rowsId}
        aria-activedescendant={current ? `${rowsId}-${current.key}` : undefined}
        leftSection={<IconSearch size={16} />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(null);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={classes.samples}>
        <SampleSwitch />
      </div>
      <ScrollArea.Autosize mah={maxHeight} type="auto" className={classes.scroll}>
        <div id={rowsId}>
          {rows.map((row) => (
            <Row key={row.key} row={row} id={`${rowsId}-${row.key}`} isCurrent={row.key === current?.key} onPick={onPick} onToggle={toggle} />
          ))}
        </div>
        {rows.length === 0 && (
          <Text size="sm" c="dimmed" ta="center" py="md">
            {t('editor.paletteNothing', { query })}
          </Text>
        )}
      </ScrollArea.Autosize>
    </>
  );
}

interface RowProps {
  readonly row: TreeRow;
  readonly id: string;
  readonly isCurrent: boolean;
  onPick(node: DataNode): void;
  onToggle(path: string): void;
}

function Row({ row, id, isCurrent, onPick, onToggle }: RowProps) {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const line = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);

  if (row.kind === 'source') {
    return (
      <div className={classes.source}>
        {text(row.title)}
        {row.givenBy && (
          <span className={classes.given} data-by={row.givenBy}>
            {t(`forms.givenBy.${row.givenBy}`)}
          </span>
        )}
      </div>
    );
  }
  const { node, depth } = row;
  if (row.kind === 'group') {
    return (
      <UnstyledButton
        ref={line}
        id={id}
        className={classes.group}
        data-current={isCurrent || undefined}
        style={{ paddingLeft: 6 + depth * 16 }}
        aria-expanded={row.isOpen}
        tabIndex={-1}
        onClick={() => onToggle(row.key)}
      >
        {row.isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        {text(node.label)}
      </UnstyledButton>
    );
  }
  const kind = kindOfDatum(node.field);
  const sample = sampleWords(node, language);
  return (
    <UnstyledButton
      ref={line}
      id={id}
      className={classes.leaf}
      data-current={isCurrent || undefined}
      style={{ paddingLeft: 26 + depth * 16 }}
      tabIndex={-1}
      draggable
      onDragStart={(event) => startDragging(event, node.path)}
      onClick={() => onPick(node)}
    >
      <span className={classes.label}>{text(row.label)}</span>
      <span className={classes.sample}>{sample === '' && row.isGiven ? t('forms.sampleEmpty') : sample}</span>
      {kind && (
        <Badge size="xs" variant="default" className={classes.kind}>
          {t(`forms.kind.${kind}`)}
        </Badge>
      )}
    </UnstyledButton>
  );
}
