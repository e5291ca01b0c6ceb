import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { changeFrame, changeNote, type Frame, type Note } from '../../graph/edit-view';
import { useLocalText, useSession, useSessionState, useTranslate } from '../context';
import { openBody } from '../scope';
import { followPointer } from '../follow-pointer';
import { stepName } from '../step-names';
import { useCanvas } from './canvas-context';
import { snap } from './layout';

/** Frames and notes of the open body, beneath the wires. */
export function Ground() {
  const frames = useSessionState((state) => openBody(state.document, state.scope).view.frames);
  const notes = useSessionState((state) => openBody(state.document, state.scope).view.notes);
  return <>{frames.map((frame) => <FrameItem key={frame.id} frame={frame} />)}{notes.map((note) => <NoteItem key={note.id} note={note} />)}</>;
}

function FrameItem({ frame }: { readonly frame: Frame }) {
  const session = useSession();
  const text = useLocalText();
  const t = useTranslate();
  const item = useGroundItem(frame.id);
  const selected = useSessionState((state) => state.selection.has(frame.id));
  return (
    <section ref={item.element} className="frame" data-selected={selected || undefined} aria-label={t('frame.label', { title: text(frame.title) })}
      style={{ left: frame.x, top: frame.y, width: frame.width, height: frame.height, ...(frame.colour ? { ['--frame' as string]: frame.colour } : {}) }}>
      <header className="frame-head" onPointerDown={item.grab}>
        <Editable className="frame-title" value={text(frame.title)} label={t('frame.title')} commit={(title) => { session.edit((body) => changeFrame(body, frame.id, { title }), { label: stepName('step.frameTitle') }); }} />
      </header>
      <Corner label={t('frame.resize')} size={frame} commit={(size) => { session.edit((body) => changeFrame(body, frame.id, size), { label: stepName('step.frameSize'), merge: `size:${frame.id}` }); }} />
    </section>
  );
}

function NoteItem({ note }: { readonly note: Note }) {
  const session = useSession();
  const text = useLocalText();
  const t = useTranslate();
  const item = useGroundItem(note.id);
  const selected = useSessionState((state) => state.selection.has(note.id));
  return (
    <section ref={item.element} className="note" data-selected={selected || undefined} aria-label={t('note.label')} style={{ left: note.x, top: note.y, width: note.width, height: note.height }} onPointerDown={item.grab}>
      <Editable className="note-text" value={text(note.text)} label={t('note.text')} multiline commit={(next) => { session.edit((body) => changeNote(body, note.id, { text: next }), { label: stepName('step.noteText') }); }} />
      <Corner label={t('note.resize')} size={note} commit={(size) => { session.edit((body) => changeNote(body, note.id, size), { label: stepName('step.noteSize'), merge: `size:${note.id}` }); }} />
    </section>
  );
}

/** Selecting and dragging goes the same way as for cards, so that a mixed selection moves as one. */
function useGroundItem(id: string) {
  const { drags, stage } = useCanvas();
  const element = useRef<HTMLElement>(null);
  useEffect(() => (element.current ? drags.registerGround(id, element.current) : undefined), [drags, id]);
  const grab = (event: ReactPointerEvent): void => {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest('textarea, input, [data-corner]'))) return;
    event.stopPropagation();
    const from = { x: event.clientX, y: event.clientY };
    drags.start(id, event);
    const zoom = stage.area.area.transform.k;
    followPointer((moved) => drags.move(id, (moved.clientX - from.x) / zoom, (moved.clientY - from.y) / zoom), () => drags.end(id));
  };
  return { element, grab };
}

/** Text that becomes a field on a double click or Enter. */
function Editable({ value, label, commit, className, multiline = false }: { readonly value: string; readonly label: string; readonly commit: (value: string) => void; readonly className: string; readonly multiline?: boolean }) {
  const [draft, setDraft] = useState<string>();
  const done = (): void => {
    if (draft !== undefined && draft !== value) commit(draft);
    setDraft(undefined);
  };
  if (draft === undefined) {
    return <div className={className} role="button" tabIndex={0} title={label} onDoubleClick={(event) => { event.stopPropagation(); setDraft(value); }} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); setDraft(value); } }}>{value === '' ? label : value}</div>;
  }
  const common = { className, value: draft, 'aria-label': label, autoFocus: true, onBlur: done };
  return multiline
    ? <textarea {...common} onChange={(event) => setDraft(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Escape') done(); }} />
    : <input {...common} onChange={(event) => setDraft(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter' || event.key === 'Escape') done(); }} />;
}

function Corner({ size, commit, label }: { readonly size: { readonly width: number; readonly height: number }; readonly commit: (size: { readonly width: number; readonly height: number }) => void; readonly label: string }) {
  const { stage } = useCanvas();
  const grab = (event: ReactPointerEvent): void => {
    event.stopPropagation();
    const from = { x: event.clientX, y: event.clientY };
    const zoom = stage.area.area.transform.k;
    followPointer((moved) => commit({ width: Math.max(96, snap(size.width + (moved.clientX - from.x) / zoom)), height: Math.max(48, snap(size.height + (moved.clientY - from.y) / zoom)) }));
  };
  return <span className="corner" data-corner title={label} onPointerDown={grab} />;
}
