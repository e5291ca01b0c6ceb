import { useLayoutEffect, useRef } from 'react';
import type { FacesValue } from '../../runtime/values';
import { useTranslate } from '../context';
import type { Pixels } from './picture';
import { placeOf, useFaceChoice } from './face-choice';
import { readable } from './table-viewer';

/** Boxes and points of detected faces, in picture coordinates, with score and pose in words. */
export function FacesViewer({ faces, title, node }: { readonly faces: FacesValue; readonly picture: Pixels | undefined; readonly title: string; readonly node?: string }) {
  const t = useTranslate();
  const choose = useFaceChoice(node);
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => { if (canvas.current) drawFaces(canvas.current, faces); }, [faces]);
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

function drawFaces(canvas: HTMLCanvasElement, { faces, width, height }: FacesValue): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  context.clearRect(0, 0, width, height);
  const unit = Math.max(width, height) / 256;
  for (const face of faces) {
    context.strokeStyle = style.getPropertyValue('--kind-faces');
    context.lineWidth = unit * 1.2;
    context.strokeRect(...face.box);
    context.fillStyle = style.getPropertyValue('--muted');
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
