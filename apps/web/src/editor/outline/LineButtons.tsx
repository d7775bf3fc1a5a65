import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditorContext } from '../store/EditorContext.ts';
import { LineMenu } from './LineMenu.tsx';
import classes from './Outline.module.css';
import { useOutlineView } from './OutlineContext.ts';
import { rowNow } from './useOutlineActions.ts';

/** What can be done at a line: add, and the menu of all else. In the keyboard's round only at the line that it stands on. */
export function LineButtons({ rowKey, name }: { rowKey: string; name: string }) {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  const { current, menu, openMenu, act } = useOutlineView();
  const tabIndex = current === rowKey ? 0 : -1;
  const isOpen = menu === rowKey;
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      tabIndex={tabIndex}
      aria-haspopup="menu"
      aria-label={t('outline.more', { step: name })}
      onClick={() => openMenu(rowKey)}
    >
      <IconDots size={17} />
    </ActionIcon>
  );

  return (
    <span className={classes.buttons} data-open={isOpen || undefined}>
      <ActionIcon
        variant="subtle"
        color="gray"
        tabIndex={tabIndex}
        aria-label={t('outline.addAfter', { step: name })}
        onClick={() => {
          const row = rowNow(store, rowKey);
          if (row) act.addAt(row);
        }}
      >
        <IconPlus size={17} />
      </ActionIcon>
      {/* One open menu costs what one menu costs, however long the flow is. */}
      {isOpen ? (
        <Menu opened onClose={() => openMenu(null)} position="bottom-end" withinPortal returnFocus={false}>
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown onKeyDown={(event) => event.key === 'Escape' && act.goTo(rowKey)}>
            <LineMenu rowKey={rowKey} />
          </Menu.Dropdown>
        </Menu>
      ) : (
        button
      )}
    </span>
  );
}
