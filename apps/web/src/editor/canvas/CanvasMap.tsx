import { strong } from '@noi/ui';
import { type InternalNode, Panel, type ReactFlowState, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { shallow } from 'zustand/shallow';
import classes from './CanvasMap.module.css';
import type { StepLook } from './stepLook.tsx';
import type { CanvasEdge, CanvasNode } from './types.ts';

const size = { width: 150, height: 100 };
/** Doubles the zoom for 500 pixels of the wheel, as on the canvas itself. */
const zoomPerPixel = 0.002;

const selectView = ({ nodes, transform, width, height }: ReactFlowState) => ({ nodes, transform, width, height });

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The whole flow as a small map; dragging on it moves the view, the wheel zooms. All cards of a colour are one path: a part per card costs every drag dear. */
export function CanvasMap() {
  const { t } = useTranslation();
  const { setViewport, setCenter, zoomTo } = useReactFlow();
  const store = useStoreApi<CanvasNode, CanvasEdge>();
  const { nodes, transform, width, height } = useStore(selectView, shallow);
  const map = useRef<SVGSVGElement>(null);
  const cards = useMemo(() => (nodes.length > 0 ? drawCards(store.getState().nodeLookup.values()) : null), [nodes, store]);

  const [x, y, zoom] = transform;
  const view: Area = { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
  const shown = cards ? around(view, cards.area) : view;
  const perPixel = Math.max((shown.right - shown.left) / size.width, (shown.bottom - shown.top) / size.height) * 1.1;
  const frame = { width: size.width * perPixel, height: size.height * perPixel };
  const corner = { x: (shown.left + shown.right - frame.width) / 2, y: (shown.top + shown.bottom - frame.height) / 2 };

  useEffect(() => {
    const zoomBy = (wheel: WheelEvent) => {
      wheel.preventDefault();
      void zoomTo(store.getState().transform[2] * 2 ** (-wheel.deltaY * zoomPerPixel));
    };
    const at = map.current;
    at?.addEventListener('wheel', zoomBy, { passive: false });
    return () => at?.removeEventListener('wheel', zoomBy);
  }, [store, zoomTo]);

  function take(press: PointerEvent<SVGSVGElement>) {
    press.currentTarget.setPointerCapture(press.pointerId);
    const box = press.currentTarget.getBoundingClientRect();
    const at = { x: corner.x + (press.clientX - box.left) * perPixel, y: corner.y + (press.clientY - box.top) * perPixel };
    const isInView = at.x >= view.left && at.x <= view.right && at.y >= view.top && at.y <= view.bottom;
    if (!isInView) void setCenter(at.x, at.y, { zoom });
  }

  function drag({ currentTarget, pointerId, movementX, movementY }: PointerEvent<SVGSVGElement>) {
    if (currentTarget.hasPointerCapture(pointerId)) void setViewport({ x: x - movementX * perPixel * zoom, y: y - movementY * perPixel * zoom, zoom });
  }

  return (
    <Panel position="bottom-right" className="react-flow__minimap">
      <svg
        ref={map}
        {...size}
        className={classes.map}
        viewBox={`${corner.x} ${corner.y} ${frame.width} ${frame.height}`}
        role="img"
        aria-label={t('editor.map')}
        onPointerDown={take}
        onPointerMove={drag}
      >
        {cards?.paths.map(([look, path]) => (
          <path key={look} d={path} fill={strong(look)} shapeRendering="crispEdges" />
        ))}
        <path
          className={classes.rest}
          fillRule="evenodd"
          d={boxPath({ left: corner.x, top: corner.y, right: corner.x + frame.width, bottom: corner.y + frame.height }) + boxPath(view)}
        />
      </svg>
    </Panel>
  );
}

function drawCards(nodes: Iterable<InternalNode<CanvasNode>>) {
  const paths = new Map<StepLook, string[]>();
  let area: Area | null = null;
  for (const { internals, measured, data } of nodes) {
    const { x, y } = internals.positionAbsolute;
    const box: Area = { left: x, top: y, right: x + (measured.width ?? data.width), bottom: y + (measured.height ?? data.height) };
    area = area ? around(area, box) : box;
    const { look } = data.face;
    const boxes = paths.get(look);
    if (boxes) boxes.push(boxPath(box));
    else paths.set(look, [boxPath(box)]);
  }
  return area && { area, paths: [...paths].map(([look, boxes]) => [look, boxes.join('')] as const) };
}

function boxPath({ left, top, right, bottom }: Area): string {
  return `M${left} ${top}H${right}V${bottom}H${left}Z`;
}

function around(one: Area, other: Area): Area {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}
