import { Menu } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorAction } from '../actions/EditorAction.ts';
import { actionOf } from '../actions/editorActions.ts';
import { KeyCombination } from '../actions/KeyCombination.tsx';
import { useActionContext } from '../actions/useActionContext.ts';
import type { OpenMenu } from '../store/EditorState.ts';
import { menuActions } from './menuActions.ts';

/** What can be done with a step, a wire or the canvas, where it was pressed. */
export function ContextMenu({ menu: { place, at } }: { menu: OpenMenu }) {
  const { t } = useTranslation();
  const ctx = useActionContext();
  const { store } = ctx.editor;
  const close = () => store.getState().openMenu(null);
  const parts = menuActions[place]
    .map((ids) => ids.map(actionOf).filter((action) => action.can?.(store.getState()) ?? true))
    .filter((actions) => actions.length > 0);

  function choose(action: EditorAction) {
    close();
    void action.run({ ...ctx, at });
  }

  return (
    <Menu opened onClose={close} position="bottom-start" offset={0} width={290} shadow="md">
      <Menu.Target>
        <div style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t(`actions.menu.${place}`)}>
        {parts.map((actions, index) => (
          <Fragment key={actions[0]?.id}>
            {index > 0 && <Menu.Divider />}
            {actions.map((action) => (
              <Menu.Item
                key={action.id}
                onClick={() => choose(action)}
                {...(action.id === 'remove' && { color: 'red' })}
                rightSection={
                  action.keys[0] && (
                    <span aria-hidden="true">
                      <KeyCombination keys={action.keys[0]} />
                    </span>
                  )
                }
              >
                {t(`actions.title.${action.id}`)}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
