import { Controller, Get, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import { type JsonObject } from '@app/domain';
import { type Request, type Response } from 'express';

import { XWorld } from '../dataset/x-world';
import { invalidRequest, missingPost, notFound, XProblem } from './x-problem';
import { XProblemFilter } from './x-problem.filter';
import { parseQuery, RANGE_PARAMETERS, selectionOf } from './x-query';
import { XRenderer } from './x-renderer';
import { XResponder } from './x-responder';
import { XTimeline } from './x-timeline';

const MAX_IDS = 100;

/** The part of X's API v2 that reads one account (x-api.md, section 2). */
@Controller('2')
@UseFilters(XProblemFilter)
export class XApiController {
  constructor(
    private readonly responder: XResponder,
    private readonly world: XWorld,
    private readonly timeline: XTimeline,
    private readonly renderer: XRenderer,
  ) {}

  @Get('users/me')
  me(@Req() request: Request, @Res() response: Response, @Query() given: unknown): void {
    this.responder.answer('me', request, response, ({ userId }) =>
      this.showUser(given, this.world.user('id', userId), userId),
    );
  }

  @Get('users/by/username/:username')
  byUsername(
    @Req() request: Request,
    @Res() response: Response,
    @Query() given: unknown,
    @Param('username') username: string,
  ): void {
    this.responder.answer('user', request, response, () =>
      this.showUser(given, this.world.user('username', username), username),
    );
  }

  @Get('users/:id')
  user(
    @Req() request: Request,
    @Res() response: Response,
    @Query() given: unknown,
    @Param('id') id: string,
  ): void {
    this.responder.answer('user', request, response, () =>
      this.showUser(given, this.world.user('id', id), id),
    );
  }

  @Get('users/:id/tweets')
  posts(
    @Req() request: Request,
    @Res() response: Response,
    @Query() given: unknown,
    @Param('id') id: string,
  ): void {
    this.responder.answer('timeline', request, response, ({ isEmpty }) => {
      const query = parseQuery(given, ...RANGE_PARAMETERS, 'exclude');
      if (!this.world.user('id', id))
        throw new XProblem(404, { ...notFound('id', 'user', id), status: 404 });
      const { posts, meta } = this.timeline.page(id, query, isEmpty);
      this.responder.postsRead += posts.length;
      if (posts.length === 0) return { meta };
      return { ...this.renderer.render(posts, selectionOf(query)), meta };
    });
  }

  @Get('tweets')
  lookUp(@Req() request: Request, @Res() response: Response, @Query() given: unknown): void {
    this.responder.answer('lookup', request, response, () => {
      const query = parseQuery(given, 'ids');
      const ids = (query.get('ids') ?? '').split(',').filter(Boolean);
      const areIds = ids.every((id) => /^\d{1,19}$/.test(id));
      if (!areIds || ids.length === 0 || ids.length > MAX_IDS) {
        throw invalidRequest(
          'ids',
          ids.slice(0, 3).join(','),
          `The number of values in the \`ids\` query parameter list must be 1 to ${MAX_IDS} ids`,
        );
      }
      return this.showPosts(ids, selectionOf(query), 'ids');
    });
  }

  @Get('tweets/:id')
  lookUpOne(
    @Req() request: Request,
    @Res() response: Response,
    @Query() given: unknown,
    @Param('id') id: string,
  ): void {
    this.responder.answer('single lookup', request, response, () => {
      const { data, ...rest } = this.showPosts([id], selectionOf(parseQuery(given)), 'id');
      return { ...(Array.isArray(data) && { data: data[0] }), ...rest };
    });
  }

  private showPosts(
    ids: string[],
    selection: ReturnType<typeof selectionOf>,
    parameter: string,
  ): JsonObject {
    const posts = ids.flatMap((id) => this.world.find(id) ?? []);
    const missing = ids
      .filter((id) => !this.world.find(id))
      .map((id) => missingPost(this.world, parameter, id));
    this.responder.postsRead += posts.length;
    const { errors = [], data, ...rest } = this.renderer.render(posts, selection);
    const all = [...missing, ...errors];
    return { ...(data.length > 0 && { data }), ...rest, ...(all.length > 0 && { errors: all }) };
  }

  private showUser(given: unknown, user: JsonObject | undefined, asked: string): JsonObject {
    const selection = selectionOf(parseQuery(given));
    if (!user) return { errors: [notFound('id', 'user', asked)] };
    return { ...this.renderer.renderUser(user, selection) };
  }
}
