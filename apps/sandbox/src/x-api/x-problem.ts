import { isJsonObject, type JsonObject } from '@app/domain';

import { textOf } from '../dataset/text-of';
import { objectsOf, type XWorld } from '../dataset/x-world';
import { type Dialect } from './dialect';

/** An answer of X that is not a success; sent as it is. */
export class XProblem extends Error {
  constructor(
    readonly status: number,
    readonly body: JsonObject,
    readonly headers: Record<string, string> = {},
  ) {
    super(`X answers ${status}`);
  }
}

export function unauthorized(): XProblem {
  return new XProblem(401, {
    title: 'Unauthorized',
    type: 'about:blank',
    status: 401,
    detail: 'Unauthorized',
  });
}

/** The user has let the app do less than this needs. */
export function permissionMissing(): XProblem {
  return new XProblem(403, {
    title: 'Forbidden',
    type: 'https://api.twitter.com/2/problems/oauth1-permissions',
    status: 403,
    detail:
      'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
  });
}

/** How the older parts of X refuse: a code tells why. */
export function oauthProblem(status: number, code: number, message: string): XProblem {
  return new XProblem(status, { errors: [{ code, message }] });
}

export function invalidRequest(parameter: string, value: string, message: string): XProblem {
  return new XProblem(400, {
    errors: [{ parameters: { [parameter]: [value] }, message }],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: 'https://api.twitter.com/2/problems/invalid-request',
  });
}

/** The same in the words of a dialect: in the newer one types are at another host, and what is wrong is told without a list. */
export function problemIn(dialect: Dialect, problem: JsonObject): JsonObject {
  if (dialect === 'tweet') return problem;
  const { errors, ...told } = problem;
  const type = textOf(told.type).replace('https://api.twitter.com/', 'https://api.x.com/');
  const [wrong] = objectsOf(errors);
  const [given] = Object.entries(isJsonObject(wrong?.parameters) ? wrong.parameters : {});
  if (!wrong || !given) return { ...told, type };
  const [parameter, value] = given;
  return { ...told, type, detail: wrong.message, parameter, value: [value].flat()[0] };
}

/** X's way of saying that it does not show one of several posts asked for: it is not there, or not for us. */
export function missingPost(world: XWorld, parameter: string, id: string): JsonObject {
  if (!world.isHidden(id)) return notFound(parameter, 'tweet', id);
  return {
    ...notFound(parameter, 'tweet', id),
    detail: `Sorry, you are not authorized to see the Tweet with ${parameter}: [${id}].`,
    title: 'Authorization Error',
    type: 'https://api.twitter.com/2/problems/not-authorized-for-resource',
  };
}

/** X's way of saying that one of several things asked for is not there. */
export function notFound(parameter: string, resourceType: string, id: string): JsonObject {
  return {
    value: id,
    detail: `Could not find ${resourceType} with ${parameter}: [${id}].`,
    title: 'Not Found Error',
    resource_type: resourceType,
    parameter,
    resource_id: id,
    type: 'https://api.twitter.com/2/problems/resource-not-found',
  };
}
