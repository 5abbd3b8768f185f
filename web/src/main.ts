import './type-metadata';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/shell/app';
import { appConfig } from './app/shell/app.config';

bootstrapApplication(App, appConfig).catch((error: unknown) => {
  console.error(error);
});

// Without an export the bundler takes a file of a CommonJS package for CommonJS, and wraps all that it imports.
export {};
