import type { ReasonEntry } from './entry.js';

/** What a readable message does against the rules, or against what the hub knows already. */
export const RULE_CODES = {
  'unknown-kind': {
    outcome: 'against-rule',
    en: 'The region has no such message kind',
    sv: 'Regionen har inget sådant meddelande',
    mend: {
      en: "Send a message kind that the region's profile has",
      sv: 'Skicka ett meddelande av en typ som regionens profil har',
    },
  },
  'unknown-category': {
    outcome: 'against-rule',
    en: 'No such planning category',
    sv: 'Planeringskategorin finns inte',
    mend: {
      en: 'Give one of A, B, C, D, BC, CD and E, or the needs that decide it; a code of your own is turned into one by the mapping of the source',
      sv: 'Ange A, B, C, D, BC, CD eller E, eller de behov som avgör den; en egen kod översätts av källans mappning',
    },
  },
  'conflicting-needs': {
    outcome: 'against-rule',
    en: 'The needs do not give one planning category',
    sv: 'Behoven ger inte en planeringskategori',
    mend: {
      en: 'Correct the needs, or give the planning category itself',
      sv: 'Rätta behoven, eller ange planeringskategorin direkt',
    },
  },
  'category-without-notice': {
    outcome: 'against-rule',
    en: 'The planning category does not send this message',
    sv: 'Med denna planeringskategori skickas inte meddelandet',
    mend: {
      en: 'Send nothing for this patient, or correct the planning category',
      sv: 'Skicka inget för patienten, eller rätta planeringskategorin',
    },
  },
  'role-not-concerned': {
    outcome: 'against-rule',
    en: 'A named recipient has a role that the category does not concern',
    sv: 'En angiven mottagare har en roll som kategorin inte berör',
    mend: {
      en: 'Take the recipient out, or give the planning category that concerns it',
      sv: 'Ta bort mottagaren, eller ange den planeringskategori som berör den',
    },
  },
  'unknown-unit': {
    outcome: 'against-rule',
    en: 'A unit that the directory does not know',
    sv: 'En enhet som katalogen inte känner till',
    mend: {
      en: 'Check the HSA-id; a unit that is new has to be entered in the directory, and then the message can be sent again',
      sv: 'Kontrollera HSA-id; en ny enhet måste läggas in i katalogen, sedan kan meddelandet skickas igen',
    },
  },
  unroutable: {
    outcome: 'against-rule',
    en: 'No mailbox can receive the message',
    sv: 'Det finns ingen brevlåda som kan ta emot meddelandet',
    mend: {
      en: "Give the patient's health centre and municipality, or name the recipients; if they are right, the directory lacks a mailbox",
      sv: 'Ange patientens hälsocentral och kommun, eller namnge mottagarna; stämmer de, saknas en brevlåda i katalogen',
    },
  },
  'sender-role': {
    outcome: 'against-rule',
    en: 'Units of this role do not send this message',
    sv: 'Enheter med denna roll skickar inte detta meddelande',
    mend: {
      en: 'Send it from a unit of the role that the text of the error names; check that the sender is the right unit',
      sv: 'Skicka från en enhet med den roll som feltexten anger; kontrollera att avsändaren är rätt enhet',
    },
  },
  'unknown-episode': {
    outcome: 'against-rule',
    en: 'No such care episode',
    sv: 'Vårdtillfället finns inte',
    mend: {
      en: 'Check the number of the care episode, and that its admission notice was sent and accepted before this message',
      sv: 'Kontrollera vårdtillfällets nummer, och att dess inskrivningsmeddelande har skickats och tagits emot före detta',
    },
  },
  'patient-mismatch': {
    outcome: 'against-rule',
    en: 'The care episode belongs to another patient',
    sv: 'Vårdtillfället gäller en annan patient',
    mend: {
      en: 'Check both the patient and the number of the care episode; a patient who got another identity is told by an identitetsbyte first',
      sv: 'Kontrollera både patienten och vårdtillfällets nummer; har patienten fått en ny identitet skickas först ett identitetsbyte',
    },
  },
  'consent-required': {
    outcome: 'against-rule',
    en: "The patient's consent is missing",
    sv: 'Patientens samtycke saknas',
    mend: {
      en: 'Ask the patient, and send the message with the consent; without it leave out what the text of the error names',
      sv: 'Fråga patienten och skicka meddelandet med samtycket; utelämna annars det som feltexten anger',
    },
  },
  'not-a-person': {
    outcome: 'against-rule',
    en: 'A care contact is a named person, not a unit or a function',
    sv: 'En fast vårdkontakt är en namngiven person, inte en enhet eller funktion',
    mend: {
      en: 'Give the first name and the family name of the person; the unit has a field of its own',
      sv: 'Ange personens för- och efternamn; enheten har ett eget fält',
    },
  },
  contradiction: {
    outcome: 'against-rule',
    en: 'The message contradicts itself, or what is known of the stay',
    sv: 'Meddelandet motsäger sig självt eller det som är känt om vårdtillfället',
    mend: {
      en: 'Correct the field that is named, or send first what changes what is known',
      sv: 'Rätta det fält som anges, eller skicka först det som ändrar det kända',
    },
  },
  'criterion-not-met': {
    outcome: 'against-rule',
    en: 'A criterion for what is asked is not met',
    sv: 'Ett kriterium för det som begärs är inte uppfyllt',
    mend: {
      en: 'See to the criterion that the text of the error names, or correct the field; what the criterion excludes is asked of somebody else',
      sv: 'Uppfyll det kriterium som feltexten anger, eller rätta fältet; det som kriteriet utesluter begärs av någon annan',
    },
  },
  'not-yet': {
    outcome: 'conflict',
    en: 'Something else has to come before this message',
    sv: 'Något annat måste komma före detta meddelande',
    mend: {
      en: 'Wait for what the text of the error names, or see to it, and send the message again',
      sv: 'Invänta eller ordna det som feltexten anger och skicka meddelandet igen',
    },
  },
  'wrong-state': {
    outcome: 'conflict',
    en: 'Not possible in the present state of the care episode, or of what the call is about',
    sv: 'Inte möjligt i det läge som vårdtillfället, eller det som anropet gäller, är i',
    mend: {
      en: 'Look at its state, and send first what has to come before, or leave this out',
      sv: 'Titta på läget och skicka först det som ska komma före, eller avstå från detta',
    },
  },
  'unknown-message': {
    outcome: 'against-rule',
    en: 'No such message of this sender',
    sv: 'Avsändaren har inget sådant meddelande',
    mend: {
      en: 'Give the id of a message that this unit has sent and the hub has accepted',
      sv: 'Ange id för ett meddelande som enheten själv har skickat och som navet har tagit emot',
    },
  },
  'already-withdrawn': {
    outcome: 'conflict',
    en: 'The message has been withdrawn already',
    sv: 'Meddelandet är redan makulerat',
    mend: { en: 'Nothing more needs to be done', sv: 'Inget mer behöver göras' },
  },
  'not-withdrawable': {
    outcome: 'conflict',
    en: 'What was told of a person is not withdrawn',
    sv: 'Uppgifter om en person makuleras inte',
    mend: {
      en: 'Send what is right in a new message; an identity is changed back by an identity change the other way',
      sv: 'Skicka det som är rätt i ett nytt meddelande; en identitet ändras tillbaka med ett identitetsbyte åt andra hållet',
    },
  },
  'later-message': {
    outcome: 'conflict',
    en: 'A later message builds on this one; withdraw that first',
    sv: 'Ett senare meddelande bygger på detta; makulera det först',
    mend: { en: 'Withdraw the later message, then this one', sv: 'Makulera det senare meddelandet och sedan detta' },
  },
  'message-id-reused': {
    outcome: 'conflict',
    en: 'The message id was used with other content',
    sv: 'Meddelandets id har redan använts med annat innehåll',
    mend: {
      en: 'Send it under a new id; if your system has begun its numbers anew, operations can release the old one',
      sv: 'Skicka det med ett nytt id; har ert system börjat om sin numrering kan driften frigöra det gamla',
    },
  },
} as const satisfies Record<string, ReasonEntry>;
