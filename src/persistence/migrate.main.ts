import { migrate } from './migrate.ts';

const url = process.env.DATABASE_URL;
if (url === undefined) throw new Error('DATABASE_URL is not set: it names the database to migrate');
const withSeed = process.env.TRADE_SEED === '1';
const done = await migrate(url, { withSeed });
console.log(`database: ${done.length} migrations run${withSeed ? ', seeded' : ''}`);
