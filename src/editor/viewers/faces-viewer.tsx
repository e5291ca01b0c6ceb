import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { FacesValue } from '../../runtime/values';
import { useSession, useSessionState, useTranslate } from '../context';
import { describeNode } from '../describe';
import { flatId, openBody, placeOfFlatId } from '../scope';
import type { Session } from '../session';
import type { Pin, SessionState } from '../state';
import { facesDrawn } from './export/drawings';
import { useFigureSource } from './export/source';
import { valueRows } from './export/tables';
import { paintPixels, type Pixels } from './picture';
import { placeOf, useFaceChoice } from './face-choice';
import { readable } from './readable';

/** Boxes and points of detected faces over the picture they lie in, with score and pose in words. */
export function FacesViewer({ faces, title, node }: { readonly faces: FacesValue; readonly title: string; readonly node: string }) {
  const t = useTranslate();
  const choose = useFaceChoice(node);
  const picture = usePictureBehind(node, faces);
  const canvas = useRef<HTMLCanvasElement>(null);
  useFigureSource({ name: 'faces', notes: [`${faces.width} × ${faces.height} px`], draw: () => facesDrawn(faces, picture), table: () => valueRows(faces) });
  useLayoutEffect(() => { if (canvas.current) drawFaces(canvas.current, faces, picture); }, [faces, picture]);
  return (
    <div className="faces-viewer">
      <canvas ref={canvas} role="img" aria-label={title} width={faces.width} height={faces.height} style={choose && { cursor: 'pointer' }} onClick={choose && ((event) => choose(placeOf(event, faces)))} />
      <ul>
        {faces.faces.length === 0 && <li>{t('faces.none')}</li>}
        {faces.faces.map((face, index) => (
          <li key={index}>
            {choose && faces.faces.length > 1 && index > 0
              ? <button type="button" className="button small" onClick={() => choose([(face.box[0] + face.box[2] / 2) / faces.width * 100, (face.box[1] + face.box[3] / 2) / faces.height * 100])}>{t('faces.choose', { number: index + 1 })}</button>
              : <b>{t('faces.one', { number: index + 1 })}</b>} {t('faces.score')} {readable(face.score)}
            {face.dense && <> · {face.dense.scheme}</>}
            {face.poseDeg && <> · {t('faces.pose', { yaw: Math.round(face.poseDeg.yaw), pitch: Math.round(face.poseDeg.pitch), roll: Math.round(face.poseDeg.roll) })}</>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The picture that faces were found in: the node's own picture, else the one that is linked to it. */
function behind(session: Session, document: SessionState['document'], flat: string): Pin | undefined {
  const place = placeOfFlatId(document, flat);
  const body = place && openBody(document, place.scope);
  const node = body?.nodes[place?.id ?? ''];
  if (!place || !body || !node) return undefined;
  const view = describeNode(node, document, session.definitions);
  const own = view.outputs.find(({ kinds }) => kinds.length === 1 && kinds[0] === 'image');
  if (own) return { node: flat, port: own.name };
  const inputs = view.inputs.filter(({ kinds }) => kinds.includes('image')).map(({ name }) => name);
  const link = body.links.find(({ to }) => to[0] === place.id && inputs.includes(to[1]));
  return link && { node: flatId(place.scope, link.from[0]), port: link.from[1] };
}

function usePictureBehind(node: string, faces: FacesValue): Pixels | undefined {
  const session = useSession();
  const document = useSessionState((state) => state.document);
  const [picture, setPicture] = useState<Pixels & { readonly of: FacesValue }>();
  useEffect(() => {
    const pin = behind(session, document, node);
    if (!pin) return undefined;
    let current = true;
    void session.engine.preview(pin.node, pin.port, 512).catch(() => undefined).then((preview) => { if (current && preview?.kind === 'picture') setPicture({ ...preview, of: faces }); });
    return () => { current = false; };
    // A new result brings new faces; a change of the document that is not yet run does not move the picture.
  }, [session, node, faces]);
  return picture?.of === faces ? picture : undefined;
}

function drawFaces(canvas: HTMLCanvasElement, { faces, width, height }: FacesValue, picture: Pixels | undefined): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  context.clearRect(0, 0, width, height);
  if (picture) {
    const below = globalThis.document.createElement('canvas');
    paintPixels(below, picture);
    context.drawImage(below, 0, 0, width, height);
  }
  const unit = Math.max(width, height) / 256;
  for (const face of faces) {
    context.strokeStyle = style.getPropertyValue('--kind-faces');
    context.lineWidth = unit * 1.2;
    context.strokeRect(...face.box);
    context.fillStyle = picture ? '#ffffff' : style.getPropertyValue('--muted');
    if (face.dense) drawPoints(context, face.dense.points, unit * 0.9);
    context.fillStyle = style.getPropertyValue('--kind-identity');
    drawPoints(context, face.points5, unit * 2.2);
  }
}

function drawPoints(context: CanvasRenderingContext2D, points: Float32Array, radius: number): void {
  for (let i = 0; i + 1 < points.length; i += 2) {
    context.beginPath();
    context.arc(points[i]!, points[i + 1]!, radius, 0, Math.PI * 2);
    context.fill();
  }
}
