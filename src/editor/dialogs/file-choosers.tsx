import { useRef, type ReactNode } from 'react';
import { useTranslate } from '../context';
import { isPictureFile } from '../documents/intake';

/** Pictures one by one, or all of a folder. */
export function PictureFiles({ title, count, choose }: { readonly title: string; readonly count: number; readonly choose: (files: readonly File[]) => void }) {
  const t = useTranslate();
  const take = (files: readonly File[]): void => choose(files.filter(isPictureFile));
  return (
    <Chooser title={title} shown={t('batch.count', { count })} accept="image/png,image/jpeg,image/webp" multiple choose={take}>
      <Chooser title={t('batch.folder')} label={`${title}: ${t('batch.folder')}`} folder choose={take} />
    </Chooser>
  );
}

interface ChooserProps { readonly title: string; readonly label?: string; readonly shown?: string | undefined; readonly accept?: string; readonly multiple?: boolean; readonly folder?: boolean; readonly choose: (files: readonly File[]) => void; readonly children?: ReactNode }

/** A button that opens the browser's window for files. */
export function Chooser({ title, label = title, shown, accept, multiple = false, folder = false, choose, children }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  const button = <button type="button" className="button" aria-label={label} onClick={() => input.current?.click()}>{title}</button>;
  const field = <input ref={input} type="file" hidden multiple={multiple || folder} accept={accept} aria-label={label} {...(folder ? { webkitdirectory: '' } : {})} onChange={(event) => choose([...event.currentTarget.files ?? []])} />;
  return folder ? <>{button}{field}</> : <div className="button-row">{button}{field}{children}<span className="muted clip">{shown}</span></div>;
}
