/** For `npm run fuzz`: a property whose cases are slow ends in time with those that it tried. */
import fc from 'fast-check';

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  interruptAfterTimeLimit: Number(process.env.MINGBIAO_FUZZ_SECONDS) * 1000,
});
