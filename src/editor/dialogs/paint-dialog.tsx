import { useEffect, useState } from 'react';
import { setParam } from '../../graph/edit';
import { parseStrokes, type Stroke } from '../../graph/strokes';
import type { Json } from '../../graph/types';
import { useSession, useSessionState } from '../context';
import { pictureBehind } from '../documents/behind-mask';
import { flatId, openBody } from '../scope';
import { nodeWords, stepName } from '../step-names';
import { Easel, type Canvas } from './easel';
import { MaskPainting } from './mask-painting';

/** Brush and eraser over the picture that a mask lies on. Each stroke is one step of the history and one short line in the graph. */
export default function PaintDialog({ node, param }: { readonly node: string; readonly param: string }) {
  const session = useSession();
  const type = useSessionState((state) => openBody(state.document, state.scope).nodes[node]?.type ?? '');
  const definition = session.definitions.get(type)?.params[param];
  return definition?.kind === 'json' && definition.shownAs === 'painting' ? <MaskPainting node={node} param={param} /> : <StrokesOverMask node={node} param={param} />;
}

/** Strokes that change a mask which the node makes: it is shown as it comes out. */
function StrokesOverMask({ node, param }: { readonly node: string; readonly param: string }) {
  const session = useSession();
  const value = useSessionState((state) => openBody(state.document, state.scope).nodes[node]?.params[param]);
  const strokes = parseStrokes(value ?? []) ?? [];
  const runKey = useSessionState((state) => (state.run.state === 'running' ? undefined : state.steps[flatId(state.scope, node)]?.report?.key));
  const [shown, setShown] = useState<Canvas>();
  useEffect(() => {
    if (runKey === undefined) return;
    const { document, scope } = session.get();
    const body = openBody(document, scope);
    const output = Object.entries(session.definitions.get(body.nodes[node]?.type ?? '')?.outputs ?? {}).find(([, { kind }]) => kind === 'mask')?.[0];
    if (output === undefined) return;
    void session.engine.preview(flatId(scope, node), output, 0).then(async (mask) => {
      if (mask.kind === 'picture') setShown({ mask, picture: await pictureBehind(session, body, node, mask) });
    }).catch(() => undefined);
  }, [session, node, runKey]);

  const put = (next: readonly Stroke[]): void => {
    session.edit((body) => setParam(body, node, param, next as unknown as Json), { label: stepName('step.set', { param: session.definitions.get(openBody(session.get().document, session.get().scope).nodes[node]?.type ?? '')?.params[param]?.title ?? param, node: nodeWords(session, node) }) });
    if (!session.get().settings.autoRun) void session.runner.run([flatId(session.get().scope, node)]);
  };
  const close = (): void => {
    session.set({ dialog: undefined });
    void session.runner.run();
  };
  return <Easel shown={shown} count={strokes.length} add={(stroke) => put([...strokes, stroke])} takeBack={() => put(strokes.slice(0, -1))} clear={() => put([])} close={close} />;
}
