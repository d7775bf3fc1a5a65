import type { InputValue } from '@noi/flow';
import type { FieldDescriptor, NodeDescriptor } from '@noi/node-sdk';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trpc } from '../../../api/trpc.ts';
import { useEditorContext } from '../../store/EditorContext.ts';
import type { FieldProps } from './FieldProps.ts';

type NodeStep = FieldProps['step'];

/** The choices of a field that the account gives, page after page, for what is searched and what the form holds. */
export function useOptions({ step, field, search }: { step: NodeStep; field: FieldDescriptor; search: string }) {
  const { catalog } = useEditorContext();
  const { connectionId } = step;
  const input = useMemo(() => decidingInput(step, catalog.nodeOf(step), field), [step, catalog, field]);
  const pages = useInfiniteQuery(
    trpc.connections.options.infiniteQueryOptions(
      { connectionId: connectionId ?? '', node: step.node, nodeVersion: step.nodeVersion, field: field.key, input, search },
      { enabled: connectionId !== undefined, placeholderData: keepPreviousData, getNextPageParam: ({ next }) => next ?? undefined },
    ),
  );
  const options = useMemo(() => pages.data?.pages.flatMap((page) => page.options) ?? [], [pages.data]);
  return { ...pages, options };
}

/** What choices hang on: the fields that the node names, else the other choices, never what is typed as text. */
function decidingInput(step: NodeStep, node: NodeDescriptor | undefined, field: FieldDescriptor): Record<string, InputValue> {
  if (node?.kind !== 'action') return {};
  const choices = node.input.filter(({ key, hasOptions, choices: listed }) => key !== field.key && (hasOptions || listed)).map(({ key }) => key);
  return Object.fromEntries(
    (field.optionsDependOn ?? choices).flatMap((key) => {
      const value = step.input[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
