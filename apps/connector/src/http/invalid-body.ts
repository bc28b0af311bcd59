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
    this.fields = errors.map(({ property, constraints }) => ({
      field: property,
      rule: Object.values(constraints ?? {})[0] ?? 'is not valid',
    }));
  }
}
