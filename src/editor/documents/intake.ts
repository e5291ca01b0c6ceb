import { addNode, setParam } from '../../graph/edit';
import { parseGraph } from '../../graph/parse';
import type { JsonObject } from '../../graph/types';
import { isPng, readPngGraph } from '../../runtime/pictures/png-text';
import type { Point } from '../canvas/layout';
import { openBody } from '../scope';
import type { Session } from '../session';
import { nodeWords, stepName } from '../step-names';
import { hasPhotoConsent, rememberPhotoConsent } from './consent';

const MAX_GRAPH_BYTES = 16 * 1024 * 1024;
const MAX_ASSET_BYTES = 512 * 1024 * 1024;
/** Room of a card, and how far below one another several dropped files lie. */
const CARD = { width: 208, height: 220 };
const BELOW_PX = 320;

/** What dropping or opening files does: a graph opens (from JSON or out of a PNG), a picture or a network becomes a node. */
export async function takeFiles(session: Session, files: readonly File[], at?: Point): Promise<void> {
  for (const [index, file] of files.entries()) await takeFile(session, file, { at: at && { x: at.x, y: at.y + index * BELOW_PX }, first: index === 0 });
}

/** Where a file was dropped, and whether it is the first of several. */
interface Drop { readonly at: Point | undefined; readonly first: boolean }

async function takeFile(session: Session, file: File, drop: Drop): Promise<void> {
  const name = file.name.toLowerCase();
  if (name.endsWith('.json')) {
    if (tooLarge(session, file, MAX_GRAPH_BYTES)) return;
    openText(session, await file.text(), file.name);
  } else if (name.endsWith('.onnx')) await addOnnx(session, file, drop.at);
  else if (isPictureFile(file)) await takePicture(session, file, drop);
  else session.notify({ en: `${file.name} is neither a graph (.json), a picture, nor a network (.onnx).`, zh: `${file.name} 不是图（.json）、图片或网络（.onnx）文件。` }, 'bad');
}

/** Opens a graph from text; what could not be read as written is said. */
export function openText(session: Session, text: string, from: string): boolean {
  const parsed = parseGraph(text, (type) => session.definitions.get(type));
  if (!parsed.graph) {
    const why = parsed.problems[0]?.message;
    session.notify(typeof why === 'object' ? { en: `${from}: ${why.en}`, zh: `${from}:${why.zh}` } : `${from}: ${why ?? ''}`, 'bad');
    return false;
  }
  session.open(parsed.graph);
  const warning = parsed.warnings[0];
  if (warning) session.notify(warning.message);
  return true;
}

async function takePicture(session: Session, file: File, drop: Drop): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const graph = isPng(bytes) ? readPngGraph(bytes) : undefined;
  if (graph !== undefined) {
    openText(session, graph, file.name);
    return;
  }
  const reference = await acceptFile(session, file);
  if (reference === undefined) return;
  const target = pictureNodeFor(session, drop);
  if (target !== undefined) session.edit((body) => setParam(body, target, 'file', reference), { label: stepName('step.file', { file: file.name, node: nodeWords(session, target) }), select: [target] });
  // The name of the file stays out of the graph, which travels in pictures and links.
  else addWithParams(session, 'load-image', { file: reference }, undefined, drop.at);
}

/**
 * Where a picture goes: the first of several to the picture node it was dropped on or that is selected, any to the next node that waits for a picture;
 * undefined for a node of its own.
 */
function pictureNodeFor(session: Session, { at, first }: Drop): string | undefined {
  const { document, scope, selection } = session.get();
  const { nodes, view } = openBody(document, scope);
  const pictures = Object.keys(nodes).filter((id) => nodes[id]!.type === 'load-image');
  const placed = (id: string): Point & { readonly width?: number } => view.nodes[id] ?? { x: 0, y: 0 };
  const under = pictures.filter((id) => {
    const { x, y, width = CARD.width } = placed(id);
    return at && at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + CARD.height;
  });
  const chosen = pictures.filter((id) => selection.has(id));
  const waiting = pictures.filter((id) => (nodes[id]!.params['file'] ?? '') === '').sort((a, b) => placed(a).x - placed(b).x || placed(a).y - placed(b).y);
  return (first ? under.at(-1) ?? (chosen.length === 1 ? chosen[0] : undefined) : undefined) ?? waiting[0];
}

