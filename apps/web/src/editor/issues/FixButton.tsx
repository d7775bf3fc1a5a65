import { Button } from '@mantine/core';
import { fixFor, type Issue } from '@noi/flow';
import { IconWand } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useText } from '../../words/useText.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';

const selectGraph = (state: EditorState) => state.graph;

/** Mends an issue at one press, as one step of undo; absent where people must say what to do. */
export function FixButton({ issue }: { issue: Issue }) {
  const text = useText();
  const { store, catalog, connections } = useEditorContext();
  const graph = useEditor(selectGraph);
  const fix = useMemo(() => fixFor(issue, { graph, catalog, connections }), [issue, graph, catalog, connections]);
  if (!fix) return null;
  return (
    <Button
      size="compact-xs"
      variant="light"
      leftSection={<IconWand size={13} />}
      onClick={(click) => {
        click.stopPropagation();
        store.getState().send(fix.command);
      }}
    >
      {text(fix.words)}
    </Button>
  );
}
