import { Menu } from '@mantine/core';
import { type Edge, isContainer, type Port, portsOf, portWords, type Step } from '@noi/flow';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconCornerDownRight,
  IconForms,
  IconPencil,
  IconPlugConnected,
  IconPlugConnectedX,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import { moveStep } from './moveStep.ts';
import { useOutlineView } from './OutlineContext.ts';
import { stepKey } from './outlineRows.ts';
import type { OutlineStep, OutlineWay } from './outlineTree.ts';
import { rowNow } from './useOutlineActions.ts';

/** All that can be done at one line. */
export function LineMenu({ rowKey }: { rowKey: string }) {
  const { store } = useEditorContext();
  const row = rowNow(store, rowKey);
  if (row?.kind === 'step') return <StepItems line={row.line} />;
  return row?.kind === 'way' ? <WayItems way={row.way} /> : null;
}

function StepItems({ line: { step, ways } }: { line: OutlineStep }) {
  const { t } = useTranslation();
  const text = useText();
  const { store } = useEditorContext();
  const { graph } = store.getState();
  const { act, rename } = useOutlineView();
  const ports = portsOf(step);
  // Branches have lines, and menus, of their own.
  const ownLines = new Set(ways.map(({ port }) => port));
  const quiet = ports.filter((port) => !ownLines.has(port));
  const branches = ports.includes('next') ? [] : ports;

  return (
    <>
      <Menu.Item leftSection={<IconForms size={16} />} onClick={() => act.open(step.id, true)}>
        {t('outline.open')}
      </Menu.Item>
      {ports.includes('next') && (
        <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => act.addBehind(step.id, 'next')}>
          {t('outline.addNext')}
        </Menu.Item>
      )}
      {[...branches, ...quiet.filter((port) => port === 'error')].map((port) => (
        <Menu.Item key={port} leftSection={<IconPlus size={16} />} onClick={() => act.addBehind(step.id, port)}>
          {t('outline.addTo', { port: text(portWords(step, port)) })}
        </Menu.Item>
      ))}
      {isContainer(step) && (
        <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => act.addInside(step.id)}>
          {t(step.kind === 'parallel' || step.kind === 'first' ? 'outline.addBranchInside' : 'outline.addInside')}
        </Menu.Item>
      )}
      {quiet.map((port) => (
        <WireItems key={port} step={step} port={port} wires={graph.edges.filter((edge) => edge.from === step.id && edge.port === port)} />
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => rename(step.id)}>
        {t('outline.rename')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowUp size={16} />} disabled={!moveStep(graph, step.id, -1)} onClick={() => act.move(step.id, -1)}>
        {t('outline.moveUp')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowDown size={16} />} disabled={!moveStep(graph, step.id, 1)} onClick={() => act.move(step.id, 1)}>
        {t('outline.moveDown')}
      </Menu.Item>
      {step.kind !== 'trigger' && step.kind !== 'errorHandler' && (
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => act.duplicate(step.id)}>
          {t('editor.duplicate')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconTrash size={16} />}
        onClick={() => {
          const row = rowNow(store, stepKey(step.id));
          if (row) act.remove(row);
        }}
      >
        {t('editor.removeStep')}
      </Menu.Item>
    </>
  );
}

function WayItems({ way }: { way: OutlineWay }) {
  const { t } = useTranslation();
  const text = useText();
  const { numbers, act } = useOutlineView();
  const { from, port, edge, goesTo } = way;
  return (
    <>
      {goesTo !== null && (
        <Menu.Item leftSection={<IconCornerDownRight size={16} />} onClick={() => act.goTo(stepKey(goesTo))}>
          {t('outline.goTo', { number: numbers.get(goesTo) ?? '' })}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => act.addBehind(from.id, port)}>
        {t('outline.addTo', { port: text(portWords(from, port)) })}
      </Menu.Item>
      <WireItems step={from} port={port} wires={edge ? [edge] : []} />
    </>
  );
}

/** Drawing, leading elsewhere and removing the wires of one way out. */
function WireItems({ step, port, wires }: { step: Step; port: Port; wires: readonly Edge[] }) {
  const { t } = useTranslation();
  const text = useText();
  const { numbers, act } = useOutlineView();
  const words = { port: text(portWords(step, port)) };
  return (
    <>
      {wires.map((edge) => (
        <Fragment key={edge.id}>
          <Menu.Item leftSection={<IconPlugConnected size={16} />} onClick={() => act.askTarget({ from: step.id, port, instead: edge })}>
            {t('outline.reconnect', words)}
          </Menu.Item>
          <Menu.Item leftSection={<IconPlugConnectedX size={16} />} onClick={() => act.removeWire(edge.id)}>
            {t('outline.disconnect', { number: numbers.get(edge.to) ?? '' })}
          </Menu.Item>
        </Fragment>
      ))}
      <Menu.Item leftSection={<IconPlugConnected size={16} />} onClick={() => act.askTarget({ from: step.id, port })}>
        {t(wires.length === 0 ? 'outline.connect' : 'outline.connectMore', words)}
      </Menu.Item>
    </>
  );
}
