import { moveNodes } from '../../graph/edit-view';
import { openBody } from '../scope';
import type { Session } from '../session';
import { stepName, subject } from '../step-names';
import type { LayoutJob } from './elk';
import { boundsOf, snap } from './layout';

/** Arranges the selection, or everything, in layers from left to right. ELK computes in a worker that lives for one job. */
export async function layOut(session: Session): Promise<void> {
  const stage = session.stage.current;
  if (!stage) return;
  const { document, scope, selection } = session.get();
  const body = openBody(document, scope);
  const boxes = stage.boxes();
  const chosen = [...boxes.keys()].filter((id) => selection.has(id));
  const ids = new Set(chosen.length > 1 ? chosen : boxes.keys());
  const job: LayoutJob = {
    nodes: [...boxes].filter(([id]) => ids.has(id)).map(([id, box]) => ({ id, width: box.width, height: box.height })),
    links: body.links.filter(({ from, to }) => ids.has(from[0]) && ids.has(to[0])).map(({ from, to }) => ({ from: from[0], to: to[0] })),
  };
  const before = boundsOf(job.nodes.flatMap(({ id }) => boxes.get(id) ?? [])) ?? { x: 0, y: 0 };
  const { elkPlaces } = await import('./elk');
  const places = await elkPlaces(job);
  session.edit((open) => moveNodes(open, Object.fromEntries(Object.entries(places).map(([id, at]) => [id, { x: snap(before.x + at.x), y: snap(before.y + at.y) }]))), { label: stepName('step.layout', { what: subject(session, ids) }) });
  if (chosen.length < 2) await stage.fit();
}
