import { BadRequestException, type ValidationError } from '@nestjs/common';

export interface FieldError {
  field: string;
  rule: string;
}

/** A request whose fields break rules: says which and how, never what they held. */
export class InvalidBody extends BadRequestException {
  readonly fields: FieldError[];

  constructor(errors: ValidationError[]) {
    super('The request is not valid.');
    this.fields = errors.flatMap((error) => fieldErrors(error));
  }
}

/** One for each rule's field, those within objects by their path: `values.name`. */
function fieldErrors(
  { property, constraints, children = [] }: ValidationError,
  path = '',
): FieldError[] {
  const field = path + property;
  const [rule = 'is not valid'] = Object.values(constraints ?? {});
  return constraints || children.length === 0
    ? [{ field, rule }]
    : children.flatMap((child) => fieldErrors(child, `${field}.`));
}
