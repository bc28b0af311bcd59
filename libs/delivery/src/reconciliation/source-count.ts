import { type CaptureState } from '@app/archive';
import { isJsonObject } from '@app/domain';

/** How many posts X counts of an account, by its profile as it was read last; where that was not noted, as it was seen to change last, in either vocabulary. */
export function sourceCount({
  profile,
  postCount,
}: Pick<CaptureState, 'profile' | 'postCount'>): { posts: number; seenAt: Date } | undefined {
  if (postCount) return { posts: postCount.posts, seenAt: postCount.at };
  const metrics = profile?.user.public_metrics;
  if (!profile || !isJsonObject(metrics)) return undefined;
  const posts = metrics.tweet_count ?? metrics.post_count;
  return typeof posts === 'number' ? { posts, seenAt: profile.at } : undefined;
}
