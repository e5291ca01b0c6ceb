import { csvText } from '../../../runtime/batch/csv';
import { graphForPicture, pictureWords } from '../../../runtime/pictures/words';
import { writePngWords } from '../../../runtime/pictures/png-text';
import { sentenceOf } from '../../../runtime/errors';
import { downloadBlob, fileName } from '../../documents/files';
import { localText } from '../../i18n';
import type { Session } from '../../session';
import type { Pin } from '../../state';
import { captionOf } from './caption';
import { encodeNpy } from './npy';
import type { FigureSource } from './source';
import { figureSvg, type Drawn } from './svg';

export type FigureFormat = 'svg' | 'png' | 'npy' | 'csv';
/** Pixels of a PNG a pixel of the figure. */
const SCALE = 2;
/** Longest side of a PNG; browsers refuse larger canvases. */
const LONGEST_PX = 16_000;

/** Writes what a view shows as a file. A failure is told in words. @param pin whose step made it: backend, weights, and whether a photograph went in */
export async function saveFigure(session: Session, source: FigureSource, pin: Pin, title: string, format: FigureFormat): Promise<void> {
  const { settings, document } = session.get();
  const name = `${fileName(`${localText(document.title, settings.language)} ${title} ${source.name}`)}.${format}`;
  try {
    const bytes = await bytesOf(session, source, pin, title, format);
    if (!bytes) {
      session.notify({ en: 'There is nothing to export here yet. Run the graph first.', zh: '这里还没有可导出的内容。请先运行。' }, 'bad');
      return;
    }
    const type = { svg: 'image/svg+xml', png: 'image/png', npy: 'application/octet-stream', csv: 'text/csv' }[format];
    downloadBlob(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }), name);
    session.announce(session.t('document.saved', { name }));
  } catch (error) {
    session.notify(sentenceOf(error), 'bad');
  }
}

async function bytesOf(session: Session, source: FigureSource, pin: Pin, title: string, format: FigureFormat): Promise<Uint8Array | undefined> {
  if (format === 'npy') {
    const tensor = await source.tensor?.();
    return tensor && encodeNpy(tensor.shape, tensor.data);
  }
  if (format === 'csv') {
    const rows = await source.table?.();
    return rows && new TextEncoder().encode(`\uFEFF${csvText(rows)}`);
  }
  const { document, checked, steps, settings } = session.get();
  const report = steps[pin.node]?.report, { language } = settings;
  const words = pictureWords(graphForPicture(document, session.definitions), session.definitions, report, true);
  const caption = captionOf({ document, flat: checked.flat, definitions: session.definitions, report, notes: source.notes, language, t: session.t });
  const figure = figureSvg(await source.draw(), { title: `${localText(document.title, language)}: ${title}`, caption, description: words.description, xmp: words.xmp });
  return format === 'svg' ? new TextEncoder().encode(figure.body) : writePngWords(await rasterised(figure), words);
}

/** The same figure as pixels, twice as fine. */
async function rasterised({ width, height, body }: Drawn): Promise<Uint8Array> {
  const scale = Math.min(SCALE, LONGEST_PX / Math.max(width, height));
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([body], { type: 'image/svg+xml' }));
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, 'image/png'); });
    if (!blob) throw new Error(`A picture of ${canvas.width} × ${canvas.height} pixels could not be made. Export it as SVG.`);
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
