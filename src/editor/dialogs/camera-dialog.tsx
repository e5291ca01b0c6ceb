import { useEffect, useRef, useState } from 'react';
import { useSession, useTranslate } from '../context';
import { takeFiles } from '../documents/intake';
import { useConsentLine } from './consent-line';
import { DialogFrame } from './dialog';

/** A still picture from the camera, mirrored while one looks and taken as others see it. The camera is on only while this window is open. */
export default function CameraDialog() {
  const session = useSession();
  const t = useTranslate();
  const video = useRef<HTMLVideoElement>(null);
  const [agreed, consentLine] = useConsentLine();
  const [ready, setReady] = useState(false);
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    if (!agreed) return undefined;
    let stream: MediaStream | undefined;
    let open = true;
    const start = async (): Promise<void> => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 960 }, facingMode: 'user' }, audio: false });
        if (!open) stream.getTracks().forEach((track) => track.stop());
        else if (video.current) video.current.srcObject = stream;
      } catch (error) {
        setFault(t(error instanceof DOMException && error.name === 'NotFoundError' ? 'camera.none' : 'camera.refused'));
      }
    };
    void start();
    return () => {
      open = false;
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, [agreed, t]);
  const take = async (): Promise<void> => {
    const element = video.current;
    if (!element) return;
    const canvas = document.createElement('canvas');
    canvas.width = element.videoWidth;
    canvas.height = element.videoHeight;
    canvas.getContext('2d')?.drawImage(element, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    session.set({ dialog: undefined });
    if (blob) await takeFiles(session, [new File([blob], 'camera.png', { type: 'image/png' })]);
  };
  return (
    <DialogFrame title={t('camera.title')}>
      {consentLine}
      {fault !== undefined && <p className="problem-box" role="alert">{fault}</p>}
      {agreed && fault === undefined && <video ref={video} className="camera" autoPlay muted playsInline aria-label={t('camera.title')} onLoadedMetadata={() => setReady(true)} />}
      <div className="button-row end">
        <button type="button" className="button primary" disabled={!ready || !agreed} onClick={() => void take()}>{t('camera.take')}</button>
      </div>
    </DialogFrame>
  );
}
