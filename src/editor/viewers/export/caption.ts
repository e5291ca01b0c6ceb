import type { GraphDocument } from '../../../graph/types';
import type { StepReport } from '../../../runtime/engine-types';
import type { FlatWiring } from '../../../runtime/flat';
import type { Definitions } from '../../../runtime/ports';
import { localText, type Language, type Translate } from '../../i18n';
import { toldBackends } from '../../status';

/** Seeds of a graph by the name of their node, those not written down too. */
export function seedsOf(flat: FlatWiring, definitions: Definitions, language: Language): readonly string[] {
  return Object.entries(flat.nodes).flatMap(([id, node]) => Object.entries(definitions.get(node.type)?.params ?? {}).flatMap(([name, param]) => {
    if (param.kind !== 'seed') return [];
    const value = node.params[name];
    return [`${localText(node.label ?? id, language)} ${typeof value === 'number' ? value : param.initial}`];
  }));
}

/** What stands under every figure: which graph, what of the view, which seeds, and what computed it. */
export function captionOf({ document, flat, definitions, report, notes, language, t }: {
  readonly document: GraphDocument;
  readonly flat: FlatWiring;
  readonly definitions: Definitions;
  readonly report: StepReport | undefined;
  readonly notes: readonly string[];
  readonly language: Language;
  readonly t: Translate;
}): readonly string[] {
  const seeds = seedsOf(flat, definitions, language), made = report?.provenance;
  const backends = toldBackends(made?.backends ?? []).map((backend) => t(`backend.${backend}`)).join(' + ');
  const weights = made?.weights.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 10)}`).join(', ') ?? '';
  return [
    ...notes,
    [t('figure.graph', { title: localText(document.title, language) }), ...seeds.length > 0 ? [t('figure.seeds', { seeds: seeds.join(', ') })] : []].join(' '),
    [...backends === '' ? [] : [t('figure.backend', { backends })], ...weights === '' ? [] : [t('figure.weights', { weights })], t('figure.synthetic')].join(' '),
  ];
}
