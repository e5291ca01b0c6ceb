import { useState, type DragEvent, type ReactNode } from 'react';
import { useSession, useTranslate } from '../context';
import { takeFiles } from './intake';

/** Takes files dropped anywhere on the canvas. */
export function Drops({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const t = useTranslate();
  const [over, setOver] = useState(false);
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return (
    <div className="drops" data-over={over || undefined}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false); }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void takeFiles(session, [...event.dataTransfer.files], session.stage.current?.toWorld(event.clientX, event.clientY));
      }}>
      {children}
      {over && <div className="drop-hint" role="status">{t('drop.hint')}</div>}
    </div>
  );
}
