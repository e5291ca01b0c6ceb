import type { MouseEvent } from 'react';
import { setParam } from '../../graph/edit';
import { useSession, useSessionState } from '../context';
import { openBody, placeOfFlatId } from '../scope';
import { nodeWords, stepName } from '../step-names';

/** Chooses the face at a place, in percent of the picture, on the node that found it; undefined where that node does not choose by place or is not in the open body. */
export function useFaceChoice(flatNode: string | undefined): ((place: readonly [xPercent: number, yPercent: number]) => void) | undefined {
  const session = useSession();
  const document = useSessionState((state) => state.document);
  const scope = useSessionState((state) => state.scope);
  const place = flatNode === undefined ? undefined : placeOfFlatId(document, flatNode);
  const node = place && openBody(document, place.scope).nodes[place.id];
  const params = session.definitions.get(node?.type ?? '')?.params ?? {};
  const isOpen = place && place.scope.at(-1)?.macro === scope.at(-1)?.macro;
  if (!isOpen || params['xPercent'] === undefined || params['order']?.kind !== 'choice' || !Object.hasOwn(params['order'].options, 'place')) return undefined;
  const { id } = place;
  return ([x, y]) => {
    const tenth = (value: number): number => Math.round(Math.min(100, Math.max(0, value)) * 10) / 10;
    session.edit((body) => [['order', 'place'], ['xPercent', tenth(x)], ['yPercent', tenth(y)]].reduce((edited, [name, value]) => setParam(edited.document, id, name as string, value as string | number), { document: body }), {
      label: stepName('step.set', { param: params['order']!.title, node: nodeWords(session, id) }),
    });
  };
}

/** Where a canvas that shows a whole picture was clicked, in percent of the picture; the style sheet may letterbox it. */
export function placeOf(event: MouseEvent<HTMLCanvasElement>, size: { readonly width: number; readonly height: number }): readonly [number, number] {
  const box = event.currentTarget.getBoundingClientRect();
  const scale = Math.min(box.width / size.width, box.height / size.height);
  const across = (event.clientX - box.left - (box.width - size.width * scale) / 2) / (size.width * scale);
  const down = (event.clientY - box.top - (box.height - size.height * scale) / 2) / (size.height * scale);
  return [across * 100, down * 100];
}
