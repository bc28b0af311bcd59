import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type Response } from 'express';

import { VaultProblem } from './vault-problem';

@Catch(VaultProblem)
export class VaultProblemFilter implements ExceptionFilter<VaultProblem> {
  catch(problem: VaultProblem, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    response.status(problem.status).json(problem.body());
  }
}
