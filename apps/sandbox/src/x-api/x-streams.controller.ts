import { Controller, Get, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import { type JsonObject } from '@app/domain';
import { type Request, type Response } from 'express';

import { XWorld } from '../dataset/x-world';
import { likesOf, messagesOf } from './private-pages';
import { notFound, permissionMissing, XProblem } from './x-problem';
import { XProblemFilter } from './x-problem.filter';
import { parseMessageQuery, parseQuery, RANGE_PARAMETERS, selectionOf } from './x-query';
import { XRenderer } from './x-renderer';
import { XResponder } from './x-responder';
import { XSearch } from './x-search';
import { type TimelinePage, XTimeline } from './x-timeline';

/** The part of X's API v2 that reads what others have to do with an account, and what the account does besides posting. */
@Controller('2')
@UseFilters(XProblemFilter)
export class XStreamsController {
  constructor(
    private readonly responder: XResponder,
    private readonly world: XWorld,
    private readonly timeline: XTimeline,
    private readonly search: XSearch,
    private readonly renderer: XRenderer,
  ) {}

  @Get('users/:id/mentions')
  mentions(
    @Req() request: Request,
    @Res() response: Response,
    @Query() given: unknown,
    @Param('id') id: string,
  ): void {
    this.responder.answer('mentions', request, response, ({ isEmpty }) => {
      const query = parseQuery(given, ...RANGE_PARAMETERS);
      this.checkUser(id);
      return this.show(this.timeline.mentions(id, query, isEmpty), query);
    });
  }

  @Get('tweets/search/recent')
  recent(@Req() request: Request, @Res() response: Response, @Query() given: unknown): void {
    this.responder.answer('search', request, response, ({ isEmpty }) => {
      const query = parseQuery(given, 'query', 'next_token', 'sort_order', ...RANGE_PARAMETERS);
      return this.show(this.search.page(query, isEmpty), query);
    });
  }

  @Get('users/:id/liked_tweets')
  likes(
    @Req() request: Request,
    @Res() response: Response,
    @Query() given: unknown,
    @Param('id') id: string,
  ): void {
    this.responder.answer('likes', request, response, ({ isEmpty }) => {
      const query = parseQuery(given, 'max_results', 'pagination_token');
      this.checkUser(id);
      return this.show(likesOf(this.world, id, query, isEmpty), query);
    });
  }

  @Get('dm_events')
  messages(@Req() request: Request, @Res() response: Response, @Query() given: unknown): void {
    this.responder.answer('messages', request, response, ({ isEmpty, userId, permission }) => {
      const query = parseMessageQuery(given);
      if (permission !== 'read-write-directmessages') throw permissionMissing();
      const { entries, meta } = messagesOf(this.world, userId, query, isEmpty);
      if (entries.length === 0) return { meta };
      return { ...this.renderer.renderMessages(entries, selectionOf(query)), meta };
    });
  }

  private show({ posts, meta }: TimelinePage, query: ReturnType<typeof parseQuery>): JsonObject {
    this.responder.postsRead += posts.length;
    if (posts.length === 0) return { meta };
    return { ...this.renderer.render(posts, selectionOf(query)), meta };
  }

  private checkUser(id: string): void {
    if (this.world.user('id', id)) return;
    throw new XProblem(404, { ...notFound('id', 'user', id), status: 404 });
  }
}
