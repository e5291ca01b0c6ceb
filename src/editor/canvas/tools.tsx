import { useSyncExternalStore } from 'react';
import { ActionButton } from '../actions/button';
import { useTranslate } from '../context';
import { useCanvas } from './canvas-context';

/** The strip at the left of the canvas: add, arrange, look. */
export function CanvasTools() {
  const { stage } = useCanvas();
  const t = useTranslate();
  const camera = useSyncExternalStore(stage.subscribeCamera, stage.camera);
  return (
    <div className="canvas-tools" role="toolbar" aria-orientation="vertical" aria-label={t('canvas.tools')}>
      <ActionButton id="node.add" icon="plus" />
      <ActionButton id="view.layout" icon="layout" />
      <ActionButton id="edit.frame" icon="frame" />
      <ActionButton id="edit.note" icon="note" />
      <ActionButton id="view.dragSelects" icon="select" />
      <span className="tool-line" />
      <ActionButton id="view.fit" icon="fit" />
      <ActionButton id="view.zoomIn" icon="plus" />
      <span className="zoom-percent" title={t('canvas.zoom')}>{Math.round(camera.zoom * 100)}%</span>
      <ActionButton id="view.zoomOut" icon="minus" />
    </div>
  );
}
