/**
 * The one place zod is imported from. zod 4 probes `new Function` unless told not to, which a strict
 * extension policy reports as a breach; so it is configured here, before any schema is built.
 * Never reachable from the content script: it would cost more than everything else there.
 */
import * as z from 'zod';

z.config({ jitless: true });

export { z };
