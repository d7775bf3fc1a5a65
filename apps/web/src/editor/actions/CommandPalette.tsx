import { Modal, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditorContext } from '../store/EditorContext.ts';
import classes from './CommandPalette.module.css';
import { type CommandEntry, findEntries } from './commandEntries.ts';
import { KeyCombination } from './KeyCombination.tsx';
import { useCommandEntries } from './useCommandEntries.ts';

/** Everything that can be done, found by name: commands, steps to go to, steps to add. */
export function CommandPalette() {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  const all = useCommandEntries();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const entries = useMemo(() => findEntries(all, query), [all, query]);

  const close = () => store.getState().showDialog(null);

  function choose(entry: CommandEntry | undefined) {
    if (!entry) return;
    close();
    entry.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') goTo(Math.min(active + 1, entries.length - 1));
    else if (event.key === 'ArrowUp') goTo(Math.max(active - 1, 0));
    else if (event.key === 'Enter') choose(entries[active]);
    else return;
    event.preventDefault();
  }

  function goTo(index: number) {
    setActive(index);
    document.getElementById(`command-${index}`)?.scrollIntoView({ block: 'nearest' });
  }

  return (
    <Modal.Root opened onClose={close} size="lg" yOffset="12dvh" padding="xs">
      <Modal.Overlay />
      <Modal.Content aria-label={t('actions.commandsTitle')}>
        <Modal.Body pt="xs">
          <TextInput
            data-autofocus
            role="combobox"
            aria-expanded
            aria-controls="command-list"
            aria-activedescendant={entries[active] ? `command-${active}` : undefined}
            aria-label={t('actions.commandsSearch')}
            placeholder={t('actions.commandsSearch')}
            leftSection={<IconSearch size={16} />}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
          <div style={{ maxHeight: '52dvh', overflowY: 'auto' }}>
            <div id="command-list" role="listbox" aria-label={t('actions.commandsTitle')}>
              {entries.map((entry, index) => (
                <Fragment key={entry.key}>
                  {entries[index - 1]?.section !== entry.section && (
                    <div className={classes.heading} role="presentation">
                      {t(`actions.section.${entry.section}`)}
                    </div>
                  )}
                  {/* The search box keeps the focus; arrows move the active option. */}
                  <div
                    id={`command-${index}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={index === active}
                    className={classes.entry}
                    onPointerMove={() => setActive(index)}
                    onClick={() => choose(entry)}
                    onKeyDown={(event) => event.key === 'Enter' && choose(entry)}
                  >
                    <span className={classes.title}>{entry.title}</span>
                    <span className={classes.note}>{entry.note}</span>
                    {entry.keys && <KeyCombination keys={entry.keys} />}
                  </div>
                </Fragment>
              ))}
            </div>
            {entries.length === 0 && (
              <Text size="sm" c="dimmed" ta="center" py="md">
                {t('actions.commandsNothing', { query })}
              </Text>
            )}
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
