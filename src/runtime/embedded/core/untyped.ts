/** Values that come out of Node's library files, which carry no types. */
export type Untyped = any;

/** The shape of what stands in for a binding to Node's C++ code. */
export type Binding = Record<string, Untyped>;
