import { describe, expect, it } from '@jest/globals';
import { readApiSettings, readSettings, SettingsError } from '../../src/config.ts';

const least = { DATABASE_URL: 'postgresql://trade:pw@127.0.0.1:5432/trade' };

describe('the settings', () => {
  it('need only a database address, and have a default for the rest', () => {
    expect(readSettings(least)).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      temporalAddress: '127.0.0.1:7233',
      taskQueue: 'trade',
    });
  });

  it('give suppliers of a sourcing an hour at least, less where it is said, and never more', () => {
    expect(readSettings(least).sourcingLeastSeconds).toBe(3600);
    expect(readSettings({ ...least, SOURCING_LEAST_SECONDS: '5' }).sourcingLeastSeconds).toBe(5);
    for (const wrong of ['0', '3601', 'soon'])
      expect(() => readSettings({ ...least, SOURCING_LEAST_SECONDS: wrong })).toThrow(/SOURCING_LEAST_SECONDS/);
  });

  it('name the calendar of the reviewers, one of those there are', () => {
    expect(readSettings(least).reviewCalendar).toBe('HK');
    expect(readSettings({ ...least, REVIEW_CALENDAR: 'HK+CN' }).reviewCalendar).toBe('HK+CN');
    expect(() => readSettings({ ...least, REVIEW_CALENDAR: 'CZ' })).toThrow(/REVIEW_CALENDAR/);
  });

  it('of timestamps are authorities with the roots that count, whole or not at all', () => {
    expect(readSettings(least).timestamps).toBeUndefined();
    const set = {
      TIMESTAMP_URLS: 'https://tsa.example/tsr, http://two.example',
      TIMESTAMP_ROOTS: '/etc/roots.pem',
      TIMESTAMP_POLICIES: '1.2.3,1.3.6.1.4',
    };
    expect(readSettings({ ...least, ...set }).timestamps).toEqual({
      urls: ['https://tsa.example/tsr', 'http://two.example'],
      rootsFile: '/etc/roots.pem',
      policies: ['1.2.3', '1.3.6.1.4'],
    });
    expect(() => readSettings({ ...least, TIMESTAMP_URLS: set.TIMESTAMP_URLS })).toThrow(/TIMESTAMP_ROOTS/);
    for (const wrong of ['tsa.example', 'ftp://x', 'https://a,,https://b', 'https://me:secret@tsa.example'])
      expect(() => readSettings({ ...least, ...set, TIMESTAMP_URLS: wrong })).toThrow(/TIMESTAMP_URLS/);
    expect(() => readSettings({ ...least, ...set, TIMESTAMP_POLICIES: 'all' })).toThrow(/TIMESTAMP_POLICIES/);
  });

  it('take an empty variable as one that is not set', () => {
    expect(readSettings({ ...least, PORT: '', LOG_LEVEL: '' })).toMatchObject({ port: 3000, logLevel: 'info' });
  });

  it('name every variable that cannot be used, and never its value', () => {
    const wrong = { ...least, PORT: '99999', LOG_LEVEL: 'loud', TEMPORAL_ADDRESS: 'nowhere' };
    const read = () => readSettings(wrong);
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(/PORT: .*\n.*TEMPORAL_ADDRESS: .*\n.*LOG_LEVEL: /);
    expect(read).not.toThrow(/loud/);
  });

  it('refuse a missing database address', () => {
    expect(() => readSettings({})).toThrow(/DATABASE_URL/);
  });

  it('of the API need a secret of at least 32 characters', () => {
    expect(() => readApiSettings(least)).toThrow(/TRADE_JWT_SECRET/);
    expect(() => readApiSettings({ ...least, TRADE_JWT_SECRET: 'short' })).toThrow(/at least 32/);
    expect(readApiSettings({ ...least, TRADE_JWT_SECRET: 's'.repeat(32) }).jwtSecret).toHaveLength(32);
  });

  it('of the API name a provider to sign in by as a whole or not at all', () => {
    const api = { ...least, TRADE_JWT_SECRET: 's'.repeat(32) };
    expect(readApiSettings(api).openId).toBeUndefined();
    const provider = {
      OIDC_ISSUER: 'https://login.example',
      OIDC_CLIENT_ID: 'trade',
      OIDC_CLIENT_SECRET: 'secret of the provider',
      OIDC_REDIRECT_URI: 'https://trade.example/v1/sessions/oidc/callback',
    };
    expect(readApiSettings({ ...api, ...provider }).openId).toEqual({
      issuer: 'https://login.example',
      clientId: 'trade',
      clientSecret: 'secret of the provider',
      redirectUri: 'https://trade.example/v1/sessions/oidc/callback',
    });
    for (const missing of Object.keys(provider)) {
      const partly = { ...api, ...provider, [missing]: '' };
      expect(() => readApiSettings(partly)).toThrow(new RegExp(`${missing}: must be set`));
    }
    expect(() => readApiSettings({ ...api, ...provider, OIDC_ISSUER: 'login.example' })).toThrow(/OIDC_ISSUER/);
  });

  it('make the data folder absolute', () => {
    expect(readSettings(least).dataDir).toBe(`${process.cwd()}/.data`);
  });
});
