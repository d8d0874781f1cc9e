import { EPISODE_STATE_NAMES, KIND_NAMES } from '#domain/names.js';
import { namesIn } from './names.js';
import type { Names } from './names.js';
import { plansSv } from './plans-sv.js';

const states: Names = {
  waiting: 'väntar',
  received: 'hämtad',
  receipted: 'kvitterad',
  forwarded: 'vidaresänd',
  misdirected: 'felsänd',
  withdrawn: 'återtagen',
};

const roles: Names = {
  slutenvard: 'slutenvård',
  oppenvard: 'öppenvård',
  socialtjanst: 'socialtjänst',
  hemsjukvard: 'hemsjukvård',
  sabo: 'särskilt boende',
  extern: 'får besked',
};

const duties: Names = {
  kvittens: 'kvittens',
  'beraknad-utskrivning': 'beräknat utskrivningsdatum',
  'svar-pa-inskrivning': 'svar på inskrivning',
  utskrivningsrapport: 'utskrivningsrapport',
  utskrivningsmeddelande: 'utskrivningsmeddelande',
  'fast-vardkontakt': 'fast vårdkontakt',
  'fast-vardkontakt-senast': 'fast vårdkontakt',
  informationsoverforing: 'informationsöverföring',
  slutanteckningar: 'slutanteckningar',
  egenvardsbedomning: 'egenvårdsbedömning',
  'sip-initiativ': 'initiativ till SIP',
  'sip-kallelse': 'kallelse till SIP',
};

const steps: Names = {
  avsandare: 'BESKED',
  avdelning: 'BESKED',
  bestallare: 'BESKED',
  chef: 'ESKALERING till chef',
  driftledning: 'ESKALERING till driftledning',
};

