import type { GraphBody } from '../../graph/types';
import type { Preview } from '../../runtime/engine-types';
import { flatId } from '../scope';
import type { Session } from '../session';

type PicturePreview = Extract<Preview, { readonly kind: 'picture' }>;

/** The picture that a mask of the open body lies on: the nearest one before it, along the wires, that has the mask's size. */
export async function pictureBehind(session: Session, body: GraphBody, node: string, size: { readonly width: number; readonly height: number }): Promise<PicturePreview | undefined> {
  const { scope } = session.get();
  const seen = new Set([node]);
  for (let ring = [node]; ring.length > 0;) {
    const before = [...new Set(ring.flatMap((id) => body.links.filter((link) => link.to[0] === id).map((link) => link.from[0])))].filter((id) => !seen.has(id));
    for (const id of before) {
      seen.add(id);
      const outputs = Object.entries(session.definitions.get(body.nodes[id]?.type ?? '')?.outputs ?? {});
      for (const [port] of outputs.filter(([, { kind }]) => kind === 'image')) {
        const preview = await session.engine.preview(flatId(scope, id), port, 0).catch(() => undefined);
        if (preview?.kind === 'picture' && preview.width === size.width && preview.height === size.height) return preview;
      }
    }
    ring = before;
  }
  return undefined;
}
