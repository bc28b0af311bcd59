import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type JsonObject } from '@app/domain';
import { type Request, type Response } from 'express';

import { applyFault } from '../core/apply-fault';
import { FaultPlan } from '../core/fault-plan';
import { RequestCounts } from '../core/request-counts';
import { objectsOf } from '../dataset/x-world';
import { dialectOf } from './dialect';
import { type Permission } from './x-app';
import { XGate } from './x-gate';
import { problemIn } from './x-problem';

/** By whom, and how it is to be answered. */
export interface Asked {
  isEmpty: boolean;
  userId: string;
  permission: Permission;
}

/** How every answer of the API is given: counted, let in, perhaps disturbed, with X's headers. */
@Injectable()
export class XResponder {
  postsRead = 0;

  constructor(
    private readonly gate: XGate,
    private readonly faults: FaultPlan,
    private readonly requests: RequestCounts,
  ) {}

  answer(
    route: string,
    request: Request,
    response: Response,
    make: (asked: Asked) => JsonObject,
  ): void {
    this.requests.add(route);
    response.set({
      'x-transaction-id': randomBytes(8).toString('hex'),
      'api-version': '2.167',
    });
    const fault = this.faults.take('x', request.path);
    if (fault && fault.kind !== 'truncate' && applyFault(fault, response)) return;
    const userId = this.gate.authenticate(request);
    const permission = this.gate.permissionOf(userId);
    response.set({ 'x-access-level': permission, ...this.gate.count(route, userId) });
    const made = make({ isEmpty: fault?.kind === 'empty_page', userId, permission });
    const dialect = dialectOf(request.query);
    const errors = objectsOf(made.errors).map((problem) => problemIn(dialect, problem));
    const body = JSON.stringify({ ...made, ...(errors.length > 0 && { errors }) });
    if (fault?.kind === 'truncate') applyFault(fault, response, body);
    else response.type('application/json; charset=utf-8').send(body);
  }
}
