import { Migration } from '@mikro-orm/migrations';

/**
 * Answers about webhooks that were kept before secrets were encrypted in them give them up: a repetition says null, as
 * it does once the key of the encryption is replaced.
 */
export class Migration20261129005600_secrets extends Migration {
  override name = 'Migration20261129005600_secrets';

  override up(): void {
    this.addSql(`
      update idempotency set body = (body::jsonb || '{"secret": null}')::json
        where (route = 'POST /v1/webhooks' or route like 'rotate /v1/webhooks/%') and body->>'secret' like 'whsec\\_%';
    `);
  }
}
