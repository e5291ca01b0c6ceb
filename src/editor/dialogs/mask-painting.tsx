import { useEffect, useId, useMemo, useState } from 'react';
import { setParam } from '../../graph/edit';
import type { GraphBody, Json } from '../../graph/types';
import { useSession, useSessionState, useTranslate } from '../context';
import { cropBehind } from '../documents/behind-mask';
import { maskPixels, paintedMask, withStroke, type PaintedMask } from '../documents/painted-mask';
import { flatId, openBody } from '../scope';
import { nodeWords, stepName } from '../step-names';
import type { Pixels } from '../viewers/picture';
import { Easel } from './easel';

/** Side where no crop is known to paint on. */
const SIDE_PX = 128;
/** Parameter that says where a node's mask comes from, and what it says of a painted one. */
const SOURCE = { param: 'mask', painted: 'painted' } as const;

/** A mask painted in the place of one that a network learnt: on the crop that comes in, and in use from the first stroke on. */
export function MaskPainting({ node, param }: { readonly node: string; readonly param: string }) {
  const session = useSession();
  const t = useTranslate();
  const id = useId();
  const value = useSessionState((state) => openBody(state.document, state.scope).nodes[node]?.params[param]);
  const painting = useMemo(() => paintedMask(value), [value]);
  const ran = useSessionState((state) => (state.run.state === 'running' ? undefined : state.steps[flatId(state.scope, node)]?.report?.key));
  const [picture, setPicture] = useState<Pixels>();
  useEffect(() => {
    let current = true;
    const { document, scope } = session.get();
    void cropBehind(session, openBody(document, scope), node).then((found) => { if (current && found) setPicture(found); });
    return () => { current = false; };
  }, [session, node, ran]);
  const shown = useMemo(() => ({ mask: maskPixels(painting, picture?.width ?? SIDE_PX), picture }), [painting, picture]);
  const put = (next: PaintedMask): void => {
    const { document, scope } = session.get(), params = session.definitions.get(openBody(document, scope).nodes[node]?.type ?? '')?.params;
    const source = params?.[SOURCE.param], uses = source?.kind === 'choice' && Object.hasOwn(source.options, SOURCE.painted);
    session.edit(<B extends GraphBody>(body: B) => {
      const painted = setParam(body, node, param, next as unknown as Json);
      return uses && !painted.refused ? setParam(painted.document, node, SOURCE.param, SOURCE.painted) : painted;
    }, { label: stepName('step.set', { param: params?.[param]?.title ?? param, node: nodeWords(session, node) }) });
  };
  const close = (): void => {
    session.set({ dialog: undefined });
    void session.runner.run();
  };
  return (
    <Easel shown={shown} count={painting.strokes.length} add={(stroke) => put(withStroke(painting, stroke))} takeBack={() => put({ ...painting, strokes: painting.strokes.slice(0, -1) })} clear={() => put({ ...painting, strokes: [] })} close={close}>
      <label className="check-line" htmlFor={`${id}-rest`}>{t('paint.rest')}
        <select id={`${id}-rest`} value={painting.rest >= 0.5 ? 1 : 0} onChange={(event) => put({ ...painting, rest: Number(event.currentTarget.value) })}>
          <option value={0}>{t('paint.outside')}</option>
          <option value={1}>{t('paint.inside')}</option>
        </select>
      </label>
    </Easel>
  );
}
