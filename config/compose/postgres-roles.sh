#!/bin/sh
# Runs once, when the database server is made: one role for the engine, one for Temporal, neither a superuser, and the
# one that reads for a party are taken as (docs/decisions/0010-row-level-security.md).
set -eu
psql --set ON_ERROR_STOP=1 --username postgres \
  --set trade="$TRADE_DB_PASSWORD" --set temporal="$TEMPORAL_DB_PASSWORD" <<'SQL'
create role trade_party nologin;
create role trade login password :'trade';
grant trade_party to trade;
create role temporal login createdb password :'temporal';
create database trade owner trade;
SQL
