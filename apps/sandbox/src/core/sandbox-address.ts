/** Where the sandbox is reached; known once it listens. */
export class SandboxAddress {
  origin = '';
}
