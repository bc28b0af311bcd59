import { useEffect, useState, useSyncExternalStore } from 'react';

import { api } from '../../../api/queries';
import { type UploadStatus, ZipUpload } from './zip-upload';

/** By account: an upload goes on while its admin looks at other pages. */
const uploads = new Map<string, ZipUpload>();
const subscribeToNone = () => () => undefined;
const statusOfNone = () => undefined;

export interface UploadControl {
  status: UploadStatus | undefined;
  start: (file: File) => void;
  pause: () => void;
  resume: () => void;
  /** Stops it here; the connector is told by whoever calls. */
  forget: () => void;
}

export function useUpload(accountId: string): UploadControl {
  const [upload, setUpload] = useState(() => uploads.get(accountId));
  const status = useSyncExternalStore(
    upload?.subscribe ?? subscribeToNone,
    upload?.status ?? statusOfNone,
  );
  useLeaveWarning(status?.phase === 'sending' || status?.phase === 'waiting');
  return {
    status,
    start: (file) => {
      upload?.pause();
      const started = new ZipUpload(api, accountId, file);
      uploads.set(accountId, started);
      setUpload(started);
      void started.start();
    },
    pause: () => upload?.pause(),
    resume: () => void upload?.start(),
    forget: () => {
      upload?.pause();
      uploads.delete(accountId);
      setUpload(undefined);
    },
  };
}

/** The browser asks before it leaves these pages. */
function useLeaveWarning(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isWanted]);
}
