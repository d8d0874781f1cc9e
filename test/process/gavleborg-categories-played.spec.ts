import { describe, expect, it } from '@jest/globals';

import { linesOf } from '../support/course-hub.js';
import { playedIn } from '../support/played-category.js';

const played = playedIn('gavleborg');

describe('a stay of each planning category in Gävleborg', () => {
  it('[G-CAT-02] [G-CAT-03] [G-RDY-10] A, nobody is told anything', () => {
    expect(played('A')).toEqual(
      linesOf(`
      mon 09:30 AVD12 inskrivningsmeddelande refused: category-without-notice G-CAT-03
      wed 10:00 AVD12 utskrivningsklar refused: category-without-notice G-RDY-10
      in the end: no stay
      `),
    );
  });

  it('[G-CAT-04] [G-CAT-05] [G-ACK-03] B, open care hears once a physician has judged it needed', () => {
    expect(played('B')).toEqual(
      linesOf(`
      mon 08:10 AVD12 inskrivningsmeddelande refused: category-without-notice G-CAT-04
      mon 10:15 AVD12 inskrivningsmeddelande -> HC01, inskriven
        kvittens by mon 13:00: HC01
      mon 12:30 receipted: HC01
      wed 14:00 HC01 patientinformation -> AVD12, inskriven
      thu 09:30 AVD12 utskrivningsklar -> HC01, utskrivningsklar
        kvittens by thu 13:00: HC01
        utskrivningsmeddelande by fri 00:00: AVD12
        informationsoverforing by fri 00:00: AVD12
      thu 10:00 receipted: HC01
      thu 10:20 AVD12 patientinformation -> HC01, utskrivningsklar
      thu 10:30 AVD12 slutanteckningar -> HC01, utskrivningsklar
        met: informationsoverforing AVD12
      thu 11:15 AVD12 utskrivningsmeddelande -> HC01, utskriven
        met: utskrivningsmeddelande AVD12
      in the end: utskriven
      `),
    );
  });

  it('[G-CAT-07] [G-CAT-08] [G-DIS-03] C, social services plan alone; told after noon, no services the same day', () => {
    expect(played('C')).toEqual(
      linesOf(`
      mon 08:20 AVD14 inskrivningsmeddelande -> SOC01, inskriven
        kvittens by mon 09:00: SOC01
      mon 08:55 receipted: SOC01
      tue 10:00 SOC01 planeringsunderlag -> AVD14, inskriven
      wed 13:00 SOC01 patientinformation -> AVD14, inskriven
      fri 09:10 AVD14 utskrivningsklar -> SOC01, utskrivningsklar
        kvittens by fri 13:00: SOC01
        utskrivningsmeddelande by sat 00:00: AVD14
        informationsoverforing by sat 00:00: AVD14
      fri 10:30 receipted: SOC01
      fri 11:00 AVD14 patientinformation -> SOC01, utskrivningsklar
      fri 12:30 AVD14 slutanteckningar -> SOC01, utskrivningsklar
        met: informationsoverforing AVD14
      fri 13:05 AVD14 utskrivningsmeddelande -> SOC01, utskriven
        remarks: not-for-same-day G-DIS-03
        met: utskrivningsmeddelande AVD14
      in the end: utskriven
      `),
    );
  });

  it('[G-CAT-09] [G-CAT-10] [G-ACK-07] [G-FVK-09] D, home health care and open care: everything in time, the call to the plan before the discharge', () => {
    expect(played('D')).toEqual(
      linesOf(`
      mon 08:15 AVD12 inskrivningsmeddelande -> HC02 HSV01, inskriven
        kvittens by mon 09:00: HC02 HSV01
      mon 08:20 AVD12 planeringsunderlag -> HC02 HSV01, inskriven
      mon 08:40 receipted: HC02
      mon 08:45 HC02 planeringsunderlag refused: not-yet G-ACK-07
      mon 08:50 HSV01 vardbegaran -> AVD12, inskriven
      mon 08:55 receipted: HSV01
        fast-vardkontakt by wed 00:00: HC02
      mon 09:30 HC02 fast-vardkontakt -> AVD12 HSV01, inskriven
        met: fast-vardkontakt HC02
      tue 10:00 HC02 planeringsunderlag -> AVD12 HSV01, inskriven
      tue 10:30 HSV01 planeringsunderlag -> AVD12 HC02, inskriven
      wed 10:30 HC02 sip-kallelse -> AVD12 HSV01, inskriven
        sip-forberedelse by 2026-12-01 13:00: AVD12 HSV01
      wed 11:00 HC02 patientinformation -> AVD12 HSV01, inskriven
      wed 13:00 HSV01 patientinformation -> AVD12 HC02, inskriven
      thu 09:20 AVD12 utskrivningsklar -> HC02 HSV01, utskrivningsklar
        kvittens by thu 13:00: HC02 HSV01
        utskrivningsmeddelande by fri 00:00: AVD12
        informationsoverforing by fri 00:00: AVD12
      thu 10:05 receipted: HC02 HSV01
      thu 10:10 AVD12 patientinformation -> HC02 HSV01, utskrivningsklar
      thu 10:30 AVD12 slutanteckningar -> HC02 HSV01, utskrivningsklar
        met: informationsoverforing AVD12
      thu 11:30 AVD12 utskrivningsmeddelande -> HC02 HSV01, utskriven
        met: utskrivningsmeddelande AVD12
      in the end: utskriven, still owed sip-forberedelse AVD12, sip-forberedelse HSV01
      `),
    );
  });

  it('[G-CAT-11] [G-ACK-12] [G-RDY-15] [G-FVK-09] BC, what was taken back is owed by nobody; ready once more, with new last days', () => {
    expect(played('BC')).toEqual(
      linesOf(`
      mon 08:15 AVD12 inskrivningsmeddelande -> HC01 SOC01, inskriven
        kvittens by mon 09:00: HC01 SOC01
      mon 08:50 receipted: HC01 SOC01
        fast-vardkontakt by wed 00:00: HC01
      mon 09:20 HC01 fast-vardkontakt -> AVD12 SOC01, inskriven
        met: fast-vardkontakt HC01
      wed 10:00 AVD12 inskrivningsmeddelande -> HC01 SOC01, inskriven
        kvittens by wed 13:00: HC01 SOC01
      wed 12:20 receipted: HC01 SOC01
      fri 10:30 AVD12 utskrivningsklar -> HC01 SOC01, utskrivningsklar
        kvittens by fri 13:00: HC01 SOC01
        utskrivningsmeddelande by sat 00:00: AVD12
        informationsoverforing by sat 00:00: AVD12
        sip-kallelse by 2026-12-01 00:00: HC01
      fri 10:55 receipted: SOC01
      fri 11:10 SOC01 patientinformation -> AVD12 HC01, utskrivningsklar
      fri 11:20 HC01 patientinformation -> AVD12 SOC01, utskrivningsklar
      fri 11:45 AVD12 utskrivningsklar-aterkallad -> HC01 SOC01, inskriven
        cancelled: kvittens HC01, utskrivningsmeddelande AVD12, informationsoverforing AVD12, sip-kallelse HC01
      sat 13:40 AVD12 utskrivningsklar -> HC01 SOC01, utskrivningsklar
        kvittens by sun 09:00: HC01 SOC01
        utskrivningsmeddelande by sun 00:00: AVD12
        informationsoverforing by sun 00:00: AVD12
        sip-kallelse by 2026-12-02 00:00: HC01
      sat 14:00 AVD12 patientinformation -> HC01 SOC01, utskrivningsklar
      sat 14:20 AVD12 slutanteckningar -> HC01 SOC01, utskrivningsklar
        met: informationsoverforing AVD12
      sat 15:10 AVD12 utskrivningsmeddelande -> HC01 SOC01, utskriven
        remarks: not-for-same-day G-DIS-03
        met: utskrivningsmeddelande AVD12
      sun 08:30 receipted: HC01
      sun 09:00 paminnelse, kvittens for utskrivningsklar, G-ACK-12: SOC01
      sun 09:00 eskalering to AVD12, kvittens for utskrivningsklar, G-ACK-12: SOC01
      sun 09:40 receipted: SOC01
      in the end: utskriven, still owed sip-kallelse HC01
      `),
    );
  });

  it('[G-CAT-13] [G-ACK-12] [G-FVK-02] [G-FVK-09] CD, a forgotten receipt; the care contact is asked for when the last receipt is in', () => {
    expect(played('CD')).toEqual(
      linesOf(`
      mon 10:30 AVD14 inskrivningsmeddelande -> HC02 HSV01 SOC01, inskriven
        kvittens by mon 13:00: HC02 HSV01 SOC01
      mon 12:40 receipted: HC02 SOC01
      mon 13:00 paminnelse, kvittens for inskrivningsmeddelande, G-ACK-12: HSV01
      mon 13:00 eskalering to AVD14, kvittens for inskrivningsmeddelande, G-ACK-12: HSV01
      mon 13:25 receipted: HSV01
        fast-vardkontakt by wed 00:00: HC02
      mon 14:10 HC02 fast-vardkontakt -> AVD14 HSV01 SOC01, inskriven
        met: fast-vardkontakt HC02
      wed 13:15 SOC01 patientinformation -> AVD14 HC02 HSV01, inskriven
      wed 13:40 HSV01 patientinformation -> AVD14 HC02 SOC01, inskriven
      wed 14:20 HC02 patientinformation -> AVD14 HSV01 SOC01, inskriven
      thu 09:20 AVD14 utskrivningsklar -> HC02 HSV01 SOC01, utskrivningsklar
        kvittens by thu 13:00: HC02 HSV01 SOC01
        utskrivningsmeddelande by fri 00:00: AVD14
        informationsoverforing by fri 00:00: AVD14
        sip-kallelse by 2026-11-30 00:00: HC02
      thu 10:30 receipted: HC02 HSV01 SOC01
      thu 10:45 AVD14 patientinformation -> HC02 HSV01 SOC01, utskrivningsklar
      thu 11:00 AVD14 slutanteckningar -> HC02 HSV01 SOC01, utskrivningsklar
        met: informationsoverforing AVD14
      thu 11:30 AVD14 utskrivningsmeddelande -> HC02 HSV01 SOC01, utskriven
        met: utskrivningsmeddelande AVD14
      fri 09:00 HC02 sip-kallelse -> AVD14 HSV01 SOC01, utskriven
        sip-forberedelse by 2026-12-04 13:00: AVD14 HSV01 SOC01
        met: sip-kallelse HC02
      in the end: utskriven, still owed sip-forberedelse AVD14, sip-forberedelse HSV01, sip-forberedelse SOC01
      `),
    );
  });

  it('[G-CAT-15] [G-ACK-11] [G-ACK-12] [G-DIS-14] E, a care home that does not receipt keeps nobody in hospital', () => {
    expect(played('E')).toEqual(
      linesOf(`
      tue 11:30 AVD12 inskrivningsmeddelande -> HC03 SABO01 SOC01, inskriven
        kvittens by tue 13:00: HC03 SABO01 SOC01
      tue 12:30 receipted: HC03 SOC01
      tue 13:00 paminnelse, kvittens for inskrivningsmeddelande, G-ACK-12: SABO01
      tue 13:00 eskalering to AVD12, kvittens for inskrivningsmeddelande, G-ACK-12: SABO01
      tue 13:30 HC03 fast-vardkontakt -> AVD12 SABO01 SOC01, inskriven
      tue 15:00 eskalering to CHEF02, kvittens for inskrivningsmeddelande, G-ACK-11: SABO01
      wed 13:00 eskalering to DRIFT, kvittens for inskrivningsmeddelande, G-ACK-11: SABO01
      sun 09:45 AVD12 patientinformation -> HC03 SABO01 SOC01, inskriven
      sun 10:00 AVD12 utskrivningsklar -> HC03 SABO01 SOC01, utskrivningsklar
        kvittens by sun 13:00: HC03 SABO01 SOC01
        utskrivningsmeddelande by 2026-11-30 00:00: AVD12
        informationsoverforing by 2026-11-30 00:00: AVD12
        sip-kallelse by 2026-12-03 00:00: HC03
      sun 10:45 receipted: HC03 SOC01
      sun 10:50 SOC01 patientinformation -> AVD12 HC03 SABO01, utskrivningsklar
      sun 10:55 HC03 patientinformation -> AVD12 SABO01 SOC01, utskrivningsklar
      sun 11:05 AVD12 slutanteckningar -> HC03 SABO01 SOC01, utskrivningsklar
        met: informationsoverforing AVD12
      sun 11:30 AVD12 utskrivningsmeddelande -> HC03 SABO01 SOC01, utskriven
        remarks: incomplete G-DIS-14
        met: utskrivningsmeddelande AVD12
      sun 13:00 paminnelse, kvittens for utskrivningsklar, G-ACK-12: SABO01
      sun 13:00 eskalering to AVD12, kvittens for utskrivningsklar, G-ACK-12: SABO01
      sun 15:00 eskalering to CHEF02, kvittens for utskrivningsklar, G-ACK-11: SABO01
      2026-11-30 13:00 eskalering to DRIFT, kvittens for utskrivningsklar, G-ACK-11: SABO01
      in the end: utskriven, still owed kvittens SABO01, kvittens SABO01, sip-kallelse HC03
      `),
    );
  });
});
