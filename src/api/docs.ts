import { dirname } from 'node:path';
import { createRequire } from 'node:module';
import express, { type Express } from 'express';
import { otherMethods } from './routes.ts';

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Trade process engine: API</title>
<link rel="stylesheet" href="/docs/assets/swagger-ui.css"><body><div id="ui"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`;
// A file of its own, because the content security policy forbids scripts within the page.
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui', deepLinking: true });`;

/** The OpenAPI document and its page for people, made from files of this installation alone. */
export function serveDocs(app: Express, document: object): void {
  const files = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const text = JSON.stringify(document);
  app
    .route('/openapi.json')
    .get((_request, response) => {
      response.type('application/json').send(text);
    })
    .all(otherMethods(['GET']));
  app
    .route('/docs')
    .get((_request, response) => {
      response.type('html').send(page);
    })
    .all(otherMethods(['GET']));
  app
    .route('/docs/start.js')
    .get((_request, response) => {
      response.type('js').send(start);
    })
    .all(otherMethods(['GET']));
  app.use('/docs/assets', express.static(files, { index: false, maxAge: '1h' }));
}
