import { useComputedColorScheme } from '@mantine/core';
import type { FlowGraph } from '@noi/flow';
import { useMemo } from 'react';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { useLanguage } from '../words/useText.ts';
import { drawFlow } from './drawFlow.ts';
import { pictureAddress } from './pictureAddress.ts';

export interface FlowPictureProps {
  readonly graph: FlowGraph;
  readonly catalog: EditorCatalog;
  readonly name: string;
  /** In pixels; a tall flow is drawn smaller. */
  readonly maxHeight: number;
}

/** A small picture of a flow, in the language and the scheme of the page. */
export function FlowPicture({ graph, catalog, name, maxHeight }: FlowPictureProps) {
  const language = useLanguage();
  const scheme = useComputedColorScheme('light');
  const { svg, width, height } = useMemo(() => drawFlow({ graph, catalog, name, language, scheme }), [graph, catalog, name, language, scheme]);
  return (
    <img
      alt={name}
      src={pictureAddress(svg)}
      width={width}
      height={height}
      style={{ display: 'block', width: '100%', height: 'auto', maxHeight, objectFit: 'contain' }}
    />
  );
}
