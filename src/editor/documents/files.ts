import { EMPTY_VIEW, type GraphDocument } from '../../graph/types';
import { serialise } from '../../graph/serialise';
import { localText } from '../i18n';
import type { Session } from '../session';

export function emptyDocument(id: string, title: string): GraphDocument {
  return { format: 1, id, title, nodes: {}, links: [], view: EMPTY_VIEW, macros: {} };
}

export function newDocument(session: Session): void {
  session.open(emptyDocument(crypto.randomUUID(), session.t('document.untitled')));
}

/** Hands the document to the user as a JSON file. The browser writes downloads to a temporary name first, so a file is whole or not there. */
export function downloadDocument(session: Session): void {
  const { document, settings } = session.get();
  const name = fileName(localText(document.title, settings.language));
  downloadBlob(new Blob([serialise(document)], { type: 'application/json' }), `${name}.json`);
  session.set({ savedAtMs: Date.now() });
  session.announce(session.t('document.saved', { name: `${name}.json` }));
}

export function downloadBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A title as a file name: letters and digits of any script stay. */
export function fileName(title: string): string {
  return title.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60).toLowerCase() || 'graph';
}

/** Opens the browser's file dialog; an empty list when it is closed without a choice. */
export function chooseFiles(accept: string): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = true;
    input.onchange = () => resolve([...input.files ?? []]);
    input.oncancel = () => resolve([]);
    input.click();
  });
}
