import { Injectable, type NestMiddleware } from '@nestjs/common';
import { type NextFunction, type Request, type Response } from 'express';

import { applyFault } from '../core/apply-fault';
import { FaultPlan } from '../core/fault-plan';
import { RequestCounts } from '../core/request-counts';
import { SandboxCredentials } from '../core/sandbox-credentials';
import { EntraTokens, VAULT_RESOURCE } from '../entra/entra-tokens';
import { VaultProblem } from './vault-problem';

/** Lets in who has a token for Key Vault, and tells others where to get one; then faults have their turn. */
@Injectable()
export class VaultGate implements NestMiddleware {
  constructor(
    private readonly tokens: EntraTokens,
    private readonly credentials: SandboxCredentials,
    private readonly faults: FaultPlan,
    private readonly requests: RequestCounts,
  ) {}

  async use(request: Request, response: Response, next: NextFunction): Promise<void> {
    if (!(await this.tokens.isValid(request.headers.authorization, VAULT_RESOURCE))) {
      const authority = `https://${request.headers.host ?? ''}/${this.credentials.tenantId}`;
      response.set(
        'www-authenticate',
        `Bearer authorization="${authority}", resource="${VAULT_RESOURCE}"`,
      );
      send(
        response,
        new VaultProblem(401, 'Unauthorized', 'AKV10000: Request is missing a token.'),
      );
      return;
    }
    this.requests.add('vault');
    const fault = this.faults.take('vault', request.originalUrl);
    if (fault && applyFault(fault, response)) return;
    if (request.query['api-version']) next();
    else send(response, new VaultProblem(400, 'BadParameter', 'api-version must be specified'));
  }
}

function send(response: Response, problem: VaultProblem): void {
  response.status(problem.status).json(problem.body());
}
