import { serialise } from '../../graph/serialise';
import type { StepReport } from '../../runtime/engine-types';
import { describeNode } from '../describe';
import { localText } from '../i18n';
import { paintPixels } from '../viewers/picture';
import { flatId, openBody } from '../scope';
import type { Session } from '../session';
import type { Pin } from '../state';
import { downloadBlob, fileName } from './files';
import { syntheticXmp, writePngWords } from './png-text';

const PICTURES = ['image', 'crop', 'mask'];

/** Writes a picture output as PNG: the graph inside, the IPTC mark of a synthetic picture, and a visible one unless the user turned it off. */
export async function exportPicture(session: Session, wanted?: Pin): Promise<void> {
  const pin = wanted ?? chosenPicture(session);
  const preview = pin && await session.engine.preview(pin.node, pin.port, 0);
  if (!pin || preview?.kind !== 'picture') {
    session.notify({ en: 'There is no picture to export yet. Run the graph, then select a node that makes a picture.', zh: '还没有可导出的图片。请先运行，再选择一个输出图片的节点。' }, 'bad');
    return;
  }
  const { document: graph, settings, steps } = session.get();
  const canvas = document.createElement('canvas');
  paintPixels(canvas, preview);
  if (settings.visibleMark) drawMark(canvas, session.t('export.mark'));
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) return;
  const report = steps[pin.node]?.report;
  const png = writePngWords(new Uint8Array(await blob.arrayBuffer()), { graph: serialise(graph), description: describe(report), xmp: syntheticXmp(report?.provenance.photograph ?? false) });
  const name = `${fileName(localText(graph.title, settings.language))}.png`;
  downloadBlob(new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' }), name);
  session.announce(session.t('document.saved', { name }));
}

/** The picture meant when nothing is said: of the selected node, else of an open viewer, else of the first node that shows one. */
function chosenPicture(session: Session): Pin | undefined {
  const { document, scope, selection, pins, checked } = session.get();
  const { nodes } = openBody(document, scope);
  const pictureOf = (id: string): Pin | undefined => {
    const node = nodes[id];
    const port = node && describeNode(node, document, session.definitions).outputs.find((output) => output.kinds.length === 1 && PICTURES.includes(output.kinds[0] ?? ''));
    return port && { node: flatId(scope, id), port: port.name };
  };
  const selected = [...selection].map(pictureOf).find((pin) => pin !== undefined);
  const pinned = pins.find((pin) => PICTURES.includes(checked.types[`${pin.node}.${pin.port}`]?.kind ?? ''));
  const sinks = Object.keys(nodes).filter((id) => session.definitions.get(nodes[id]?.type ?? '')?.sink);
  return selected ?? pinned ?? [...sinks, ...Object.keys(nodes)].map(pictureOf).find((pin) => pin !== undefined && session.get().steps[pin.node]);
}

function describe(report: StepReport | undefined): string {
  const weights = report?.provenance.weights.map(({ name, sha256 }) => `${name} (${sha256.slice(0, 12)})`).join(', ') ?? '';
  return `Synthetic picture made with Swapgraph. Backends: ${report?.provenance.backends.join(', ') ?? 'unknown'}. Weights: ${weights || 'none'}.`;
}

function drawMark(canvas: HTMLCanvasElement, words: string): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const size = Math.max(8, Math.round(Math.min(canvas.width, canvas.height) / 22));
  context.font = `600 ${size}px system-ui, sans-serif`;
  context.textBaseline = 'bottom';
  const width = context.measureText(words).width + size;
  context.fillStyle = 'rgb(0 0 0 / 55%)';
  context.fillRect(canvas.width - width, canvas.height - size * 1.6, width, size * 1.6);
  context.fillStyle = '#ffffff';
  context.fillText(words, canvas.width - width + size / 2, canvas.height - size * 0.25);
}
