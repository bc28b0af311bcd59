/** A refusal as Key Vault words it (https://learn.microsoft.com/azure/key-vault/general/rest-error-codes). */
export class VaultProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly innerCode?: string,
  ) {
    super(message);
  }

  body() {
    const { code, message, innerCode } = this;
    return { error: { code, message, ...(innerCode && { innererror: { code: innerCode } }) } };
  }
}

export function notFound(name: string): VaultProblem {
  return new VaultProblem(
    404,
    'SecretNotFound',
    `A secret with (name/id) ${name} was not found in this key vault.`,
  );
}

export function keyNotFound(name: string): VaultProblem {
  return new VaultProblem(
    404,
    'KeyNotFound',
    `A key with (name/id) ${name} was not found in this key vault.`,
  );
}

export function isDeleted(name: string): VaultProblem {
  return new VaultProblem(
    409,
    'Conflict',
    `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused.`,
    'ObjectIsDeletedButRecoverable',
  );
}

export function isBeingRecovered(name: string): VaultProblem {
  return new VaultProblem(
    409,
    'Conflict',
    `Secret ${name} is currently being recovered and cannot be written.`,
    'ObjectIsBeingRecovered',
  );
}

/** Key Vault writes one version of a secret at a time (https://github.com/Azure/azure-sdk-for-net/issues/51761). */
export function isWritten(name: string): VaultProblem {
  return new VaultProblem(409, 'Conflict', `Secret ${name} is being written by another request.`);
}
