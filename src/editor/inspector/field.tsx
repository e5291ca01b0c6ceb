import { setParam } from '../../graph/edit';
import type { Json } from '../../graph/types';
import type { Param } from '../../runtime/define';
import { useLocalText, useSession, useSessionState } from '../context';
import { describeNode } from '../describe';
import { openBody } from '../scope';
import { nodeWords, stepName } from '../step-names';
import { AxisField } from './axis-field';
import { BooleanField, ChoiceField, ChoicesField, TextField } from './choice-fields';
import { FileField } from './file-field';
import { JsonField } from './json-field';
import { NumberField, NumbersField, SeedField } from './number-fields';
import { StrokesField } from './strokes-field';
import { ColourField } from './colour-field';

/** One setting of a node, drawn from its definition; every change is an edit of the document, merged while a slider moves. */
export function ParamField({ node, name, compact = false }: { readonly node: string; readonly name: string; readonly compact?: boolean }) {
  const session = useSession();
  const text = useLocalText();
  const graphNode = useSessionState((state) => openBody(state.document, state.scope).nodes[node]);
  if (!graphNode) return null;
  const param = session.definitions.get(graphNode.type)?.params[name] ?? describeNode(graphNode, session.get().document, session.definitions).params.find(([key]) => key === name)?.[1];
  if (!param) return null;
  const value: Json = graphNode.params[name] ?? (param.initial as Json);
  const change = (next: Json): void => { session.edit((body) => setParam(body, node, name, next), { label: stepName('step.set', { param: param.title, node: nodeWords(session, node) }), merge: `param:${node}:${name}` }); };
  const id = `${compact ? 'card' : 'inspector'}-${node}-${name}`;
  return <Field param={param} value={value} change={change} id={id} label={text(param.title)} compact={compact} node={node} name={name} />;
}

function Field({ param, value, change, id, label, compact, node, name }: { readonly param: Param; readonly value: Json; readonly change: (value: Json) => void; readonly id: string; readonly label: string; readonly compact: boolean; readonly node: string; readonly name: string }) {
  const base = { id, label, compact };
  switch (param.kind) {
    case 'number': return <NumberField {...base} param={param} value={typeof value === 'number' ? value : param.initial} change={change} />;
    case 'seed': return <SeedField {...base} value={typeof value === 'number' ? value : param.initial} change={change} />;
    case 'boolean': return <BooleanField {...base} value={value === true} change={change} />;
    case 'choice': return <ChoiceField {...base} param={param} value={typeof value === 'string' ? value : param.initial} change={change} />;
    case 'choices': return <ChoicesField {...base} param={param} value={Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : param.initial} change={change} />;
    case 'text': return <TextField {...base} param={param} value={typeof value === 'string' ? value : param.initial} change={change} />;
    case 'colour': return <ColourField {...base} value={isColour(value) ? value : param.initial} change={change} />;
    case 'file': return <FileField {...base} param={param} node={node} value={typeof value === 'string' ? value : ''} change={change} />;
    case 'numbers': return <NumbersField {...base} param={param} value={isNumbers(value) ? value : param.initial} change={change} />;
    case 'json': return param.shownAs === 'axis' ? <AxisField {...base} value={value} change={change} node={node} /> : param.shownAs === 'strokes' || param.shownAs === 'painting' ? <StrokesField {...base} value={value} change={change} node={node} param={name} /> : <JsonField {...base} value={value} change={change} />;
  }
}

function isColour(value: Json): value is readonly [number, number, number] {
  return Array.isArray(value) && value.length === 3 && value.every((entry) => typeof entry === 'number');
}

function isNumbers(value: Json): value is Readonly<Record<string, number>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((entry) => typeof entry === 'number');
}
