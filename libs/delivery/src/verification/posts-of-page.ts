import { type StoredPage } from '@app/archive';
import { isPostId, type PostId } from '@app/domain';
import { z } from 'zod';

/** What is asked for own posts: the timeline, and posts by their ids. */
const OWN_POSTS = /^GET \/2\/(users\/\d+\/tweets|tweets)(\?|$)/;

const bodySchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** The own posts that X listed on a page: each was archived, or an earlier page of it was. None of a page about something else. */
export function ownPostsOf({ request, body }: StoredPage): PostId[] {
  if (!OWN_POSTS.test(request)) return [];
  const { data } = bodySchema.safeParse(parsed(body.toString()));
  return (data?.data ?? []).map(({ id }) => id).filter(isPostId);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Kept as it came, whatever it is.
    return undefined;
  }
}
