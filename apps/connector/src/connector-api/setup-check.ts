import { Injectable } from '@nestjs/common';
import { secretNames, SecretStore } from '@app/secrets';

/** Answer of GET /setup/Validate. */
export interface SetupStatus {
  Status: boolean;
  Message: string | null;
}

const needed = {
  [secretNames.xAppKey]: 'the X API key',
  [secretNames.xAppSecret]: 'the X API key secret',
  [secretNames.aadAppSecret]: 'the secret of the Entra ID application',
};

/** Is all set that an admin has to set? */
@Injectable()
export class SetupCheck {
  constructor(private readonly secrets: SecretStore) {}

  async status(): Promise<SetupStatus> {
    const missing = await Promise.all(
      Object.entries(needed).map(async ([name, what]) =>
        (await this.secrets.find(name)) ? [] : [what],
      ),
    );
    const names = missing.flat().join(', ');
    return names === ''
      ? { Status: true, Message: null }
      : { Status: false, Message: `The connector is not configured: ${names} must be set.` };
  }
}
