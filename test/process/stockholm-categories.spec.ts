import { describe, expect, it } from '@jest/globals';

import { linesOf } from '../support/course-hub.js';
import { playedIn } from '../support/played-category.js';

const played = playedIn('stockholm');

describe('a stay of each planning category in Stockholm', () => {
  it('[L-ADM-01] [L-RDY-01] A, nobody is told anything', () => {
    expect(played('A')).toEqual(
      linesOf(`
      mon 09:30 AVD3 inskrivningsmeddelande refused: category-without-notice L-ADM-01
      wed 10:00 AVD3 utskrivningsklar refused: category-without-notice L-RDY-01
      in the end: no stay
      `),
    );
  });

  it('[L-ADM-01] [L-ADM-03] [L-FVK-01] B, open care alone, told 26 hours after the admission', () => {
    expect(played('B')).toEqual(
      linesOf(`
      tue 09:00 AVD3 inskrivningsmeddelande -> HLM01, inskriven
        remarks: late L-ADM-03
      thu 09:30 AVD3 utskrivningsklar -> HLM01, utskrivningsklar
        fast-vardkontakt by fri 00:00: HLM01
      thu 10:30 HLM01 fast-vardkontakt -> AVD3, utskrivningsklar
        met: fast-vardkontakt HLM01
      thu 11:00 AVD3 slutanteckningar -> HLM01, utskrivningsklar
      thu 11:15 AVD3 utskrivningsmeddelande -> HLM01, utskriven
      in the end: utskriven
      `),
    );
  });

  it("[L-ADM-01] [L-ADM-02] C, social services alone, without consent to more than the law's four facts", () => {
    expect(played('C')).toEqual(
      linesOf(`
      mon 08:20 AVD5 inskrivningsmeddelande -> SOC01, inskriven
        tells expectedDischarge
        remarks: consent-missing L-ADM-02
      thu 09:10 AVD5 utskrivningsklar -> SOC01, utskrivningsklar
        tells readyAt, assessedBy
      thu 10:30 AVD5 slutanteckningar -> SOC01, utskrivningsklar
        tells nothing
        remarks: consent-missing L-ADM-02
      thu 11:05 AVD5 utskrivningsmeddelande -> SOC01, utskriven
        tells dischargedAt
        remarks: consent-missing L-ADM-02
      in the end: utskriven
      `),
    );
  });

  it("[L-ADM-01] [L-FVK-01] D, health care at home is the region's: ASIH beside the health centre, no plan and no call", () => {
    expect(played('D')).toEqual(
      linesOf(`
      mon 09:15 AVD5 inskrivningsmeddelande -> ASIH01 HLM01, inskriven
      wed 09:00 AVD5 utskrivningsklar -> ASIH01 HLM01, utskrivningsklar
        fast-vardkontakt by thu 00:00: ASIH01 HLM01
      wed 10:00 ASIH01 fast-vardkontakt -> AVD5 HLM01, utskrivningsklar
        met: fast-vardkontakt ASIH01 HLM01
      wed 12:00 AVD5 slutanteckningar -> ASIH01 HLM01, utskrivningsklar
      wed 13:00 AVD5 utskrivningsmeddelande -> ASIH01 HLM01, utskriven
      in the end: utskriven
      `),
    );
  });

  it('[S-CALL-02] [S-CALL-05] [S-CALL-12] [S-CALL-13] [S-CON-01] [S-CON-06] [S-MAP-01] BC, a plan is offered, agreed to, and called to before the discharge', () => {
    expect(played('BC')).toEqual(
      linesOf(`
      mon 10:00 AVD3 inskrivningsmeddelande -> HLM01 SOC02, inskriven
      tue 09:30 SOC02 generellt-meddelande -> AVD3 HLM01, inskriven
      wed 09:00 AVD3 sip-initiativ -> HLM01 SOC02, inskriven
      wed 11:00 HLM01 fast-vardkontakt -> AVD3 SOC02, inskriven
      thu 10:15 AVD3 utskrivningsklar -> HLM01 SOC02, utskrivningsklar
        sip-kallelse by 2026-11-30 00:00: HLM01
      thu 11:30 HLM01 sip-underlag -> nobody
      thu 13:00 HLM01 sip-kallelse refused: consent-required S-CON-01
      thu 14:00 HLM01 samtycke -> AVD3 SOC02, utskrivningsklar
      thu 14:05 HLM01 sip-kallelse refused: consent-required S-CON-06
      thu 14:10 HLM01 sip-kallelse -> SOC02, utskrivningsklar
        kvittens by sat 00:00: SOC02
        sip-forberedelse by 2026-12-04 13:00: SOC02
        met: sip-kallelse HLM01
      fri 09:00 receipted: SOC02
      fri 10:30 AVD3 slutanteckningar -> HLM01 SOC02, utskrivningsklar
      fri 11:30 AVD3 utskrivningsmeddelande -> HLM01 SOC02, utskriven
      in the end: utskriven, still owed sip-forberedelse SOC02
      `),
    );
  });

  it('[S-CON-03] [S-CALL-05] CD, the person says no to a plan: nobody is called and no call is owed', () => {
    expect(played('CD')).toEqual(
      linesOf(`
      mon 11:00 AVD3 inskrivningsmeddelande -> HSV01 SOC02, inskriven
      wed 15:00 AVD3 utskrivningsklar -> HSV01 SOC02, utskrivningsklar
        fast-vardkontakt by thu 00:00: HSV01
        sip-kallelse by sun 00:00: HSV01
      wed 15:30 HSV01 fast-vardkontakt -> AVD3 SOC02, utskrivningsklar
        met: fast-vardkontakt HSV01
      wed 16:00 HSV01 generellt-meddelande -> AVD3 SOC02, utskrivningsklar
        cancelled: sip-kallelse HSV01
      thu 08:30 HSV01 sip-kallelse refused: consent-required S-CON-01, consent-required S-CON-03
      thu 10:00 AVD3 slutanteckningar -> HSV01 SOC02, utskrivningsklar
      thu 11:00 AVD3 utskrivningsmeddelande -> HSV01 SOC02, utskriven
      in the end: utskriven
      `),
    );
  });

  it('[L-FVK-01] [S-CALL-04] [S-CALL-05] [S-PAY-01] [S-MAP-02] E, no care contact and no call in time: the ward, the manager and operations hear of it', () => {
    expect(played('E')).toEqual(
      linesOf(`
      mon 16:00 AVD5 inskrivningsmeddelande -> HLM01 SABO01 SOC01, inskriven
        remarks: incomplete S-MAP-02
      wed 09:30 AVD5 utskrivningsklar -> HLM01 SABO01 SOC01, utskrivningsklar
        fast-vardkontakt by thu 00:00: HLM01
        sip-kallelse by sun 00:00: HLM01
      thu 00:00 paminnelse, fast-vardkontakt for utskrivningsklar, L-FVK-01: HLM01
      thu 00:00 eskalering to AVD5, fast-vardkontakt for utskrivningsklar, L-FVK-01: HLM01
      thu 02:00 eskalering to VCH02, fast-vardkontakt for utskrivningsklar, L-FVK-01: HLM01
      thu 09:00 HLM01 fast-vardkontakt -> AVD5 SABO01 SOC01, utskrivningsklar
        remarks: late L-FVK-01
        met: fast-vardkontakt HLM01
      thu 13:00 AVD5 utskrivningsmeddelande -> HLM01 SABO01 SOC01, utskriven
        remarks: incomplete S-CALL-04, incomplete S-PAY-01
        informationsoverforing by fri 00:00: AVD5
      thu 15:00 AVD5 slutanteckningar -> HLM01 SABO01 SOC01, utskriven
        met: informationsoverforing AVD5
      sun 00:00 paminnelse, sip-kallelse for utskrivningsklar, S-CALL-05: HLM01
      sun 00:00 eskalering to AVD5, sip-kallelse for utskrivningsklar, S-CALL-05: HLM01
      sun 02:00 eskalering to VCH02, sip-kallelse for utskrivningsklar, S-CALL-05: HLM01
      2026-11-30 00:00 eskalering to DRIFT, sip-kallelse for utskrivningsklar, S-CALL-05: HLM01
      2026-11-30 08:20 HLM01 sip-underlag -> nobody
      2026-11-30 08:30 HLM01 samtycke -> AVD5 SABO01 SOC01, utskriven
      2026-11-30 08:45 HLM01 sip-kallelse -> SABO01 SOC01, utskriven
        remarks: late S-CALL-05
        kvittens by 2026-12-02 00:00: SABO01 SOC01
        sip-forberedelse by 2026-12-04 13:00: SABO01 SOC01
        met: sip-kallelse HLM01
      in the end: utskriven, still owed kvittens SABO01, kvittens SOC01, sip-forberedelse SABO01, sip-forberedelse SOC01
      `),
    );
  });
});
