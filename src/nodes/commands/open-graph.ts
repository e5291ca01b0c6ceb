import { readFile } from 'node:fs/promises';
import { isSafeName } from '../../graph/names';
import { parseGraph } from '../../graph/parse';
import type { GraphDocument, GraphWarning, LocalText } from '../../graph/types';
import type { BothLanguages } from '../../runtime/define';
import type { Definitions } from '../../runtime/ports';

/** A sentence for the person at the terminal; thrown by commands, printed without a stack. */
export class Refusal extends Error {}

export type Language = 'en' | 'zh';

export function say(text: LocalText | BothLanguages, language: Language): string {
  return typeof text === 'string' ? text : text[language];
}

/** Opens a graph file and brings its nodes to the versions known here. @throws Refusal */
export async function openGraph(path: string, definitions: Definitions, language: Language): Promise<{ readonly graph: GraphDocument; readonly warnings: readonly GraphWarning[] }> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new Refusal(say({ en: `The graph "${path}" cannot be read. Check its name and where it is.`, zh: `无法读取图“${path}”。请检查文件名和位置。` }, language));
  }
  const parsed = parseGraph(text, (type) => definitions.get(type));
  if (!parsed.graph) throw new Refusal(parsed.problems.map((problem) => `${path}: ${say(problem.message, language)}`).join('\n'));
  refuseUnsafeIds(text, path, language);
  return parsed;
}

/** Ids become file names: one that is a path, or no name at all, is refused rather than mended. */
function refuseUnsafeIds(text: string, path: string, language: Language): void {
  const nodes = (JSON.parse(text.replace(/^\uFEFF/, '')) as { readonly nodes?: unknown }).nodes;
  const bad = Object.keys(nodes ?? {}).find((id) => !isSafeName(id));
  if (bad === undefined) return;
  const shown = JSON.stringify(bad.slice(0, 60));
  throw new Refusal(say({
    en: `${path}: the node id ${shown} cannot be used: results are written to files named after nodes, and this is no plain name. Rename the node.`,
    zh: `${path}：节点 id ${shown} 不可用：结果会写入以节点命名的文件，而它不是普通名称。请重命名该节点。`,
  }, language));
}
