import { type Attention } from '../../api/types';

/** The page where one can do something about it. */
export function attentionHref({ kind, subject }: Attention): string {
  switch (kind) {
    case 'settings-missing':
    case 'settings-unread':
      return '/settings';
    case 'parked-items':
      return '/parked';
    case 'task-failed':
      return subject?.includes('/') ? `/tasks/${withIds(subject)}` : '/tasks?state=waiting';
    case 'relogin':
    case 'capture-parked':
    case 'capture-late':
    case 'gap':
    case 'account-paused':
      return subject === undefined ? '/accounts' : `/accounts/${encodeURIComponent(subject)}`;
  }
}

/** `jobId/taskId`, each as a part of a path. */
function withIds(subject: string): string {
  return subject.split('/').map(encodeURIComponent).join('/');
}
