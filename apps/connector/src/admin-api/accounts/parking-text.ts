import { type Parking } from '@app/archive';
import { appErrorDocs } from '@app/domain';

/** Why an account waits, and what an admin does about it. */
export function parkingText({ reason }: Parking): string {
  if (reason === 'secrets.missing') {
    return "There are no keys to read it with. Set the API key and its secret of the X app in the settings; if they are set, the account's own keys are missing: open its connector in the Purview portal and let its owner log in again.";
  }
  const { meaning, action } = appErrorDocs[reason];
  return `${meaning} ${action}`;
}
