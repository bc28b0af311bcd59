import {
  Body,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { type Request, type Response } from 'express';
import { z } from 'zod';

import { applyFault } from '../core/apply-fault';
import { type Fault } from '../core/fault';
import { FaultPlan } from '../core/fault-plan';
import { parseBody } from '../core/parse-body';
import { EntraTokens, EVENT_API_RESOURCE } from '../entra/entra-tokens';
import { changesSchema, completionSchema, ImportService, startSchema } from './import-service';
import { ImportState } from './import-state';
import { ImportedItems } from './imported-items';

const taskSchema = z.strictObject({
  jobId: z.string(),
  taskId: z.string().optional(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  dirtyEntities: z.array(z.string()).nullable().default(null),
});

/** The Event API that connectors call, and the strings to pull behind it. */
@Controller()
export class ImportController {
  constructor(
    private readonly service: ImportService,
    private readonly state: ImportState,
    private readonly tokens: EntraTokens,
    private readonly faults: FaultPlan,
    private readonly items: ImportedItems,
  ) {}

  @Post('api/data/ondownloadcomplete')
  async onDownloadComplete(
    @Query('jobId') jobId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.answer(request, response, completionSchema, (completion) =>
      this.service.complete(jobId, completion),
    );
  }

  @Post('api/event/nativeconnector')
  async onChange(
    @Query('jobId') jobId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.answer(request, response, changesSchema, (changes) =>
      this.service.noteChanges(jobId, changes),
    );
  }

  @Post('control/import/start')
  @HttpCode(204)
  start(@Body() body: unknown): void {
    this.service.start(parseBody(startSchema, body));
  }

  @Post('control/import/tasks')
  ask(@Body() body: unknown): { taskId: string } {
    return { taskId: this.service.ask(parseBody(taskSchema, body)) };
  }

  @Get('control/import/state')
  show(@Query('jobId') jobId: string) {
    const job = this.state.find(jobId);
    if (!job) throw new NotFoundException('There is no such job.');
    const { tasks, completions, items, byType, invalid, caughtUpTo } = job;
    const inState = (state: string) => tasks.filter((task) => task.state === state).length;
    const oldestOpen = tasks.find((task) => task.state === 'open');
    return {
      windows: {
        issued: tasks.length,
        open: inState('open'),
        done: inState('done'),
        failed: inState('failed'),
      },
      completions: {
        ...{ accepted: 0, repeated: 0, withdrawn: 0, changed: 0, temporary: 0, permanent: 0 },
        ...completions,
      },
      items: {
        ...{ imported: 0, redelivered: 0, 'redelivered, changed': 0, 'redelivered, asked for': 0 },
        ...items,
      },
      byType,
      askedAgain: tasks.flatMap(({ dirtyEntities }) => dirtyEntities ?? []),
      openAgain: tasks.filter(({ state, dirtyEntities }) => state === 'open' && dirtyEntities)
        .length,
      invalid,
      settledUpTo: oldestOpen?.start ?? caughtUpTo,
      mailbox: this.items.folder,
    };
  }

  /** Disturbed perhaps, else with the status that `act` gives for a body that is right. */
  private async answer<T>(
    request: Request,
    response: Response,
    schema: z.ZodType<T>,
    act: (body: T) => number | Promise<number>,
  ): Promise<void> {
    const fault = this.faults.take('event', request.path);
    if (fault && applyFault(fault, response)) return;
    const parsed = schema.safeParse(request.body);
    if (!(await this.tokens.isValid(request.headers.authorization, EVENT_API_RESOURCE)))
      response.status(401).end();
    else if (!parsed.success) response.status(400).json({ error: z.prettifyError(parsed.error) });
    else {
      const status = await act(parsed.data);
      if (fault?.kind === 'lost_answer') loseAnswer(fault, response);
      else response.status(status).end();
    }
  }
}

function loseAnswer({ answer: kind }: Extract<Fault, { kind: 'lost_answer' }>, response: Response) {
  if (kind === 'reset') response.socket?.destroy();
  if (kind === 'status') response.status(500).end();
}
