import { randomBytes } from 'node:crypto';
import { Controller, Get, Header, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { PublicDoor } from '../doors';
import { pagePolicy } from '../security-headers';
import { docsPage } from './docs-page';
import { openApiDocument } from './openapi-document';

/** The API, described from its own code. */
@Controller()
export class OpenApiController {
  private document: Record<string, unknown> | undefined;

  constructor(private readonly modules: ModuleRef) {}

  /** This API as OpenAPI 3.1. */
  @Get('openapi.json')
  @PublicDoor()
  @Header('cache-control', 'no-cache')
  openApi(): Record<string, unknown> {
    return (this.document ??= openApiDocument((token) => this.modules.get(token, { strict: false })));
  }

  /** This API as a page to read. */
  @Get('docs')
  @PublicDoor()
  docs(@Res({ passthrough: true }) reply: FastifyReply): string {
    const nonce = randomBytes(16).toString('base64');
    void reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy(nonce));
    return docsPage(this.openApi(), nonce);
  }
}
