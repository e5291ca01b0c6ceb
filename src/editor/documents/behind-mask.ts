import type { Endpoint, GraphBody } from '../../graph/types';
import type { Preview } from '../../runtime/engine-types';
import type { Kind } from '../../runtime/values';
import { flatId } from '../scope';
import type { Session } from '../session';

type PicturePreview = Extract<Preview, { readonly kind: 'picture' }>;

/** The picture that a mask of the open body lies on: the nearest one before it, along the wires, that has the mask's size. */
export function pictureBehind(session: Session, body: GraphBody, node: string, size: { readonly width: number; readonly height: number }): Promise<PicturePreview | undefined> {
  return nearest(session, body, node, 'image', () => true, (preview) => preview.width === size.width && preview.height === size.height);
}

/** The crop that a node of the open body works on: the nearest before it, but for those that only tell who somebody is; undefined before it has a result. */
export function cropBehind(session: Session, body: GraphBody, node: string): Promise<PicturePreview | undefined> {
  const kindOf = ([id, port]: Endpoint): string | undefined => session.definitions.get(body.nodes[id]?.type ?? '')?.outputs[port]?.kind;
  return nearest(session, body, node, 'crop', (from) => kindOf(from) !== 'identity', ({ width, height }) => width === height);
}

async function nearest(session: Session, body: GraphBody, node: string, wanted: Kind, follow: (from: Endpoint) => boolean, fits: (preview: PicturePreview) => boolean): Promise<PicturePreview | undefined> {
  const { scope } = session.get();
  const seen = new Set([node]);
  for (let ring = [node]; ring.length > 0;) {
    const before = [...new Set(ring.flatMap((id) => body.links.filter((link) => link.to[0] === id && follow(link.from)).map((link) => link.from[0])))].filter((id) => !seen.has(id));
    for (const id of before) {
      seen.add(id);
      const outputs = Object.entries(session.definitions.get(body.nodes[id]?.type ?? '')?.outputs ?? {});
      for (const [port] of outputs.filter(([, { kind }]) => kind === wanted)) {
        const preview = await session.engine.preview(flatId(scope, id), port, 0).catch(() => undefined);
        if (preview?.kind === 'picture' && fits(preview)) return preview;
      }
    }
    ring = before;
  }
  return undefined;
}
