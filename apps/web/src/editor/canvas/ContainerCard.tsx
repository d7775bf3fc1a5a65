import { strong } from '@noi/ui';
import { IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react';
import type { NodeProps } from '@xyflow/react';
import { type MouseEvent, memo } from 'react';
import { StepNumbers } from '../numbers/StepNumbers.tsx';
import { useDiff } from '../versions/diff/DiffContext.ts';
import { useCanvasGestures } from './CanvasGestures.ts';
import { useCanvasWords } from './CanvasWords.tsx';
import { CardFace } from './CardFace.tsx';
import { CardPorts } from './CardPorts.tsx';
import classes from './ContainerCard.module.css';
import { useTargetState } from './LegalEnds.tsx';
import square from './SquareButton.module.css';
import card from './StepCard.module.css';
import type { CanvasNode } from './types.ts';
import { useFolding } from './useFolding.ts';

/** A step that holds others: its head, the body that they stand in, its ways in and out. */
export const ContainerCard = memo(function ContainerCard({ data, selected }: NodeProps<CanvasNode>) {
  const { step, face, held, isCollapsed, isReadOnly, run, off, width, height } = data;
  const { t, text } = useCanvasWords();
  const diff = useDiff()?.steps.get(step.id);
  const gestures = useCanvasGestures();
  const { toggle } = useFolding();
  const target = useTargetState(step.id);
  const isDropTarget = gestures?.useIsDropTarget(step.id) ?? false;
  const name = text(face.title);
  const hasBranches = step.kind === 'parallel' || step.kind === 'first';

  function add(click: MouseEvent) {
    click.stopPropagation();
    const box = click.currentTarget.getBoundingClientRect();
    gestures?.startAdding({ parent: step.id, anchor: { x: box.left + box.width / 2, y: box.bottom + 6 } });
  }

  return (
    <div
      className={`${card.card} ${classes.container} ${isReadOnly ? card.readOnly : ''}`}
      style={{ '--look': strong(face.look), width, height }}
      data-testid={`step-${step.id}`}
      data-kind={step.kind}
      data-selected={selected || undefined}
      data-target={target}
      data-drop={isDropTarget || undefined}
      data-run={run?.state}
      data-diff={diff}
      data-off={off ?? undefined}
      data-mark={step.colour}
    >
      <div className={classes.head}>
        <CardFace data={data} />
        {isCollapsed && <span className={classes.held}>{t('containers.held', { count: held })}</span>}
        {gestures && !isReadOnly && !isCollapsed && hasBranches && held > 0 && (
          <button
            type="button"
            className={`${square.button} ${classes.tool} nodrag nopan`}
            aria-label={t('containers.addBranchTo', { step: name })}
            title={t('branches.branchAdd')}
            onClick={add}
          >
            <IconPlus size={15} />
          </button>
        )}
        <button
          type="button"
          className={`${square.button} ${classes.tool} nodrag nopan`}
          aria-expanded={!isCollapsed}
          aria-label={t(isCollapsed ? 'containers.unfold' : 'containers.fold', { step: name })}
          title={t(isCollapsed ? 'containers.unfoldShort' : 'containers.foldShort')}
          onClick={(click) => {
            click.stopPropagation();
            toggle(step.id);
          }}
        >
          {isCollapsed ? <IconChevronRight size={16} /> : <IconChevronDown size={16} />}
        </button>
      </div>
      {!isCollapsed && (
        <div className={classes.body} data-body={step.id}>
          {held === 0 && gestures && !isReadOnly && (
            <button type="button" className={`${classes.first} nodrag nopan`} aria-label={t('containers.addFirstTo', { step: name })} onClick={add}>
              <IconPlus size={15} /> {t(hasBranches ? 'containers.addFirstBranch' : 'containers.addFirst')}
            </button>
          )}
          {held === 0 && isReadOnly && <span className={classes.empty}>{t('containers.empty')}</span>}
        </div>
      )}
      <CardPorts data={data} />
      <StepNumbers stepId={step.id} name={name} />
    </div>
  );
});
