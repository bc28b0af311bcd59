import { type TrialResult } from '@app/auth';

import { type Finding } from './finding';

/** What the refusals an admin can mend mean (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const BY_CODE: Readonly<Record<number, string>> = {
  7_000_215:
    'Entra ID says that the secret is wrong. Copy the value of a client secret, not its id; it is shown only once, so that a new one may be needed.',
  7_000_222:
    'The secret has expired. Add a new client secret to the application in Entra ID and set it here.',
  700_016:
    'Entra ID knows no such application in this tenant. Compare the application id with that of the app registration, and TENANT_ID with the tenant it is in.',
  7_000_112:
    'The application is switched off in Entra ID. Let users sign in to it again, under its properties in the enterprise applications.',
  90_002:
    'Entra ID knows no such tenant. TENANT_ID of this service is wrong; whoever runs it sets it.',
  900_023:
    'Entra ID knows no such tenant. TENANT_ID of this service is wrong; whoever runs it sets it.',
  500_011:
    'The Office 365 Import service is not known in this tenant. Id and secret were accepted; check that the tenant has a licence for data connectors.',
  90_033: 'Entra ID is in trouble itself. Nothing has to be set; test again in a few minutes.',
};

/** A trial of our Entra ID application in an admin's words; `undefined` when nothing was there to be tried. */
export function explainEntra(result: TrialResult | undefined): Finding {
  if (!result) {
    const message = 'Id and secret of the Entra ID application are not both set. Set them first.';
    return { ok: false, message, code: 'secrets.missing' };
  }
  if (result.kind === 'accepted') {
    const message = 'Entra ID accepts the application and gives tokens for the Import service.';
    return { ok: true, message };
  }
  if (result.kind === 'refused') return explainRefusal(result.entraCode);
  return {
    ok: false,
    message:
      'Entra ID gives no answer. Check that this server reaches AAD_AUTHORITY_URL (DNS, proxy, firewall), and test again.',
    code: 'auth.entra_unavailable',
  };
}

function explainRefusal(entraCode: number | undefined): Finding {
  if (entraCode === undefined) {
    const message =
      'Entra ID refuses the application and does not say why. Compare id and secret with the app registration, and test again.';
    return { ok: false, message };
  }
  const code = `AADSTS${entraCode}`;
  const known = BY_CODE[entraCode];
  const message =
    known ??
    `Entra ID refuses the application with ${code}. Look that number up at https://login.microsoftonline.com/error.`;
  return { ok: false, message, code };
}
