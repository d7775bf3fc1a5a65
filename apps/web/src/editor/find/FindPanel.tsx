import { ActionIcon, Button, Checkbox, Group, ScrollArea, Text, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { type FoundText, findTexts, replaceTexts, stepOf } from '@noi/flow';
import { IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import classes from './FindPanel.module.css';

const selectGraph = (state: EditorState) => state.graph;

/** Finds words in all texts of the flow, goes to them one by one, and replaces one or all of them. */
export function FindPanel() {
  const { t } = useTranslation();
  const text = useText();
  const { store, catalog } = useEditorContext();
  const { setCenter, getZoom } = useReactFlow();
  const graph = useEditor(selectGraph);
  const [query, setQuery] = useState('');
  const [replacement, setReplacement] = useState('');
  const [ignoreMarks, setIgnoreMarks] = useState(true);
  const [place, setPlace] = useState(0);
  const [told, setTold] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const found = useMemo(() => findTexts({ graph, catalog, query, ignoreMarks }), [graph, catalog, query, ignoreMarks]);
  const at = Math.min(place, found.length - 1);
  const current = found[at];

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const close = () => store.getState().showDialog(null);

  function reveal({ owner }: FoundText) {
    if (owner.kind === 'step') store.getState().select({ steps: [owner.id] });
    if (owner.kind === 'group') store.getState().select({ steps: graph.groups?.[owner.id]?.members ?? [] });
    const note = owner.kind === 'note' ? graph.notes?.[owner.id] : undefined;
    if (note) void setCenter(note.position.x + note.width / 2, note.position.y + note.height / 2, { zoom: getZoom(), duration: 150 });
  }

  function go(by: number) {
    if (found.length === 0) return;
    const next = (at + by + found.length) % found.length;
    setPlace(next);
    setTold('');
    const match = found[next];
    if (match) reveal(match);
  }

  function replace(only?: string) {
    const { command, count, tooLong } = replaceTexts({ graph, catalog, query, ignoreMarks, replacement, ...(only !== undefined && { only }) });
    if (command && !store.getState().send(command)) return;
    setTold([t('find.replaced', { count }), ...(tooLong > 0 ? [t('find.tooLong', { count: tooLong })] : [])].join(' '));
  }

  function onKeyDown(event: KeyboardEvent) {
    // The canvas's own keys stay out of here; undo and the search itself do not.
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  }

  function nameOf({ owner: { kind, id } }: FoundText): string {
    if (kind === 'note') return t('find.inNote');
    if (kind === 'group') return t('marks.group');
    const step = stepOf(graph, id);
    return step ? text(describeStep(step, graph, catalog).title) : '';
  }

  return (
    <search className={classes.panel} aria-label={t('find.title')} onKeyDown={onKeyDown} data-undo="document">
      <Group gap={6} wrap="nowrap">
        <TextInput
          ref={field}
          flex={1}
          size="xs"
          leftSection={<IconSearch size={14} />}
          aria-label={t('find.query')}
          placeholder={t('find.query')}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setPlace(0);
            setTold('');
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go(event.shiftKey ? -1 : current && place === 0 && told === '' ? 0 : 1);
          }}
        />
        <Text size="xs" c="dimmed" miw={44} ta="center" aria-live="polite">
          {query === '' ? '' : t('find.count', { at: found.length === 0 ? 0 : at + 1, count: found.length })}
        </Text>
        <Tooltip label={t('find.previous')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('find.previous')} disabled={found.length === 0} onClick={() => go(-1)}>
            <IconChevronUp size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('find.next')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('find.next')} disabled={found.length === 0} onClick={() => go(1)}>
            <IconChevronDown size={16} />
          </ActionIcon>
        </Tooltip>
        <ActionIcon variant="subtle" color="gray" aria-label={t('app.close')} onClick={close}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <Checkbox
        size="xs"
        label={t('find.ignoreMarks')}
        checked={ignoreMarks}
        onChange={(event) => {
          setIgnoreMarks(event.currentTarget.checked);
          setPlace(0);
        }}
      />
      <Group gap={6} wrap="nowrap">
        <TextInput
          flex={1}
          size="xs"
          aria-label={t('find.replacement')}
          placeholder={t('find.replacement')}
          value={replacement}
          onChange={(event) => setReplacement(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" disabled={!current} onClick={() => current && replace(current.key)}>
          {t('find.replaceOne')}
        </Button>
        <Button size="xs" variant="default" disabled={found.length === 0} onClick={() => replace()}>
          {t('find.replaceAll')}
        </Button>
      </Group>
      {told !== '' && (
        <Text size="xs" role="status">
          {told}
        </Text>
      )}
      {query !== '' && found.length === 0 && told === '' && (
        <Text size="xs" c="dimmed">
          {t('find.nothing', { query })}
        </Text>
      )}
      {found.length > 0 && (
        <ScrollArea.Autosize mah={220} type="auto">
          <ul className={classes.list}>
            {found.map((match, index) => (
              <li key={match.key}>
                <UnstyledButton
                  className={classes.match}
                  aria-current={index === at || undefined}
                  onClick={() => {
                    setPlace(index);
                    reveal(match);
                  }}
                >
                  <span className={classes.owner}>{nameOf(match)}</span>
                  <span>
                    {match.before}
                    <mark className={classes.hit}>{match.hit}</mark>
                    {match.after}
                  </span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </ScrollArea.Autosize>
      )}
      <Text size="xs" c="dimmed">
        {t('find.pillsStay')}
      </Text>
    </search>
  );
}
