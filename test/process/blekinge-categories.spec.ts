import { describe, expect, it } from '@jest/globals';

import { withoutConsent } from '../../apps/cli/src/demo/courses/blekinge.js';

import { CourseHub, linesOf } from '../support/course-hub.js';
import { playedIn } from '../support/played-category.js';

const played = playedIn('blekinge');

describe('a stay of each planning category in Blekinge', () => {
  it('[B-ADM-03] A, nobody is told anything', () => {
    expect(played('A')).toEqual(
      linesOf(`
      mon 09:30 AVD46 inskrivningsmeddelande refused: category-without-notice B-ADM-03
      wed 10:00 AVD46 utskrivningsklar refused: unknown-episode
      in the end: no stay
      `),
    );
  });

  it('[B-ADM-14] [B-ANS-15] [B-DIS-03] B, open care alone: nobody waits for kommunklar, but a care contact there has to be', () => {
    expect(played('B')).toEqual(
      linesOf(`
      mon 08:00 AVD45 inskrivningsmeddelande -> VC01, inskriven
        kvittens by tue 00:00: VC01
        svar-pa-inskrivning by tue 08:00: VC01
        utskrivningsrapport by wed 00:00: AVD45
      mon 09:00 receipted: VC01
      mon 10:00 VC01 svar-pa-inskrivning -> AVD45, inskriven
        remarks: incomplete B-ANS-15
        kvittens by tue 00:00: AVD45
        met: svar-pa-inskrivning VC01
      mon 10:30 receipted: AVD45
      tue 09:00 AVD45 utskrivningsrapport -> VC01, inskriven
        kvittens by wed 00:00: VC01
        met: utskrivningsrapport AVD45
      tue 10:00 receipted: VC01
      wed 09:00 AVD45 utskrivningsklar -> VC01, utskrivningsklar
        kvittens by thu 00:00: VC01
      wed 09:30 receipted: VC01
      wed 11:00 AVD45 utskrivningsmeddelande refused: not-yet B-DIS-03
      wed 11:20 VC01 svar-pa-inskrivning -> AVD45, utskrivningsklar
        kvittens by thu 00:00: AVD45
      wed 11:30 receipted: AVD45
      wed 11:45 AVD45 utskrivningsmeddelande -> VC01, utskriven
        kvittens by thu 00:00: VC01
      wed 12:00 paminnelse, kvittens for utskrivningsmeddelande, B-ACK-13: VC01
      wed 13:00 receipted: VC01
      in the end: utskriven
      `),
    );
  });

  it('[B-ACK-08] [B-ACK-13] [B-RDY-03] [B-MUN-07] C, nothing to tell and nothing decided is said outright; the notice came after 15:00', () => {
    expect(played('C')).toEqual(
      linesOf(`
      mon 15:30 AVD45 inskrivningsmeddelande -> HSV01 SOC01 VC01, inskriven
        kvittens by tue 12:00: HSV01 SOC01 VC01
        svar-pa-inskrivning by tue 15:30: HSV01 SOC01 VC01
        utskrivningsrapport by wed 00:00: AVD45
      tue 08:00 paminnelse, kvittens for inskrivningsmeddelande, B-ACK-13: HSV01 SOC01 VC01
      tue 08:30 receipted: HSV01 SOC01 VC01
      tue 09:00 VC01 svar-pa-inskrivning -> AVD45, inskriven
        kvittens by wed 00:00: AVD45
        met: svar-pa-inskrivning VC01
      tue 09:10 SOC01 svar-pa-inskrivning -> AVD45, inskriven
        kvittens by wed 00:00: AVD45
        met: svar-pa-inskrivning SOC01
      tue 09:20 HSV01 svar-pa-inskrivning -> AVD45, inskriven
        kvittens by wed 00:00: AVD45
        met: svar-pa-inskrivning HSV01
      tue 10:00 AVD45 utskrivningsrapport -> HSV01 SOC01 VC01, inskriven
        kvittens by wed 00:00: HSV01 SOC01 VC01
        met: utskrivningsrapport AVD45
      tue 11:20 receipted: AVD45 HSV01 SOC01 VC01
      thu 09:00 AVD45 utskrivningsklar refused: missing-field B-RDY-03
      thu 09:10 AVD45 utskrivningsklar -> HSV01 SOC01 VC01, utskrivningsklar
        kvittens by fri 00:00: HSV01 SOC01 VC01
      thu 09:40 receipted: HSV01 SOC01 VC01
      thu 10:00 SOC01 kommunklar -> AVD45, kommunklar
        kvittens by fri 00:00: AVD45
      thu 10:30 receipted: AVD45
      thu 13:00 AVD45 utskrivningsmeddelande -> HSV01 SOC01 VC01, utskriven
        kvittens by fri 00:00: HSV01 SOC01 VC01
      thu 13:40 receipted: HSV01 SOC01 VC01
      in the end: utskriven
      `),
    );
  });

  it('[B-ANS-01] [B-ANS-14] [B-RDY-04] [B-DRP-01] D, a receipt is no answer: who owes one is reminded, and others hear of it', () => {
    expect(played('D')).toEqual(
      linesOf(`
      mon 08:30 AVD46 inskrivningsmeddelande -> HSV01 SOC01 VC01, inskriven
        kvittens by tue 00:00: HSV01 SOC01 VC01
        svar-pa-inskrivning by tue 08:30: HSV01 SOC01 VC01
        utskrivningsrapport by tue 00:00: AVD46
      mon 10:00 receipted: HSV01 SOC01 VC01
      mon 13:00 VC01 svar-pa-inskrivning -> AVD46, inskriven
        kvittens by tue 00:00: AVD46
        met: svar-pa-inskrivning VC01
      mon 13:30 SOC01 svar-pa-inskrivning -> AVD46, inskriven
        kvittens by tue 00:00: AVD46
        met: svar-pa-inskrivning SOC01
      mon 14:00 receipted: AVD46
      tue 00:00 paminnelse, utskrivningsrapport for inskrivningsmeddelande, B-DRP-01: AVD46
      tue 02:00 eskalering to VCH01, utskrivningsrapport for inskrivningsmeddelande, B-DRP-01: AVD46
      tue 08:30 paminnelse, svar-pa-inskrivning for inskrivningsmeddelande, B-ANS-14: HSV01
      tue 08:30 eskalering to AVD46, svar-pa-inskrivning for inskrivningsmeddelande, B-ANS-14: HSV01
      tue 10:30 eskalering to CHEF02, svar-pa-inskrivning for inskrivningsmeddelande, B-ANS-14: HSV01
      tue 10:30 AVD46 utskrivningsrapport -> HSV01 SOC01 VC01, inskriven
        remarks: late B-DRP-01, incomplete B-DRP-11
        kvittens by wed 00:00: HSV01 SOC01 VC01
        met: utskrivningsrapport AVD46
      tue 11:10 receipted: SOC01 VC01
      tue 12:00 paminnelse, kvittens for utskrivningsrapport, B-ACK-13: HSV01
      wed 00:00 eskalering to AVD46, kvittens for utskrivningsrapport, B-ACK-13: HSV01
      wed 02:00 eskalering to CHEF02, kvittens for utskrivningsrapport, B-ACK-13: HSV01
      wed 08:30 eskalering to DRIFT, svar-pa-inskrivning for inskrivningsmeddelande, B-ANS-14: HSV01
      wed 11:00 HSV01 svar-pa-inskrivning -> AVD46, inskriven
        remarks: late B-ANS-01
        kvittens by thu 00:00: AVD46
        met: svar-pa-inskrivning HSV01
      wed 11:30 receipted: AVD46 HSV01
      thu 09:00 AVD46 utskrivningsklar refused: not-yet B-RDY-04
      thu 09:30 AVD46 utskrivningsrapport -> HSV01 SOC01 VC01, inskriven
        kvittens by fri 00:00: HSV01 SOC01 VC01
      thu 09:40 AVD46 utskrivningsklar -> HSV01 SOC01 VC01, utskrivningsklar
        kvittens by fri 00:00: HSV01 SOC01 VC01
      thu 10:20 receipted: HSV01 SOC01 VC01
      thu 14:00 SOC01 kommunklar -> AVD46, kommunklar
        kvittens by fri 00:00: AVD46
      thu 14:20 receipted: AVD46
      fri 11:00 AVD46 utskrivningsmeddelande -> HSV01 SOC01 VC01, utskriven
        kvittens by sat 00:00: HSV01 SOC01 VC01
      fri 11:40 receipted: HSV01 SOC01 VC01
      in the end: utskriven
      `),
    );
  });

  it('[B-REP-07] [B-ADM-14] [B-ANS-01] [B-MUN-01] [B-DIS-09] BC, the whole chain, from what was known before the stay to the way home', () => {
    expect(played('BC')).toEqual(
      linesOf(`
      mon 05:30 HSV01 vardrapport -> nobody
        remarks: waits-for-stay B-REP-07
      mon 09:00 AVD45 inskrivningsmeddelande -> HSV01 SOC01 VC01, inskriven
        brings what waited to AVD45
        kvittens by tue 00:00: AVD45 HSV01 SOC01 VC01
        svar-pa-inskrivning by tue 09:00: HSV01 SOC01 VC01
        utskrivningsrapport by wed 00:00: AVD45
      mon 11:00 receipted: AVD45 HSV01 SOC01 VC01
      mon 13:00 HSV01 svar-pa-inskrivning -> AVD45, inskriven
        kvittens by tue 00:00: AVD45
        met: svar-pa-inskrivning HSV01
      mon 13:30 SOC01 svar-pa-inskrivning -> AVD45, inskriven
        kvittens by tue 00:00: AVD45
        met: svar-pa-inskrivning SOC01
      mon 14:00 VC01 svar-pa-inskrivning -> AVD45, inskriven
        kvittens by tue 00:00: AVD45
        met: svar-pa-inskrivning VC01
      mon 14:30 receipted: AVD45
      tue 10:00 AVD45 utskrivningsrapport -> HSV01 SOC01 VC01, inskriven
        kvittens by wed 00:00: HSV01 SOC01 VC01
        met: utskrivningsrapport AVD45
      tue 11:20 receipted: HSV01 SOC01 VC01
      wed 13:00 AVD45 extrameddelande -> HSV01 SOC01 VC01, inskriven
        kvittens by thu 00:00: HSV01 SOC01 VC01
      wed 13:50 receipted: HSV01 SOC01 VC01
      thu 10:10 AVD45 utskrivningsklar -> HSV01 SOC01 VC01, utskrivningsklar
        kvittens by fri 00:00: HSV01 SOC01 VC01
      thu 10:50 receipted: HSV01 SOC01 VC01
      thu 13:00 SOC01 kommunklar -> AVD45, utskrivningsklar
        kvittens by fri 00:00: AVD45
      thu 13:30 AVD45 utskrivningsmeddelande refused: not-yet B-DIS-09
      thu 14:20 HSV01 kommunklar -> AVD45, kommunklar
        kvittens by fri 00:00: AVD45
      thu 14:40 receipted: AVD45
      fri 14:05 AVD45 utskrivningsmeddelande -> HSV01 SOC01 VC01, utskriven
        kvittens by sat 00:00: HSV01 SOC01 VC01
      fri 14:40 receipted: HSV01 SOC01 VC01
      in the end: utskriven
      `),
    );
  });

  it('[B-RDY-05] [B-DIS-09] [B-MUN-10] [B-ACK-13] CD, worse again: kommunklar is said anew, and home on a Saturday', () => {
    expect(played('CD')).toEqual(
      linesOf(`
      mon 08:15 AVD46 inskrivningsmeddelande -> HSV01 SOC01 VC01, inskriven
        kvittens by tue 00:00: HSV01 SOC01 VC01
        svar-pa-inskrivning by tue 08:15: HSV01 SOC01 VC01
        utskrivningsrapport by tue 00:00: AVD46
      mon 09:20 receipted: HSV01 SOC01 VC01
      mon 10:00 VC01 svar-pa-inskrivning -> AVD46, inskriven
        kvittens by tue 00:00: AVD46
        met: svar-pa-inskrivning VC01
      mon 10:10 SOC01 svar-pa-inskrivning -> AVD46, inskriven
        kvittens by tue 00:00: AVD46
        met: svar-pa-inskrivning SOC01
      mon 10:20 HSV01 svar-pa-inskrivning -> AVD46, inskriven
        kvittens by tue 00:00: AVD46
        met: svar-pa-inskrivning HSV01
      mon 11:00 AVD46 utskrivningsrapport -> HSV01 SOC01 VC01, inskriven
        kvittens by tue 00:00: HSV01 SOC01 VC01
        met: utskrivningsrapport AVD46
      mon 12:00 paminnelse, kvittens for svar-pa-inskrivning, B-ACK-13: AVD46
      mon 12:00 paminnelse, kvittens for utskrivningsrapport, B-ACK-13: HSV01 SOC01 VC01
      mon 13:30 receipted: AVD46 HSV01 SOC01 VC01
      wed 09:00 AVD46 utskrivningsklar -> HSV01 SOC01 VC01, utskrivningsklar
        kvittens by thu 00:00: HSV01 SOC01 VC01
      wed 11:00 SOC01 kommunklar -> AVD46, kommunklar
        kvittens by thu 00:00: AVD46
      wed 11:40 receipted: AVD46 VC01
      wed 12:00 paminnelse, kvittens for utskrivningsklar, B-ACK-13: HSV01 SOC01
      wed 13:00 AVD46 utskrivningsklar-aterkallad -> HSV01 SOC01 VC01, inskriven
        kvittens by thu 00:00: HSV01 SOC01 VC01
        cancelled: kvittens HSV01 SOC01
      wed 13:40 receipted: HSV01 SOC01 VC01
      fri 10:00 AVD46 utskrivningsklar -> HSV01 SOC01 VC01, utskrivningsklar
        kvittens by sat 00:00: HSV01 SOC01 VC01
      fri 10:40 receipted: HSV01 SOC01 VC01
      fri 11:00 AVD46 utskrivningsmeddelande refused: not-yet B-DIS-09
      fri 13:00 SOC01 kommunklar -> AVD46, kommunklar
        remarks: inconsistent B-MUN-10
        kvittens by sat 00:00: AVD46
      fri 13:20 receipted: AVD46
      sat 11:00 AVD46 utskrivningsmeddelande -> HSV01 SOC01 VC01, utskriven
        kvittens by 2026-11-30 12:00: HSV01 SOC01 VC01
      2026-11-30 08:00 paminnelse, kvittens for utskrivningsmeddelande, B-ACK-13: HSV01 SOC01 VC01
      2026-11-30 12:00 eskalering to AVD46, kvittens for utskrivningsmeddelande, B-ACK-13: HSV01 SOC01 VC01
      2026-11-30 14:00 eskalering to VCH02, kvittens for utskrivningsmeddelande, B-ACK-13: VC01
      2026-11-30 14:00 eskalering to CHEF01, kvittens for utskrivningsmeddelande, B-ACK-13: SOC01
      2026-11-30 14:00 eskalering to CHEF02, kvittens for utskrivningsmeddelande, B-ACK-13: HSV01
      in the end: utskriven, still owed kvittens HSV01, kvittens SOC01, kvittens VC01
      `),
    );
  });

  it('[B-ADM-14] [B-DIS-06] E, medicines that do not last for three weekdays stop the discharge', () => {
    expect(played('E')).toEqual(
      linesOf(`
      mon 08:30 AVD45 inskrivningsmeddelande -> SABO01 SOC01 VC01, inskriven
        kvittens by tue 00:00: SABO01 SOC01 VC01
        svar-pa-inskrivning by tue 08:30: SABO01 SOC01 VC01
        utskrivningsrapport by wed 00:00: AVD45
      mon 09:20 receipted: SABO01 SOC01 VC01
      mon 10:00 VC01 svar-pa-inskrivning -> AVD45, inskriven
        kvittens by tue 00:00: AVD45
        met: svar-pa-inskrivning VC01
      mon 10:10 SOC01 svar-pa-inskrivning -> AVD45, inskriven
        kvittens by tue 00:00: AVD45
        met: svar-pa-inskrivning SOC01
      mon 10:20 SABO01 svar-pa-inskrivning -> AVD45, inskriven
        kvittens by tue 00:00: AVD45
        met: svar-pa-inskrivning SABO01
      mon 12:00 paminnelse, kvittens for svar-pa-inskrivning, B-ACK-13: AVD45
      mon 13:00 AVD45 utskrivningsrapport -> SABO01 SOC01 VC01, inskriven
        kvittens by tue 00:00: SABO01 SOC01 VC01
        met: utskrivningsrapport AVD45
      mon 14:30 receipted: AVD45 SABO01 SOC01 VC01
      thu 09:00 AVD45 utskrivningsklar -> SABO01 SOC01 VC01, utskrivningsklar
        kvittens by fri 00:00: SABO01 SOC01 VC01
      thu 09:50 receipted: SABO01 SOC01 VC01
      thu 10:30 SABO01 kommunklar -> AVD45, kommunklar
        kvittens by fri 00:00: AVD45
      thu 10:45 receipted: AVD45
      thu 11:00 AVD45 utskrivningsmeddelande refused: not-yet B-DIS-06
      thu 11:30 AVD45 utskrivningsmeddelande -> SABO01 SOC01 VC01, utskriven
        kvittens by fri 00:00: SABO01 SOC01 VC01
      thu 12:00 paminnelse, kvittens for utskrivningsmeddelande, B-ACK-13: SABO01 SOC01 VC01
      thu 13:20 receipted: SABO01 SOC01 VC01
      in the end: utskriven
      `),
    );
  });

  it('[B-ADM-08] [B-ADM-09] [B-CON-02] without consent: one notice, and nothing more', () => {
    expect(CourseHub.play('blekinge', withoutConsent)).toEqual(
      linesOf(`
      tue 08:45 AVD45 inskrivningsmeddelande refused: consent-required B-ADM-08
      tue 08:50 AVD45 inskrivningsmeddelande -> HSV01 SOC01 VC01, inskriven
        tells expectedDischarge
        remarks: consent-missing B-ADM-08
        kvittens by wed 00:00: HSV01 SOC01 VC01
      tue 09:50 receipted: HSV01 SOC01 VC01
      tue 10:00 HSV01 svar-pa-inskrivning refused: consent-required B-ADM-09
      wed 10:00 AVD45 utskrivningsrapport refused: consent-required B-ADM-09
      fri 09:00 AVD45 utskrivningsklar refused: consent-required B-ADM-09, not-yet B-RDY-04
      fri 13:00 AVD45 utskrivningsmeddelande -> nobody, utskriven
        remarks: consent-missing B-CON-02
      in the end: utskriven
      `),
    );
  });
});
