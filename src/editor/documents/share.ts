import { deflateSync, Inflate } from 'fflate';
import { parseGraph } from '../../graph/parse';
import { serialise } from '../../graph/serialise';
import type { GraphDocument } from '../../graph/types';
import type { Session } from '../session';

/** Browsers and chat programs cut longer addresses. */
const MAX_FRAGMENT_CHARACTERS = 60_000;
const MAX_INFLATED_BYTES = 4 * 1024 * 1024;
const PREFIX = 'g=';

/** The document as a URL fragment: canonical JSON, deflated, base64url. Fragments are never sent to a server. */
export function toFragment(document: GraphDocument): string {
  const bytes = deflateSync(new TextEncoder().encode(serialise(document)), { level: 9 });
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return PREFIX + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The text of the document in a fragment; undefined when there is none or it is damaged. What inflates beyond 4 MB is refused. */
export function fromFragment(fragment: string): string | undefined {
  const data = fragment.replace(/^#/, '');
  if (!data.startsWith(PREFIX)) return undefined;
  try {
    const binary = atob(data.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/'));
    return inflateBounded(Uint8Array.from(binary, (letter) => letter.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

function inflateBounded(bytes: Uint8Array): string {
  const parts: Uint8Array[] = [];
  let total = 0;
  const inflate = new Inflate((part) => {
    total += part.length;
    if (total > MAX_INFLATED_BYTES) throw new RangeError('The graph in this link is larger than 4 MB.');
    parts.push(part);
  });
  for (let at = 0; at < bytes.length; at += 4096) inflate.push(bytes.subarray(at, at + 4096), at + 4096 >= bytes.length);
  const decoder = new TextDecoder();
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
}

/** Puts a link to the document on the clipboard. Pictures are not in it: only their names are. */
export async function copyShareLink(session: Session): Promise<void> {
  const fragment = toFragment(session.get().document);
  if (fragment.length > MAX_FRAGMENT_CHARACTERS) {
    session.notify({ en: 'This graph is too large for a link. Save it as a file instead.', zh: '此图太大，无法放入链接。请改为保存为文件。' }, 'bad');
    return;
  }
  const link = `${location.origin}${location.pathname}#${fragment}`;
  try {
    await navigator.clipboard.writeText(link);
    session.notify({ en: 'Link copied. It holds the whole graph, but no pictures.', zh: '链接已复制。它包含整个图，但不含图片。' });
  } catch {
    location.hash = fragment;
    session.notify({ en: 'The link is in the address bar; copy it from there.', zh: '链接已放入地址栏，请从那里复制。' });
  }
}

/** The document a link carries, if the page was opened with one. */
export function documentFromLink(fragment: string): GraphDocument | undefined {
  const text = fromFragment(fragment);
  return text === undefined ? undefined : parseGraph(text).graph;
}
