import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type JsonObject } from '@app/domain';
import { type Request, type Response } from 'express';

import { applyFault, isOfBody } from '../core/apply-fault';
import { type Fault } from '../core/fault';
import { FaultPlan } from '../core/fault-plan';
import { RequestCounts } from '../core/request-counts';
import { objectsOf, XWorld } from '../dataset/x-world';
import { dialectOf } from './dialect';
import { disturbed } from './disturbed-answer';
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
  /** The last answer of each route. */
  private readonly last = new Map<string, string>();

  constructor(
    private readonly gate: XGate,
    private readonly faults: FaultPlan,
    private readonly requests: RequestCounts,
    private readonly world: XWorld,
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
    if (fault && !isOfBody(fault) && applyFault(fault, response)) return;
    const userId = this.gate.authenticate(request);
    const permission = this.gate.permissionOf(userId);
    response.set({ 'x-access-level': permission, ...this.gate.count(route, userId) });
    const made = make({ isEmpty: fault?.kind === 'empty_page', userId, permission });
    const dialect = dialectOf(request.query);
    const errors = objectsOf(made.errors).map((problem) => problemIn(dialect, problem));
    const whole = { ...made, ...(errors.length > 0 && { errors }) };
    this.send(route, response, whole, fault);
  }

  private send(
    route: string,
    response: Response,
    whole: JsonObject,
    fault: Fault | undefined,
  ): void {
    const { id } = this.world.dataset.account;
    const made = JSON.stringify(fault ? disturbed(fault, whole, id) : whole);
    const body = fault?.kind === 'repeated_page' ? (this.last.get(route) ?? made) : made;
    this.last.set(route, made);
    if (fault?.kind === 'skewed_date') response.set('date', skewed(fault.seconds));
    response.type('application/json; charset=utf-8');
    if (fault && isOfBody(fault)) applyFault(fault, response, body);
    else response.send(body);
  }
}

function skewed(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toUTCString();
}
