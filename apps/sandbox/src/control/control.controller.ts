import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Put,
} from '@nestjs/common';
import { z } from 'zod';

import { describeFaults, faultSchema } from '../core/fault';
import { FaultPlan } from '../core/fault-plan';
import { parseBody } from '../core/parse-body';
import { RequestCounts } from '../core/request-counts';
import { XWorld } from '../dataset/x-world';
import { XApp } from '../x-api/x-app';
import { XGrants } from '../x-api/x-grants';
import { XResponder } from '../x-api/x-responder';

const MAX_POSTS = 5000;

/** The strings that people and tests pull: post, edit, delete, break things, look at what happened. */
@Controller('control')
export class ControlController {
  constructor(
    private readonly world: XWorld,
    private readonly faults: FaultPlan,
    private readonly responder: XResponder,
    private readonly requests: RequestCounts,
    private readonly app: XApp,
    private readonly grants: XGrants,
  ) {}

  @Post('posts')
  post(@Body() body: unknown): { ids: string[] } {
    const schema = z.strictObject({
      count: z.int().min(1).max(MAX_POSTS).default(1),
      text: z.string().min(1).optional(),
      authorId: z.string().optional(),
      replyTo: z.string().optional(),
      quotes: z.string().optional(),
    });
    const { count, ...post } = parseBody(schema, body);
    return { ids: this.world.post(count, post) };
  }

  @Post('posts/:id/edit')
  edit(@Param('id') id: string, @Body() body: unknown): { id: string } {
    const { text } = parseBody(z.strictObject({ text: z.string().min(1) }), body);
    const version = this.world.edit(id, text);
    if (version === undefined) throw new NotFoundException(`There is no post ${id}.`);
    return { id: version };
  }

  @Delete('posts/:id')
  @HttpCode(204)
  delete(@Param('id') id: string): void {
    if (!this.world.delete(id)) throw new NotFoundException(`There is no post ${id}.`);
  }

  /** It is there, and X does not show it: protected, suspended, withheld. */
  @Put('posts/:id/hidden')
  @HttpCode(204)
  hide(@Param('id') id: string): void {
    if (!this.world.hide('hide', id)) throw new NotFoundException(`There is no post ${id}.`);
  }

  @Delete('posts/:id/hidden')
  @HttpCode(204)
  show(@Param('id') id: string): void {
    if (!this.world.hide('show', id)) throw new NotFoundException(`There is no post ${id}.`);
  }

  @Post('faults')
  @HttpCode(204)
  addFault(@Body() body: unknown): void {
    this.faults.add(parseBody(faultSchema, body));
  }

  /** The kinds of faults there are. */
  @Get('faults')
  faultKinds() {
    return describeFaults();
  }

  @Delete('faults')
  @HttpCode(204)
  clearFaults(): void {
    this.faults.clear();
  }

  /** What the connector's app has registered in X's developer portal. */
  @Put('x/callbacks')
  @HttpCode(204)
  register(@Body() body: unknown): void {
    this.app.callbacks = parseBody(z.array(z.url()), body);
  }

  /** The user shuts the app out. */
  @Delete('x/grants/:userId')
  @HttpCode(204)
  revoke(@Param('userId') userId: string): void {
    this.grants.revoke(userId);
  }

  @Get('stats')
  stats() {
    const { id, username } = this.world.dataset.account;
    return {
      account: { id, username },
      dataset: this.world.counts(),
      requests: this.requests.all(),
      postsRead: this.responder.postsRead,
      faults: this.faults.waiting(),
      faultsMet: this.faults.met,
    };
  }
}
