import type { ReasonEntry } from './entry.js';

/** Why a message about a plan (SIP) is refused. */
export const PLAN_RULE_CODES = {
  'unknown-plan': {
    outcome: 'against-rule',
    en: 'No such plan (SIP) that the sender takes part in',
    sv: 'Det finns ingen sådan plan (SIP) som avsändaren deltar i',
    mend: {
      en: 'Use the id that the hub answered with, or that a delivered message has; who does not take part is added by the one who coordinates',
      sv: 'Ange det id som navet svarade med, eller som står i ett levererat meddelande; den som inte deltar läggs till av den som samordnar',
    },
  },
  'plan-exists': {
    outcome: 'conflict',
    en: 'The person has an open plan (SIP) already',
    sv: 'Personen har redan en öppen plan (SIP)',
    mend: {
      en: 'Call to a follow-up of that plan, or ask the one who coordinates it to add the unit; a new plan can be made when it is closed',
      sv: 'Kalla till uppföljning av den planen, eller be den som samordnar att lägga till enheten; en ny plan kan göras när den är avslutad',
    },
  },
  'wrong-plan-state': {
    outcome: 'conflict',
    en: 'Not possible in the present state of the plan, or of what the message names in it',
    sv: 'Inte möjligt i det läge som planen, eller det som meddelandet anger i den, är i',
    mend: {
      en: 'Look at the plan, and send first what has to come before, or leave this out',
      sv: 'Titta på planen och skicka först det som ska komma före, eller avstå från detta',
    },
  },
  'unknown-object': {
    outcome: 'against-rule',
    en: 'Nothing in the plan that the sender knows of has this id',
    sv: 'Inget i planen som avsändaren känner till har detta id',
    mend: {
      en: "Give the hub's id of the message that told of it first, or the unit's own id of it if the unit sent it",
      sv: 'Ange navets id för det meddelande som först berättade om det, eller enhetens eget id om enheten skickade det',
    },
  },
  'unknown-code': {
    outcome: 'against-rule',
    en: 'The region has no such code',
    sv: 'Regionen har ingen sådan kod',
    mend: {
      en: "Use one of the codes in the region's profile",
      sv: 'Använd en av koderna i regionens profil',
    },
  },
  'not-from-register': {
    outcome: 'against-rule',
    en: 'Only the operations unit of the region tells what the population register has told',
    sv: 'Det som folkbokföringen har berättat lämnas bara av regionens driftenhet',
    mend: {
      en: 'Say manuell for a death that the unit knows of itself',
      sv: 'Ange manuell för ett dödsfall som enheten själv känner till',
    },
  },
  'not-coordinator': {
    outcome: 'against-rule',
    en: 'Only the one who coordinates the plan does this',
    sv: 'Detta gör bara den som samordnar planen',
    mend: {
      en: 'Ask the one who coordinates, or change first who does',
      sv: 'Be den som samordnar, eller byt först samordningsansvarig',
    },
  },
  'not-participant': {
    outcome: 'against-rule',
    en: 'Only those who take part in the plan do this',
    sv: 'Detta gör bara de som deltar i planen',
    mend: {
      en: 'Ask the one who coordinates to add the unit',
      sv: 'Be den som samordnar att lägga till enheten',
    },
  },
  'not-owner': {
    outcome: 'against-rule',
    en: 'Only the unit that wrote it does this',
    sv: 'Detta gör bara den enhet som skrev det',
    mend: {
      en: 'Ask the unit that wrote it, or add something of your own',
      sv: 'Be den enhet som skrev det, eller lägg till något eget',
    },
  },
  'not-administrator': {
    outcome: 'against-rule',
    en: 'Only those who correct for others in the region do this',
    sv: 'Detta gör bara de som rättar åt andra i regionen',
    mend: {
      en: 'Ask the administrators of the region',
      sv: 'Vänd er till regionens förvaltningsledare',
    },
  },
  'consent-not-covering': {
    outcome: 'against-rule',
    en: "The person's consent does not cover this unit",
    sv: 'Personens samtycke omfattar inte enheten',
    mend: {
      en: 'Ask the person about this unit, and tell the answer before or with the message; otherwise leave the unit out',
      sv: 'Fråga personen om enheten och skicka svaret före eller i meddelandet; utelämna annars enheten',
    },
  },
  'plan-full': {
    outcome: 'against-rule',
    en: 'The plan (SIP) holds 1,000 messages, and takes in no more',
    sv: 'Planen (SIP) har 1 000 meddelanden och tar inte emot fler',
    mend: {
      en: 'Close the plan and begin a new one for what goes on; see whether a system sends the same again and again',
      sv: 'Avsluta planen och börja en ny för det som fortsätter; se efter om ett system skickar samma sak om och om igen',
    },
  },
  'others-ongoing': {
    outcome: 'conflict',
    en: 'Others have ongoing interventions under the sub-goal',
    sv: 'Andra har pågående insatser under delmålet',
    mend: {
      en: 'Wait until those interventions have been closed by the units that wrote them',
      sv: 'Vänta tills de insatserna är avslutade av de enheter som skrev dem',
    },
  },
} as const satisfies Record<string, ReasonEntry>;
