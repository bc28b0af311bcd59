import { ApiProblem } from '../api/api-problem';
import { texts } from './texts';

/** What a person is told about a failure: the service's own sentence, else one for the status. */
export function problemText(error: unknown): string {
  const { problem } = texts;
  if (!(error instanceof ApiProblem)) return problem.crashed;
  const { status, sentence, fields } = error;
  if (status === 0) return problem.noAnswer;
  const broken = fields.map(({ field, rule }) => problem.field(field, rule));
  return [sentence ?? ofStatus(status), ...broken].join(' ');
}

function ofStatus(status: number): string {
  const { problem } = texts;
  switch (status) {
    case 403:
      return problem.forbidden;
    case 404:
      return problem.notFound;
    case 429:
      return problem.tooMany;
    default:
      return problem.unexpected(status);
  }
}