/** Everything that the command line says, in Swedish; `en.ts` says the same in English. */
export const sv = {
  /** How days and months are named. */
  locale: 'sv-SE',

  // Wire codes, as they stand in a sentence.
  kinds: namesIn('sv', KIND_NAMES),
  states,
  episodeStates: namesIn('sv', EPISODE_STATE_NAMES),
  roles,
  duties,

  // Troubles.
  cannotConnect: (where: string) => `Det går inte att ansluta till ${where}. Är navet igång?`,
  connectionLost: (where: string) => `${where} stängde anslutningen innan svaret kom`,
  noAnswer: (seconds: number) => `Inget svar inom ${String(seconds)} s`,
  unreadableAnswer: 'Svaret gick inte att läsa',
  unexpectedAnswer: (path: string) => `Oväntat svar från navet: ${path}`,
  clientRefused: (client: string) => `Navet godtar inte klienten ${client}: kontrollera id och hemlighet`,
  requestRefused: (path: string, status: number, title: string) => `${path} svarade ${String(status)} ${title}`.trim(),
  clientsDamaged: (path: string) => `${path} går inte att läsa`,
  noClient: (unit: string, file: string) =>
    `Ingen klient för ${unit} i ${file}: ange --client-id och --client-secret, eller HEMGANG_DATA_DIR`,
  bothCredentials: 'Ange både --client-id och --client-secret, eller ingen av dem',
  cannotReadFile: (path: string) => `${path} går inte att läsa`,
  notAMessage: (path: string) => `${path} är inget meddelande i något känt format; ange --format om det är det`,
  noSender: (path: string) => `${path} har ingen läsbar avsändare: ange --client-id och --client-secret`,
  notANumber: (text: string) => `"${text}" är inte ett tal större än noll`,
  notAPort: (text: string) => `"${text}" är inte en port (1 till 65535)`,
  notAUrl: (text: string) => `"${text}" är inte en http-adress`,
  cannotWrite: (path: string) => `${path} går inte att skriva`,
  notAFormat: (text: string, known: string) => `"${text}" är inget format. Det finns: ${known}`,
  notInDirectory: (name: string, known: string) => `${name} finns inte i konfigurationen. Det finns: ${known}`,
  tlsRefused: (where: string, code: string) =>
    `Ingen säker anslutning till ${where} (${code}): kontrollera --ca, --cert och --key`,
  bothCertAndKey: 'Ange både --cert och --key, eller ingen av dem',
  insecureOnlyHere: (host: string) => `--insecure gäller bara den egna datorn, inte ${host}: ange --ca`,
  noNewIds: (path: string) => `${path} kan inte få nya id: den går inte att läsa, eller är en batch`,
  usage: (text: string) => `Felaktigt anrop: ${text}`,

  interrupted: 'Avbrutet',

  // Help.
  example: 'Till exempel:',
  about: 'Hemgång vid kommandoraden',
  dataDirOption: 'datamapp där demo-clients.json ligger',
  urlOption: 'navets adress',
  clientIdOption: 'klientens id',
  clientSecretOption: 'klientens hemlighet',
  jsonOption: 'skriv JSON',
  formatOption: 'formatet, när innehållet inte visar det',
  messageFiles: 'meddelanden i något av de sex formaten, mappar med sådana, eller - för standard in',
  directoryOption: 'katalogfil i stället för HEMGANG_DIRECTORY',
  caOption: 'PEM-fil med certifikat att lita på',
  certOption: 'PEM-fil med eget certifikat',
  keyOption: 'PEM-fil med nyckeln till det',
  insecureOption: 'godta vilket certifikat som helst (bara på den egna datorn)',
  sendAbout: 'skickar meddelanden till ett nav som är igång och visar svaren',
  sendFiles:
    'meddelanden i något av de sex formaten, mappar med sådana, eller -; flera i en HL7-fil delas vid MSH, en batch skickas hel',
  sendHttpOption: 'skicka också HL7 v2 över HTTP i stället för MLLP',
  sendHostOption: 'dator för MLLP',
  sendPortOption: 'port för MLLP',
  sendTlsOption: 'MLLP över TLS; HTTPS väljs med --url https://...',
  sendNewIdsOption: 'nya meddelande-id och vårdtillfällesnummer i varje omgång',
  sendRepeatOption: 'skicka allt så många gånger',
  sendRateOption: 'högst så många meddelanden i sekunden',
  sendTimeoutOption: 'så många sekunder väntas på varje svar',
  sendQuietOption: 'skriv bara det som inte gick',
  inboxAbout: 'visar vad som ligger i en enhets brevlåda',
  inboxUnit: 'enhetens HSA-id',
  inboxAllOption: 'visa också det som är kvitterat eller avslutat',
  inboxReceiptOption: 'kvittera allt som väntar på kvittens (all), eller en leverans',
  inboxByOption: 'vem som kvitterar: "Namn, titel"',
  inboxWatchOption: 'vänta på nya meddelanden och visa dem; Ctrl-C slutar',
  plans: plansSv,
  demoAbout:
    'spelar upp en vecka, måndag till måndag, eller en plan (SIP), med riktiga meddelanden på en simulerad klocka',
  demoProfileOption: 'vilken regions vecka; annars Gävleborgs',
  demoCategoryOption: 'bara ett vårdtillfälle, av denna planeringskategori: A, B, C, D, BC, CD eller E',
  demoKeepOption: 'låt navet stå kvar efteråt, tills Ctrl-C',

  // validate, convert
  validateAbout: 'kontrollerar meddelanden utan nav: format, modell och, mot katalogen, enheter och mottagare',
  noDirectoryOption: 'kontrollera bara format och modell',
  profileOption: 'regionens profil; annars den avsändande enhetens',
  unlessKnown: 'om vårdtillfället är nytt',
  ignoredBySource: 'lämnas utan åtgärd enligt källans mappning',
  validateSummary: (valid: number, invalid: number) => `${String(valid)} giltiga, ${String(invalid)} ogiltiga`,
  convertAbout: 'skriver meddelanden i ett annat format',
  convertToOption: 'json, xml, hl7v2, hl7v2-xml, fhir-json, fhir-xml, eller innehållstyp som fhir+json',
  convertOutOption: 'fil, eller mapp för flera; annars standard ut',
  convertRecipientOption: 'mottagande enhets HSA-id',
  emptiedFields: (file: string, paths: string) => `${file}: töms med "" och faller bort: ${paths}`,

  // report
  reportAbout: 'visar en rapport: kvittenser i tid, tid till hemgång, betalningsansvar, SIP med mera',
  reportName: 'rapportens namn; utan namn visas vilka som finns',
  reportFromOption: 'första dagen, ÅÅÅÅ-MM-DD; annars den första i månaden',
  reportToOption: 'sista dagen, som räknas med; annars i dag',
  reportProfileOption: 'bara den här regionens profil',
  reportMunicipalityOption: 'bara den här kommunen, med fyra siffror',
  reportUnitOption: 'bara den här enheten',
  reportSummaryOption:
    'bara summorna; då visas inget enskilt vårdtillfälle och ingen enskild SIP, och ingen läsning antecknas',
  reportFormatOption: 'tabell, JSON eller CSV för kalkylprogram',
  reportOutOption: 'fil att skriva till; annars standard ut',
  reportUnknown: 'Det finns ingen sådan rapport; ./hemgang report visar vilka som finns',
  reportEmpty: 'Inget att visa',
  reportNoClient: (file: string) =>
    `Ingen driftledning i ${file}: ange --client-id och --client-secret, eller HEMGANG_DATA_DIR`,
  reportYes: 'ja',
  reportNo: 'nej',

  // mapping test
  mappingAbout: 'hur HL7 v2 från ett journalsystem läses',
  mappingTestAbout:
    'visar vad meddelandena i en fil blir, var varje uppgift står och vad mappningen ändrar; inget skickas',
  mappingTestFile: 'meddelanden i något av formaten; - läser från standard in',
  mappingSourceOption: 'läs som från denna källa i katalogen',
  mappingClientOption: 'läs som från denna klient i katalogen',
  mappingOption: 'läs med denna mappning i katalogen',
  mappingDirectoryOption: 'katalogfil i stället för HEMGANG_DIRECTORY',
  mappingOneParty: 'Ange bara en av --source, --client och --mapping',
  mappingUsed: (id: string) => `mappning ${id}`,
  mappingMark: '* ändrat av mappningen',
  mappingNeeded: 'Utan mappningen går meddelandet inte att läsa',
  columnPath: 'Modell',
  columnPlace: 'Plats',
  columnLine: 'Rad:tecken',
  columnValue: 'Värde',
  columnUnmapped: 'Utan mappning',

  // profile
  profileAbout: 'regionernas profiler: reglerna som data',
  profileCheckAbout: 'kontrollerar profiler så som ett nav gör när det startar; alla fel på en gång, med fil och rad',
  profileDrawAbout: 'ritar en profil: lägen som Mermaid-diagram, tidsgränser, vem som skickar vad till vem',
  profileFiles: 'profilfiler (YAML); - läser från standard in',
  profileFile: 'profilfil (YAML); - läser från standard in',
  profileOutOption: 'Markdownfil att skriva till; annars standard ut',
  profileLanguageOption: 'språk i ritningen',

  // explain
  explainAbout: 'förklarar i klartext hur ett vårdtillfälle står, vad som väntas av vem och till när, och varför',
  explainEpisode: 'navets id för vårdtillfället; annars --organisation och --number',
  explainOrganisationOption: 'organisationen vars nummer det är',
  explainNumberOption: 'sjukhusets nummer på vårdtillfället',
  explainUnitOption: 'visa det som enheten med detta HSA-id får se; annars det som driftledningen ser',
  explainLanguageOption: 'språk i förklaringen',
  explainName: 'Ange navets id, eller både --organisation och --number',
  explainNotFound: 'Det finns inget sådant vårdtillfälle som du får se',
  explainNoProfile: 'Regionens profil finns inte i navet just nu',
  noOperations: (file: string) =>
    `Ingen driftledning i ${file}: ange --client-id och --client-secret, --unit, eller HEMGANG_DATA_DIR`,
  explainTitle: (number: string, organisation: string, id: string) =>
    `Vårdtillfälle ${number} vid ${organisation} (${id})`,
  explainAt: (when: string) => `Så som det står ${when}`,
  explainStanding: 'Läget',
  explainWaitedFor: 'Vad som väntas',
  explainMissing: 'Vad som saknas',
  explainNext: 'Vad som kan skickas nu',
  explainSteps: (role: string) => `Steg för steg: ${role}`,
  explainHappened: 'Vad som har hänt',
  explainTimes: (count: string, first: string) => ` (${count} gånger sedan ${first})`,
  explainCall: (unit: string, phone: string) => `Ring ${unit}: ${phone}`,
  explainChecklist: (link: string) => `Checklista: ${link}`,

  // send
  accepted: 'mottaget',
  refused: 'avvisat',
  repeated: 'samma svar igen',
  warning: 'varning',
  noAnswerWanted: 'skickat, avsändaren vill inte ha svar',
  receiptBy: (when: string) => `kvittens senast ${when}`,
  noReceipt: 'ingen kvittens',
  episode: (number: string, state: string) => `vårdtillfälle ${number}, ${state}`,
  sendSummary: (sent: number, accepted: number, refused: number, seconds: string) =>
    `${String(sent)} skickade, ${String(accepted)} mottagna, ${String(refused)} avvisade på ${seconds} s`,

  // inbox
  columnReceived: 'Mottaget',
  columnKind: 'Meddelande',
  columnFrom: 'Från',
  columnMessageId: 'Meddelande-id',
  columnEpisode: 'Vårdtillfälle',
  columnCategory: 'Kat.',
  columnDue: 'Kvittens senast',
  columnState: 'Läge',
  columnDelivery: 'Leverans',
  inboxEmpty: 'Brevlådan är tom',
  nothingToReceipt: 'Inget väntar på kvittens',
  receipted: 'kvitterad',
  receiptRefused: (why: string) => `inte kvitterad: ${why}`,
  byMissing: '--receipt behöver --by "Namn, titel"',
  watching: 'Väntar på nya meddelanden. Ctrl-C slutar.',

  // demo
  demoNoProfile: (name: string, known: string) => `Det finns ingen uppspelning för ${name}. Det finns: ${known}`,
  demoNoCategory: (name: string, known: string) => `Det finns ingen planeringskategori ${name}. Det finns: ${known}`,
  demoStarting: 'Startar ett eget nav i en tillfällig mapp',
  demoReady: (seconds: string) => `Navet är igång efter ${seconds} s`,
  demoHubFailed: (log: string) => `Navet kom inte igång:\n${log}`,
  demoNoUnit: (unit: string) => `Demoregionen har ingen klient för ${unit}`,
  demoNothingToReceipt: (unit: string, kind: string, episode: string) =>
    `${unit} har inget ${kind} för ${episode} att kvittera`,
  demoUnknownStay: (unit: string, kind: string, episode: string) =>
    `${unit} har inte fått veta något om ${episode} att skriva ${kind} för`,
  demoSent: (unit: string, kind: string, answer: string) => `${unit}: ${kind}, svar ${answer}`,
  demoReceipted: (unit: string, kind: string) => `${unit} kvitterar ${kind}`,
  demoTitle: (name: string, from: string, to: string) => `${name}, ${from} till ${to} (simulerad klocka)`,
  demoEpisodes: 'Vårdtillfällen',
  demoEpisode: (category: string, unit: string, state: string) => `kategori ${category}, ${unit}, till slut ${state}`,
  demoNotBegun: 'inget meddelande om vårdtillfället',
  demoParties: 'Vad varje part ser och gör',
  lineSent: (kind: string, episode: string, how: string, answer: string) =>
    `skickar ${kind} ${episode} (${how}), svar ${answer}`,
  lineAsRoutine: ', så som rutinen säger',
  lineReceived: (kind: string, episode: string) => `får ${kind} ${episode}`,
  lineChangedDate: (date: string) => `, nytt utskrivningsdatum ${date}`,
  lineDue: (when: string) => `, kvittens senast ${when}`,
  lineWithoutConsent: (told: string) => `, utan samtycke: innehållet är ${told === '' ? 'tomt' : `bara ${told}`}`,
  lineWithdrawn: ', återtaget',
  lineReceipt: (kind: string, episode: string) => `kvitterar ${kind} ${episode}`,
  lineInTime: ', i tid',
  lineLate: (due: string) => `, för sent (skulle ha kommit ${due})`,
  lineReminder: (number: string, duty: string, kind: string, episode: string, when: string) =>
    `PÅMINNELSE ${number}: ${duty} för ${kind} ${episode}, ${when}`,
  lineWasDue: (due: string) => `skulle ha kommit ${due}`,
  lineIsDue: (due: string) => `senast ${due}`,
  lineReminders: (from: string, to: string, duty: string, kind: string, episode: string, until: string) =>
    `PÅMINNELSE ${from} till ${to}: ${duty} för ${kind} ${episode}, den sista ${until}`,
  lineEscalation: (step: string, unit: string, duty: string, kind: string, episode: string) =>
    `${step}: ${unit} är sen med ${duty} för ${kind} ${episode}`,
  linePhone: (phone: string) => `, ring ${phone}`,
  steps,
  recipientReceipted: (unit: string, when: string) => `${unit} kvitterade ${when}`,
  recipientSilent: (unit: string, due: string) => `${unit} har inte kvitterat (skulle ha kommit ${due})`,
  recipientAwaited: (unit: string, due: string) => `${unit} har till ${due} på sig att kvittera`,
  recipientWithdrawn: (unit: string) => `${unit}: återtaget före kvittens`,
  demoSummary: 'Sammanfattning',
  summaryMessages: 'meddelanden skickade och mottagna av navet',
  summaryRefused: 'meddelanden avvisade, eller mottagna, tvärtemot rutinen',
  summaryRefusedByRule: 'meddelanden avvisade så som rutinen säger',
  summaryDeliveries: 'leveranser till brevlådor',
  summaryInTime: 'kvittenser i tid',
  summaryLate: 'kvittenser för sent',
  summaryMissing: 'kvittenser som saknas',
  summaryReminders: 'påminnelser till den som är sen',
  summaryEscalations: 'besked och eskaleringar till andra',
  summaryOpen: 'eskaleringar som ingen har löst',
  summaryTook: (seconds: string) => `En vecka på ${seconds} s.`,
  demoKept: (url: string, mllp: string, folder: string) =>
    `Navet står kvar: ${url}  MLLP ${mllp}\nKlienternas hemligheter: ${folder}/demo-clients.json\nCtrl-C stoppar navet och tar bort mappen.`,
};

export type Texts = typeof sv;
