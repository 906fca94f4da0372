import { Migration } from '@mikro-orm/migrations';

/** Sign-ups, invitations, resets, roles that wait for a second person, keys of systems, identities of providers. */
export class Migration20261122091100_identity extends Migration {
  override name = 'Migration20261122091100_identity';

  override up(): void {
    this.addSql(users);
    this.addSql(admins);
    this.addSql(comingIn);
    this.addSql(rights);
  }
}

const locales = `in ('en', 'zh-CN', 'zh-HK')`;

const users = `
  alter table "platform_user" add column "locale" text not null default 'en',
    add column "admin" boolean not null default false, add column "deactivated_at" timestamptz null;
  alter table "platform_user" add constraint "platform_user_locale_check" check (locale ${locales});
  create index "platform_user_company_index" on "platform_user" ("company");
  create index "session_user_id_index" on "session" ("user_id");
`;

/** Whoever was there before there were admins: the first user of each company becomes one. */
const admins = `
  update platform_user set admin = true where id in (
    select distinct on (company) id from platform_user order by company, id
  );
`;

const comingIn = `
  create table "sign_up" ("id" text not null, "email" text not null, "name" text not null,
    "password_hash" text not null, "company_name" text not null, "country" text not null, "kinds" text[] not null,
    "locale" text not null, "token_hash" text not null, "created_at" timestamptz not null,
    "expires_at" timestamptz not null, "confirmed_at" timestamptz null, primary key ("id"));
  create index "sign_up_email_index" on "sign_up" ("email");
  alter table "sign_up" add constraint "sign_up_token_hash_unique" unique ("token_hash");
  alter table "sign_up" add constraint "sign_up_email_check" check (email = lower(email));
  alter table "sign_up" add constraint "sign_up_country_check" check (country ~ '^[A-Z]{2}$');
  alter table "sign_up" add constraint "sign_up_locale_check" check (locale ${locales});
  create table "password_reset" ("token_hash" text not null, "user_id" text not null,
    "created_at" timestamptz not null, "expires_at" timestamptz not null, "used_at" timestamptz null,
    primary key ("token_hash"));
  create index "password_reset_user_id_index" on "password_reset" ("user_id");
  alter table "password_reset" add constraint "password_reset_user_id_foreign"
    foreign key ("user_id") references "platform_user" ("id");
  create table "invitation" ("id" text not null, "company" text not null, "email" text not null,
    "roles" text[] not null, "admin" boolean not null, "locale" text not null, "token_hash" text not null,
    "invited_by" text not null, "created_at" timestamptz not null, "expires_at" timestamptz not null,
    "accepted_at" timestamptz null, "revoked_at" timestamptz null, primary key ("id"));
  create index "invitation_company_index" on "invitation" ("company");
  alter table "invitation" add constraint "invitation_token_hash_unique" unique ("token_hash");
  alter table "invitation" add constraint "invitation_email_check" check (email = lower(email));
  alter table "invitation" add constraint "invitation_locale_check" check (locale ${locales});
  alter table "invitation" add constraint "invitation_company_foreign"
    foreign key ("company") references "company" ("id");
`;

const rights = `
  create table "role_proposal" ("id" text not null, "company" text not null, "subject" text not null,
    "before" jsonb not null, "after" jsonb not null, "hash" text not null, "state" text not null,
    "proposed_by" text not null, "proposed_at" timestamptz not null, "decided_by" text null,
    "decided_at" timestamptz null, primary key ("id"));
  create index "role_proposal_company_index" on "role_proposal" ("company");
  create index "role_proposal_open" on "role_proposal" ("subject") where state = 'open';
  alter table "role_proposal" add constraint "role_proposal_state_check"
    check (state in ('open', 'approved', 'refused', 'void'));
  alter table "role_proposal" add constraint "role_proposal_company_foreign"
    foreign key ("company") references "company" ("id");
  create table "api_key" ("id" text not null, "company" text not null, "name" text not null,
    "roles" text[] not null, "key_hash" text not null, "created_by" text not null,
    "created_at" timestamptz not null, "expires_at" timestamptz null, "last_used_at" timestamptz null,
    "revoked_at" timestamptz null, primary key ("id"));
  create index "api_key_company_index" on "api_key" ("company");
  alter table "api_key" add constraint "api_key_key_hash_unique" unique ("key_hash");
  alter table "api_key" add constraint "api_key_company_foreign"
    foreign key ("company") references "company" ("id");
  create table "external_identity" ("issuer" text not null, "subject" text not null, "user_id" text not null,
    "bound_at" timestamptz not null, primary key ("issuer", "subject"));
  alter table "external_identity" add constraint "external_identity_one_each" unique ("issuer", "user_id");
  alter table "external_identity" add constraint "external_identity_user_id_foreign"
    foreign key ("user_id") references "platform_user" ("id");
`;