/** Whether a file is a picture, by what the system says of it or by its name. */
export function isPictureFile(file: File): boolean {
  return file.type.startsWith('image/') || /\.(png|jpe?g|webp|gif|bmp|avif|hei[cf]|tiff?)$/i.test(file.name);
}

async function addOnnx(session: Session, file: File, at: Point | undefined): Promise<void> {
  if (tooLarge(session, file, MAX_ASSET_BYTES)) return;
  try {
    const reference = await session.engine.putAsset(new Uint8Array(await file.arrayBuffer()), 'application/octet-stream');
    addWithParams(session, 'onnx-model', { ...await session.engine.describeOnnx(reference), file: reference }, file.name.replace(/\.onnx$/i, ''), at);
  } catch (error) {
    session.notify(`${file.name}: ${error instanceof Error ? error.message : String(error)}`, 'bad');
  }
}

function addWithParams(session: Session, type: string, params: JsonObject, label: string | undefined, at: Point | undefined): void {
  const definition = session.definitions.get(type);
  if (!definition) return;
  const view = session.stage.current?.viewBox();
  const place = at ?? (view ? { x: view.x + view.width / 2 - 104, y: view.y + view.height / 2 - 80 } : { x: 0, y: 0 });
  session.edit((body) => addNode(body, { type, version: definition.version, params, ...(label === undefined ? {} : { label: label.slice(0, 60) }), at: place }, session.random), { label: stepName('step.add', { what: label ?? definition.title }), select: 'added' });
}

/** Stores a chosen file and gives its name in the store; asks once before the first photograph. `undefined` when the user declines or it fails. */
export async function acceptFile(session: Session, file: File, node?: string): Promise<string | undefined> {
  if (tooLarge(session, file, MAX_ASSET_BYTES)) return undefined;
  if (isPictureFile(file) && !hasPhotoConsent() && !await askForConsent(session, file.name)) return undefined;
  try {
    const reference = await session.engine.putAsset(new Uint8Array(await file.arrayBuffer()), file.type || 'application/octet-stream');
    if (node !== undefined && file.name.toLowerCase().endsWith('.onnx')) {
      const described = Object.entries(await session.engine.describeOnnx(reference)).filter(([name]) => hasParam(session, node, name));
      if (described.length > 0) session.edit((body) => described.reduce((edited, [name, value]) => setParam(edited.document, node, name, value), { document: body }), { label: stepName('step.file', { file: file.name, node: nodeWords(session, node) }), merge: `file:${node}` });
    }
    return reference;
  } catch (error) {
    session.notify(`${file.name}: ${error instanceof Error ? error.message : String(error)}`, 'bad');
    return undefined;
  }
}

/** Whether the node's type has a setting of this name: an ONNX network keeps its file's ports, a detector does not. */
function hasParam(session: Session, id: string, name: string): boolean {
  const { document, scope } = session.get();
  return Object.hasOwn(session.definitions.get(openBody(document, scope).nodes[id]?.type ?? '')?.params ?? {}, name);
}

function askForConsent(session: Session, fileName: string): Promise<boolean> {
  return new Promise((resolve) => {
    session.set({
      dialog: {
        name: 'consent', fileName,
        answer: (agreed) => {
          if (agreed) rememberPhotoConsent();
          session.set({ dialog: undefined });
          resolve(agreed);
        },
      },
    });
  });
}

function tooLarge(session: Session, file: File, limit: number): boolean {
  if (file.size <= limit) return false;
  const [size, most] = [Math.round(file.size / 1048576), Math.round(limit / 1048576)];
  session.notify({ en: `${file.name} has ${size} MB; at most ${most} MB can be opened.`, zh: `${file.name} 有 ${size} MB；最多可打开 ${most} MB。` }, 'bad');
  return true;
}
