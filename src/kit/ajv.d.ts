/** The part of Ajv 8 that the labs use, for editors; its documentation is at ajv.js.org. */

/** What is wrong with a value. */
export interface ErrorObject {
  /** Where, as a JSON pointer into the value: `/total/minor`; empty for the value itself. */
  instancePath: string;
  keyword: string;
  /** What the keyword was about: `{ missingProperty: 'sku' }`. */
  params: Record<string, unknown>;
  /** `must be integer` */
  message?: string;
}

/** True if the value is as the schema says; if not, `errors` has what is wrong with it, until the next call. */
export interface ValidateFunction {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

export default class Ajv {
  constructor(options?: {
    /** Goes on after the first error. Default false. */
    allErrors?: boolean;
    /** Changes the type of values that are not as the schema says, in the value itself. Default false. */
    coerceTypes?: boolean;
    /** Deletes what the schema does not name, from the value itself. Default false. */
    removeAdditional?: boolean | 'all' | 'failing';
    /** Puts in what the schema gives as default, into the value itself. Default false. */
    useDefaults?: boolean;
    /** Whether keywords that it does not know are errors. Default true. */
    strict?: boolean;
    /** Whether the schema itself is validated. Default true. */
    validateSchema?: boolean;
  });
  /** Makes a function of a schema (JSON Schema 2020-12). Throws an Error if the schema itself is wrong. */
  compile(schema: object): ValidateFunction;
}
