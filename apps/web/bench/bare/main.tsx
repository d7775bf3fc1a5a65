import '@xyflow/react/dist/style.css';
import { Background, Controls, type Edge, MiniMap, type Node, ReactFlow } from '@xyflow/react';
import { createRoot } from 'react-dom/client';

interface Drawing {
  readonly nodes: Node[];
  readonly edges: Edge[];
}

/** React Flow as it comes, with its own nodes, wires and furniture. */
function Bare({ nodes, edges }: Drawing) {
  return (
    <ReactFlow defaultNodes={nodes} defaultEdges={edges} minZoom={0.15} fitView>
      <Background />
      <Controls />
      <MiniMap />
    </ReactFlow>
  );
}

const size = new URLSearchParams(location.search).get('steps');
const answer = await fetch(`/drawing-${size}.json`);
const drawing: Drawing = await answer.json();
const root = document.getElementById('root');
if (root) createRoot(root).render(<Bare {...drawing} />);
