import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { paletteGroups } from '../palette/paletteItems.ts';
import { usePlacing } from '../palette/usePlacing.ts';
import { bothWords, type CommandEntry } from './commandEntries.ts';
import { editorActions } from './editorActions.ts';
import { useActionContext } from './useActionContext.ts';

/** What the command palette offers now: actions that can be done, steps of this flow, nodes to add. */
export function useCommandEntries(): readonly CommandEntry[] {
  const { t, i18n } = useTranslation();
  const text = useText();
  const ctx = useActionContext();
  const placing = usePlacing();
  const { catalog, store } = ctx.editor;

  return useMemo(() => {
    const state = store.getState();
    const inEnglish = i18n.getFixedT('en');
    const actions = editorActions
      .filter((action) => !action.isKeysOnly && (action.can?.(state) ?? true))
      .map((action): CommandEntry => {
        const title = t(`actions.title.${action.id}`);
        const searchable = `${title} ${inEnglish(`actions.title.${action.id}`)}`;
        return { key: action.id, section: 'do', title, keys: action.keys[0], searchable, run: () => void action.run(ctx) };
      });
    const steps = Object.values(state.graph.steps).map((step): CommandEntry => {
      const face = describeStep(step, state.graph, catalog);
      return {
        key: `step-${step.id}`,
        section: 'go',
        title: text(face.title),
        note: text(face.summary),
        searchable: `${bothWords(face.title)} ${bothWords(face.summary)}`,
        run() {
          store.getState().select({ steps: [step.id] });
          void ctx.view.fitView({ nodes: [{ id: step.id }], padding: 0.4, maxZoom: 1, duration: 200 });
        },
      };
    });
    const nodes = paletteGroups(catalog).flatMap((group) =>
      group.items.map(
        (item): CommandEntry => ({
          key: item.id,
          section: 'add',
          title: text(item.title),
          note: group.title ? text(group.title) : '',
          searchable: item.searchable,
          run: () => placing.addByClick(item.placeable),
        }),
      ),
    );
    return [...actions, ...steps, ...nodes];
  }, [t, i18n, text, ctx, placing, catalog, store]);
}
