import { Paper, ScrollArea, Text, TextInput } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import type { FlowGraph } from '@noi/flow';
import { IconSearch } from '@tabler/icons-react';
import { Fragment, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { StepIcon } from '../canvas/stepLook.tsx';
import { useEditorContext } from '../store/EditorContext.ts';
import type { AddingStep } from '../store/EditorState.ts';
import classes from './NodeSearch.module.css';
import { paletteGroups, searchPalette } from './paletteItems.ts';
import { orderFound, rankItems } from './rankItems.ts';
import { recentItems } from './recentItems.ts';
import { usePlacing } from './usePlacing.ts';

/** The search that `+`, a wire dropped on nothing and a double click open: choose what comes next. */
export function OpenNodeSearch({ adding }: { adding: AddingStep }) {
  const { t } = useTranslation();
  const text = useText();
  const { catalog, connections, store } = useEditorContext();
  const placing = usePlacing();
  const close = () => store.getState().startAdding(null);
  const box = useClickOutside<HTMLDivElement>(close);
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Back to where the search was opened from, unless something else has taken the focus.
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    },
    [opener],
  );
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);

  // Behind a step or in a container only what follows can stand; on empty canvas what starts by itself can, too.
  const isInside = adding.from !== undefined || adding.intoEdge !== undefined || adding.parent !== undefined;
  const groups = useMemo(() => {
    const all = paletteGroups(catalog);
    if (!isInside) return all;
    return all.filter(({ section }) => section !== 'triggers').map((group) => ({ ...group, items: group.items.filter(({ id }) => id !== 'errorHandler') }));
  }, [catalog, isInside]);
  const shown = useMemo(() => {
    const found = searchPalette(groups, query).flatMap((group) => group.items);
    if (query.trim() !== '') return [{ id: 'found' as const, items: orderFound(found, query) }];
    const { graph } = store.getState();
    const from = adding.from ?? sourceOf(graph, adding.intoEdge);
    return rankItems(found, {
      after: from && graph.steps[from.stepId],
      port: from?.port,
      isEmptyFlow: Object.keys(graph.steps).length === 0,
      recent: recentItems(),
      accounts: new Set(connections.map(({ type }) => type)),
    });
  }, [groups, query, adding, connections, store]);
  const items = shown.flatMap((group) => group.items);

  function choose(index: number) {
    const item = items[index];
    if (!item) return;
    close();
    placing.addFor(item.placeable, adding);
  }

  function goTo(index: number) {
    setActive(index);
    document.getElementById(`node-search-${index}`)?.scrollIntoView({ block: 'nearest' });
  }

  const left = Math.max(8, Math.min(adding.anchor.x - 140, window.innerWidth - 300));
  const top = Math.max(8, Math.min(adding.anchor.y, window.innerHeight - 380));

  return (
    <Paper ref={box} withBorder shadow="md" role="dialog" aria-label={t('editor.addStep')} className={classes.search} style={{ left, top }}>
      <TextInput
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="node-search-list"
        aria-activedescendant={items[active] ? `node-search-${active}` : undefined}
        aria-label={t('editor.paletteSearch')}
        placeholder={t('editor.paletteSearch')}
        leftSection={<IconSearch size={16} />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') goTo(Math.min(active + 1, items.length - 1));
          else if (event.key === 'ArrowUp') goTo(Math.max(active - 1, 0));
          else if (event.key === 'Enter') choose(active);
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <ScrollArea.Autosize mah={300} mt={6} type="auto">
        <div id="node-search-list" role="listbox" aria-label={t('editor.addStep')}>
          {shown.map((group) => (
            <Fragment key={group.id}>
              {group.id !== 'found' && shown.length > 1 && (
                <div className={classes.heading} role="presentation">
                  {t(`editor.suggest.${group.id}`)}
                </div>
              )}
              {group.items.map((item) => {
                const index = items.indexOf(item);
                return (
                  // The search box keeps the focus; arrows move the active option.
                  <div
                    key={item.id}
                    id={`node-search-${index}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={index === active}
                    className={classes.option}
                    onPointerMove={() => setActive(index)}
                    onClick={() => choose(index)}
                    onKeyDown={(event) => event.key === 'Enter' && choose(index)}
                  >
                    <StepIcon look={item.look} svg={item.svg} glyph={item.glyph} size={28} />
                    <span className={classes.title}>{text(item.title)}</span>
                  </div>
                );
              })}
            </Fragment>
          ))}
        </div>
        {items.length === 0 && (
          <Text size="sm" c="dimmed" ta="center" py="md">
            {t('editor.paletteNothing', { query })}
          </Text>
        )}
      </ScrollArea.Autosize>
    </Paper>
  );
}

/** The port that a wire leaves by. */
function sourceOf(graph: FlowGraph, edgeId: string | undefined): AddingStep['from'] {
  const edge = graph.edges.find(({ id }) => id === edgeId);
  return edge && { stepId: edge.from, port: edge.port };
}
