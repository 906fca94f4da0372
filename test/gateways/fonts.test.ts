import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { decompress } from 'wawoff2';

const folder = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json'));
const packedOf = (weight: number): Promise<Buffer> =>
  readFile(join(folder, 'files', `noto-sans-sc-chinese-simplified-${weight}-normal.woff2`));

describe('the fonts of papers', () => {
  it('are whole when both weights are unpacked at the same moment, before the unpacker has started', async () => {
    const [light, heavy] = await Promise.all([packedOf(400), packedOf(700)]);
    const normal = Buffer.from(await decompress(light));
    const bold = Buffer.from(await decompress(heavy));
    // The unpacker answers out of one memory, which its next call writes over; until it has started, calls wait.
    const memory = new Uint8Array(Math.max(normal.length, bold.length));
    const started = new Promise((resolve) => setTimeout(resolve, 100));
    jest.unstable_mockModule('wawoff2', () => ({
      decompress: async (packed: Buffer) => {
        await started;
        const whole = packed.equals(light) ? normal : bold;
        memory.set(whole);
        return memory.subarray(0, whole.length);
      },
    }));
    const { familiesFor } = await import('../../src/gateways/documents/fonts.ts');
    const [family] = await familiesFor(['螺丝']);
    expect([family?.normal.equals(normal), family?.bold.equals(bold)]).toEqual([true, true]);
  });
});
