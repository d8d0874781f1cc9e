import type { ReasonEntry } from './entry.js';

/** Remarks on messages about a plan (SIP): advice and reminders, never a refusal. */
export const PLAN_REMARK_CODES = {
  'plan-not-changed': {
    outcome: 'warning',
    en: 'Accepted for the care episode; the plan (SIP) of the person was not changed',
    sv: 'Mottaget för vårdtillfället; personens plan (SIP) ändrades inte',
    mend: {
      en: 'See in the text why; if the plan is to be changed, send a message about the plan itself',
      sv: 'Läs i texten varför; ska planen ändras skickas ett meddelande om själva planen',
    },
  },
  'coordinator-left-out': {
    outcome: 'warning',
    en: 'The person has not agreed to the unit that coordinates the plan (SIP): nothing more goes there, and it reads nothing more',
    sv: 'Personen har inte samtyckt till den enhet som samordnar planen (SIP): dit går inget mer, och den läser inget mer',
    mend: {
      en: 'Make somebody of a unit that the consent covers the coordinator (sip-samordningsansvarig), or ask the person again',
      sv: 'Utse en samordningsansvarig på en enhet som samtycket omfattar (sip-samordningsansvarig), eller fråga personen på nytt',
    },
  },
  'under-former-identity': {
    outcome: 'warning',
    en: 'The plan (SIP) stays under an identity that the person no longer has: under the new one the person had an open plan already',
    sv: 'Planen (SIP) ligger kvar under en identitet som personen inte längre har: under den nya fanns redan en öppen plan',
    mend: {
      en: 'Agree with those who coordinate the other plan which of the two goes on, and close the other one (sip-avslut)',
      sv: 'Kom överens med dem som samordnar den andra planen om vilken som gäller, och avsluta den andra (sip-avslut)',
    },
  },
  'wording-not-in-first-person': {
    outcome: 'warning',
    en: 'The goal is not written in the first person',
    sv: 'Målet är inte skrivet i jag-form',
    mend: {
      en: 'Write what the person wants in the words of the person, such as “I want to …” or “I can …”',
      sv: 'Skriv det personen vill med personens egna ord, till exempel ”Jag vill …” eller ”Jag kan …”',
    },
  },
  'wording-no-activity': {
    outcome: 'warning',
    en: 'The goal names a topic or a deficit, and no activity or situation of life',
    sv: 'Målet anger ett ämne eller en brist, inte en aktivitet eller en livssituation',
    mend: {
      en: 'Say what the person wants to do or how the person wants to live',
      sv: 'Skriv vad personen vill göra eller hur personen vill leva',
    },
  },
  'wording-no-time': {
    outcome: 'warning',
    en: 'Nothing says by when or how often, so nobody can tell when the goal is reached',
    sv: 'Målet saknar tid, så det går inte att se när det är nått',
    mend: {
      en: 'Add a time mark such as “by Midsummer”, or the day in reachBy',
      sv: 'Lägg till en tid som ”till midsommar”, eller datumet i reachBy',
    },
  },
  'wording-in-second-person': {
    outcome: 'warning',
    en: 'The goal tells the person what to do, or promises something',
    sv: 'Målet säger åt personen vad den ska göra, eller lovar något',
    mend: {
      en: 'Write what the person wants, in the first person; what others do belongs to an intervention',
      sv: 'Skriv vad personen själv vill, i jag-form; det andra gör hör till en insats',
    },
  },
  'wording-need-of-provider': {
    outcome: 'warning',
    en: 'The goal says what care or social services have to do, seen from them',
    sv: 'Målet säger vad vården eller socialtjänsten behöver göra, sett från dem',
    mend: {
      en: 'Write what the person gains by it, and what is done as an intervention',
      sv: 'Skriv vad det ger personen; det som görs skrivs som insats',
    },
  },
  'wording-amount-of-service': {
    outcome: 'warning',
    en: 'The goal is an amount of service or a schedule of staff',
    sv: 'Målet är en mängd insatser eller ett schema för personal',
    mend: {
      en: 'Write what the person can do with that help; how often it is given belongs to the intervention',
      sv: 'Skriv vad personen klarar med den hjälpen; hur ofta den ges hör till insatsen',
    },
  },
  'wording-not-to-the-person': {
    outcome: 'warning',
    en: 'The intervention does not speak to the person',
    sv: 'Insatsen vänder sig inte till personen',
    mend: {
      en: 'Write “you”: what is done for you, and by whom',
      sv: 'Skriv ”du”: vad som görs för dig, och av vem',
    },
  },
  'wording-nobody-responsible': {
    outcome: 'warning',
    en: 'The intervention does not say who answers for it',
    sv: 'Insatsen säger inte vem som ansvarar för den',
    mend: { en: 'Name who answers for it in responsible', sv: 'Ange vem som ansvarar i responsible' },
  },
  'wording-jargon': {
    outcome: 'warning',
    en: 'An abbreviation or a professional term that the person may not understand',
    sv: 'En förkortning eller en fackterm som personen kanske inte förstår',
    mend: { en: 'Write it in plain words', sv: 'Skriv det med vanliga ord' },
  },
  'follow-up-interval': {
    outcome: 'warning',
    en: 'The follow-up lies outside the usual time after the meeting',
    sv: 'Uppföljningen ligger utanför den tid efter mötet som är vanlig',
    mend: {
      en: 'Check the date; it stands as it was sent',
      sv: 'Kontrollera datumet; det gäller som det skickades',
    },
  },
  'new-intervention-expected': {
    outcome: 'warning',
    en: 'An intervention did not meet the need, and nothing takes its place yet',
    sv: 'En insats mötte inte behovet, och inget har ersatt den än',
    mend: {
      en: 'Send a new intervention that says in replaces which one it takes the place of',
      sv: 'Skicka en ny insats som i replaces anger vilken den ersätter',
    },
  },
  'subgoal-without-intervention': {
    outcome: 'warning',
    en: 'A sub-goal has no intervention',
    sv: 'Ett delmål saknar insats',
    mend: {
      en: 'Add what is done to reach it, or close the sub-goal',
      sv: 'Lägg till det som görs för att nå det, eller avsluta delmålet',
    },
  },
} as const satisfies Record<string, ReasonEntry>;
