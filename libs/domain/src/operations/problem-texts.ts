import type { Both } from '../both.js';
import { isErrorCode, textsOf } from '../error-catalogue.js';

/** What is wrong, and what to do about it. */
export interface ProblemTexts {
  readonly text: Both;
  readonly advice: Both;
}

const CALL: Both = {
  sv: 'Ring enheten: se vad som hindrar, och vem som tar det.',
  en: 'Call the unit: find out what is in the way, and who takes care of it.',
};

export function overdueReceiptsText(count: number): ProblemTexts {
  const text = {
    sv: count === 1 ? 'En kvittens är försenad' : `${String(count)} kvittenser är försenade`,
    en: count === 1 ? 'One receipt is overdue' : `${String(count)} receipts are overdue`,
  };
  return { text, advice: CALL };
}

export function overdueDutiesText(count: number): ProblemTexts {
  const text = {
    sv: count === 1 ? 'En uppgift är försenad' : `${String(count)} uppgifter är försenade`,
    en: count === 1 ? 'One duty is overdue' : `${String(count)} duties are overdue`,
  };
  return { text, advice: CALL };
}

export function unownedText(count: number, isCapped: boolean): ProblemTexts {
  const number = isCapped ? `${String(count)}+` : String(count);
  const text = {
    sv: count === 1 ? 'Ingen har tagit en eskalering' : `Ingen har tagit ${number} eskaleringar`,
    en: count === 1 ? 'Nobody has taken an escalation' : `Nobody has taken ${number} escalations`,
  };
  const advice = {
    sv: 'Ta dem, börja med den äldsta, och ring den som är sen.',
    en: 'Take them, the oldest first, and call whoever is late.',
  };
  return { text, advice };
}

export function refusedText(count: number, system: Both, code: string): ProblemTexts {
  const why = isErrorCode(code) ? textsOf(code) : { sv: code, en: code };
  const text = {
    sv: `${count === 1 ? 'Ett meddelande' : `${String(count)} meddelanden`} från ${system.sv} i karantän: ${within(why.sv)}`,
    en: `${count === 1 ? 'One message' : `${String(count)} messages`} from ${system.en} in quarantine: ${within(why.en)}`,
  };
  const advice = {
    sv: 'Se var felet är, rätta katalogen eller mappningen, pröva och kör om. Går det inte: ring avsändaren.',
    en: 'See where the error is, mend the directory or the mapping, test and replay. If that fails, call the sender.',
  };
  return { text, advice };
}

/** A sentence as it stands after a colon; abbreviations stay as they are. */
function within(sentence: string): string {
  return /^\p{Lu}\p{Ll}/u.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}

export function silentText(usual: Both): ProblemTexts {
  return {
    text: { sv: `Tyst. ${usual.sv}`, en: `Silent. ${usual.en}` },
    advice: {
      sv: 'Ring enheten eller dess systemförvaltare: är anslutningen nere? Är det planerat, lägg in ett uppehåll.',
      en: 'Call the unit or those who run its system: is the connection down? If it is planned, pause the unit.',
    },
  };
}

export function neverConnectedText(waiting: number): ProblemTexts {
  const text = {
    sv: `Har aldrig hört av sig, och ${waiting === 1 ? 'en leverans' : `${String(waiting)} leveranser`} väntar på kvittens`,
    en: `Never heard of, and ${waiting === 1 ? 'one delivery waits' : `${String(waiting)} deliveries wait`} for a receipt`,
  };
  const advice = {
    sv: 'Ring enheten: är anslutningen tagen i drift? Rätta annars katalogen.',
    en: 'Call the unit: has its connection been taken into use? If not, mend the directory.',
  };
  return { text, advice };
}

const EXPIRING: Readonly<Record<'secret' | 'key' | 'certificate', Both>> = {
  secret: { sv: 'Hemligheten', en: 'The secret' },
  key: { sv: 'Nyckeln', en: 'The key' },
  certificate: { sv: 'Certifikatet', en: 'The certificate' },
};

export function expiryText(
  what: 'secret' | 'key' | 'certificate',
  client: string,
  date: string,
  isOver: boolean,
): ProblemTexts {
  const { sv, en } = EXPIRING[what];
  const text = {
    sv: `${sv} för ${client} ${isOver ? 'gick ut' : 'går ut'} ${date}`,
    en: `${en} of ${client} ${isOver ? 'expired' : 'expires'} on ${date}`,
  };
  const advice = {
    sv: 'Lägg in en ny bredvid den gamla, låt klienten byta, och ta sedan bort den gamla.',
    en: 'Add a new one beside the old one, let the client change over, then remove the old one.',
  };
  return { text, advice };
}

export const SWEEP_LATE: ProblemTexts = {
  text: { sv: 'Ingen går igenom det som förfaller', en: 'Nothing looks through what is due' },
  advice: {
    sv: 'Påminnelser och eskaleringar kan utebli: se till att en process med deadlines kör, och läs dess logg.',
    en: 'Reminders and escalations may not be sent: see that a process with deadlines runs, and read its log.',
  },
};

export const QUEUE_LATE: ProblemTexts = {
  text: { sv: 'Kön fungerar inte som den ska', en: 'The queue does not work as it should' },
  advice: {
    sv: 'Inget går förlorat, men påminnelser kommer senare: se till att Redis svarar och att arbetarna lever.',
    en: 'Nothing is lost, but reminders come later: see that Redis answers and that the workers are alive.',
  },
};

export function diskText(freeBytes: number): ProblemTexts {
  const gigabytes = (freeBytes / 1024 ** 3).toFixed(1);
  return {
    text: {
      sv: `Bara ${gigabytes.replace('.', ',')} GiB ledigt på databasens disk`,
      en: `Only ${gigabytes} GiB free on the disk of the database`,
    },
    advice: {
      sv: 'Ge disken mer plats nu: när den är full tar navet inte emot meddelanden.',
      en: 'Give the disk more room now: once it is full the hub takes in no messages.',
    },
  };
}

export function processText(host: string): ProblemTexts {
  return {
    text: { sv: `En process på ${host} har slutat höra av sig`, en: `A process on ${host} is not heard of any more` },
    advice: {
      sv: 'Starta den igen, eller se i dess logg varför den slutade.',
      en: 'Start it again, or see in its log why it stopped.',
    },
  };
}

export function undeliveredText(count: number): ProblemTexts {
  const text = {
    sv: count === 1 ? 'Ett larm kom inte fram' : `${String(count)} larm kom inte fram`,
    en: count === 1 ? 'An alert could not be delivered' : `${String(count)} alerts could not be delivered`,
  };
  const advice = {
    sv: 'Se under larm vilken kanal det gällde, och prova den.',
    en: 'See among the alerts which channel it was, and test it.',
  };
  return { text, advice };
}
