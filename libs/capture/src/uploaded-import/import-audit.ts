import {
  type Actor,
  type AuditEvent,
  type ErrorDetails,
  type ImportReport,
  isAppError,
} from '@app/domain';

interface Ended {
  actor: Actor;
  at: Date;
  /** What else is worth knowing, such as which import it was. */
  details: ErrorDetails;
}

/** That an archive was imported, and what came of it. */
export function importFinished(report: ImportReport, { actor, at, details }: Ended): AuditEvent {
  const { accountId, entries, added, known, ofApi, filesAdded, problems, closedGaps } = report;
  const { messages, likes } = report;
  const counts = { entries, added, known, ofApi, filesAdded, problems };
  return {
    ...{ at, actor, action: 'import.finished', subject: accountId, result: 'done' },
    details: {
      ...{ ...details, ...counts, closedGaps: closedGaps.length },
      ...(messages.isOn && { messagesAdded: messages.added }),
      ...(likes.isOn && { likesAdded: likes.added }),
    },
  };
}

/** That it was not, and why. */
export function importRefused(
  error: unknown,
  { actor, at, details, accountId }: Ended & { accountId?: string },
): AuditEvent {
  return {
    ...{ at, actor, action: 'import.finished', result: 'refused' },
    ...(accountId !== undefined && { subject: accountId }),
    details: { ...details, reason: isAppError(error) ? error.code : 'import.failed' },
  };
}
