import type { GraphDocument } from '../../graph/types';
import type { StepReport } from '../../runtime/engine-types';
import { NodeError, sentenceOf } from '../../runtime/errors';
import { PICTURE_ENDINGS, pictureWords, PLAIN_PNG, saveOptionsOf, withWords } from '../../runtime/pictures/words';
import { describeNode } from '../describe';
import { localText } from '../i18n';
import { paintPixels, type Pixels } from '../viewers/picture';
import { flatId, openBody, placeOfFlatId } from '../scope';
import type { Session } from '../session';
import type { Pin } from '../state';
import { downloadBlob, fileName } from './files';

const PICTURES = ['image', 'crop', 'mask'];

/** Writes a picture output as its node says, else as PNG: the graph inside, the IPTC mark of a synthetic picture, and a visible one unless the user turned it off. */
export async function exportPicture(session: Session, wanted?: Pin): Promise<void> {
  const pin = wanted ?? chosenPicture(session);
  const preview = pin && await session.engine.preview(pin.node, pin.port, 0);
  if (!pin || preview?.kind !== 'picture') {
    session.notify({ en: 'There is no picture to export yet. Run the graph, then select a node that makes a picture.', zh: '还没有可导出的图片。请先运行，再选择一个输出图片的节点。' }, 'bad');
    return;
  }
  const { document: graph, settings, steps } = session.get();
  try {
    const { bytes, ending, type } = await encodedPicture(session, graph, pin.node, preview, steps[pin.node]?.report);
    const name = `${fileName(localText(graph.title, settings.language))}.${ending}`;
    downloadBlob(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }), name);
    session.announce(session.t('document.saved', { name }));
  } catch (error) {
    session.notify(sentenceOf(error), 'bad');
  }
}

/** A picture as a file, in the format and with the words that its node asks for. @throws NodeError where the browser cannot write that format */
export async function encodedPicture(session: Session, graph: GraphDocument, flatNode: string, picture: Pixels, report: StepReport | undefined): Promise<{ readonly bytes: Uint8Array; readonly ending: string; readonly type: string }> {
  const place = placeOfFlatId(graph, flatNode);
  const node = place && openBody(graph, place.scope).nodes[place.id];
  const save = saveOptionsOf(node, session.definitions);
  const canvas = document.createElement('canvas');
  paintPixels(canvas, picture);
  // A node that saves has its own mark, on or off; any other picture gets the editor's.
  if (session.get().settings.visibleMark && save === PLAIN_PNG) drawMark(canvas, session.t('export.mark'));
  const type = `image/${save.format}`;
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, save.quality / 100));
  if (blob?.type !== type) {
    const format = save.format.toUpperCase();
    throw new NodeError({ en: `This browser cannot write ${format} pictures of this size. Set the format of "Save image" to PNG.`, zh: `此浏览器无法写入该尺寸的 ${format} 图片。请把“保存图像”的格式设为 PNG。` });
  }
  const words = pictureWords(graph, session.definitions, report, save.embedGraph);
  const bytes = withWords(new Uint8Array(await blob.arrayBuffer()), save.format, picture, words);
  return { bytes: await signed(session, bytes, type, report?.provenance.photograph ?? false), ending: PICTURE_ENDINGS[save.format], type };
}

/** With Content Credentials, where the user gave a key. @throws NodeError when it cannot sign */
async function signed(session: Session, bytes: Uint8Array, type: string, photograph: boolean): Promise<Uint8Array> {
  const { signing } = session.get();
  if (!signing) return bytes;
  const { signPicture } = await import('./sign-picture');
  try {
    return await signPicture(bytes, type, signing, photograph);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new NodeError({ en: `The picture could not be signed (${why}). Choose another certificate in the settings, or forget it there to export without.`, zh: `无法为图片签名（${why}）。请在设置中更换证书，或清除后不签名导出。` });
  }
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
