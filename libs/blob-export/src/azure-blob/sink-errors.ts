import { AppError, isAppError } from '@app/domain';
import { storageFailure } from '@app/azure';

/** Every way writing to a lent container can fail. */
export function toAppError(error: unknown): unknown {
  if (isAppError(error)) return error;
  const { status, reason } = storageFailure(error);
  const details = { ...(status && { status }), ...(reason && { reason }) };
  if (status === 403 || status === 401 || status === 404) {
    return new AppError(
      'export.sas_expired',
      'The container lent by the Import service cannot be written any more (its SAS is over, or it is gone); the service is told to ask again.',
      details,
      { cause: error },
    );
  }
  return new AppError(
    'export.unavailable',
    'The container lent by the Import service does not take the items now; they are sent again.',
    details,
    { cause: error },
  );
}
