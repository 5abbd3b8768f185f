/** Where class-transformer keeps its decorators' facts; it publishes the module without types at this path. */
declare module 'class-transformer/cjs/storage' {
  import type { validationMetadatasToSchemas } from 'class-validator-jsonschema';
  type Options = NonNullable<Parameters<typeof validationMetadatasToSchemas>[0]>;
  export const defaultMetadataStorage: NonNullable<Options['classTransformerMetadataStorage']>;
}
