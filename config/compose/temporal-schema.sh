#!/bin/sh
# Makes Temporal's two databases and brings their schemas to the version of the image. Safe to run again.
set -eu

up_to_date() {
  database="$1"
  schema="/etc/temporal/schema/postgresql/v12/$2/versioned"
  temporal-sql-tool --database "$database" create
  # Setting up again fails because the tables are there; the update after it fails if they are not.
  temporal-sql-tool --database "$database" setup-schema --version 0.0 || true
  temporal-sql-tool --database "$database" update-schema --schema-dir "$schema"
}

up_to_date temporal temporal
up_to_date temporal_visibility visibility
