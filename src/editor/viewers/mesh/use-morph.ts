import { useEffect, useState } from 'react';
import { parseFaceModel } from '../../../face/model/load';
import type { FaceModel } from '../../../face/model/types';
import { sameEnd } from '../../../graph/endpoints';
import type { CoefficientsValue } from '../../../runtime/values';
import { useSession } from '../../context';
import { describeNode } from '../../describe';
import { flatId, openBody, placeOfFlatId } from '../../scope';
import type { Session } from '../../session';
import type { Pin } from '../../state';
import type { MorphBase } from './morph';

/** The face model and the coefficients behind a mesh, fetched when they are wanted. `failed` says why they are not there. */
export function useMorphBase(pin: Pin, key: string | undefined, wanted: boolean): { readonly base: MorphBase | undefined; readonly failed: boolean } {
  const session = useSession();
  const { model, failed } = useFaceModel(wanted);
  const [coefficients, setCoefficients] = useState<CoefficientsValue>();
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    const from = coefficientsBehind(session, pin);
    void (from ? session.engine.value(from.node, from.port).catch(() => undefined) : Promise.resolve(undefined)).then((value) => {
      if (current) setCoefficients(value?.kind === 'coefficients' ? value : undefined);
    });
    return () => { current = false; };
  }, [session, pin, key, wanted]);
  return { base: model && { model, coefficients }, failed };
}

/** The built-in face model, fetched when it is wanted. `failed` says that it cannot be had. */
export function useFaceModel(wanted: boolean): { readonly model: FaceModel | undefined; readonly failed: boolean } {
  const [model, setModel] = useState<FaceModel>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!wanted || model) return undefined;
    let current = true;
    fetch(`${import.meta.env.BASE_URL}models/face-model.bin`)
      .then(async (answer) => parseFaceModel(new Uint8Array(await answer.arrayBuffer())))
      .then((parsed) => { if (current) setModel(parsed); })
      .catch(() => { if (current) setFailed(true); });
    return () => { current = false; };
  }, [wanted, model]);
  return { model, failed };
}

/** The output that tells the coefficients of a mesh: of the node that made it, however many viewers the mesh went through. */
export function coefficientsBehind(session: Session, pin: Pin): Pin | undefined {
  const { document } = session.get();
  const place = placeOfFlatId(document, pin.node);
  if (!place) return undefined;
  const body = openBody(document, place.scope);
  let id: string | undefined = place.id;
  for (let steps = 0; id !== undefined && steps < 32; steps++) {
    const node: (typeof body.nodes)[string] | undefined = body.nodes[id];
    if (!node) return undefined;
    const view = describeNode(node, document, session.definitions);
    const found = view.outputs.find((output) => output.kinds.length === 1 && output.kinds[0] === 'coefficients');
    if (found) return { node: flatId(place.scope, id), port: found.name };
    const here: string = id;
    const input = view.what === 'reroute' ? view.inputs[0] : view.inputs.find((port) => port.kinds.includes('mesh'));
    id = input && body.links.find((link) => sameEnd(link.to, [here, input.name]))?.from[0];
  }
  return undefined;
}
