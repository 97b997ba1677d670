/**
 * What Discord takes, as data. `most` is inclusive; lengths are UTF-16 units, of which there are never fewer than the
 * characters that Discord counts. `source` says how sure we are: `doc` is Discord's documentation, `types` the installed
 * discord-api-types 0.38, `reports` what libraries check, `ours` a care of our own where Discord says nothing.
 */
interface Limit {
  readonly most: number;
  readonly source: string;
}

const doc = (most: number, page: string): Limit => ({ most, source: `doc: docs.discord.com/developers/${page}` });
const types = (most: number, where: string): Limit => ({ most, source: `types: ${where}` });
const reports = (most: number, where: string): Limit => ({ most, source: `reports: ${where}` });
const ours = (most: number, why: string): Limit => ({ most, source: `ours: ${why}` });

const COMPONENTS = 'components/reference';
const MESSAGES = 'resources/message';
const COMMANDS = 'interactions/application-commands';

export const LIMITS = {
  // Messages
  content: doc(2_000, MESSAGES),
  nonce: doc(25, `${MESSAGES}: with enforce_nonce, unique within a few minutes`),
  /** Containers, sections and rows count as well as what is in them. */
  componentsPerMessage: doc(40, COMPONENTS),
  /** Of everything in a message that people read: sure for text displays, of labels nothing says whether they count. */
  messageText: doc(4_000, `${COMPONENTS}#text-display`),
  mentionedUsers: types(100, 'APIAllowedMentions.users'),
  mentionedRoles: types(100, 'APIAllowedMentions.roles'),
  attachments: doc(10, MESSAGES),
  attachmentText: types(1_024, 'APIAttachment.description'),
  fileMegabytes: doc(10, 'reference#uploading-files'),
  fileMegabytesTier2: reports(50, 'support.discord.com: Server Boosting, level 2'),
  fileMegabytesTier3: reports(100, 'support.discord.com: Server Boosting, level 3'),

  // Components
  customId: types(100, 'APIBaseSelectMenuComponent.custom_id and all others'),
  buttonLabel: reports(80, '@discordjs/builders: buttonLabelValidator'),
  rowButtons: doc(5, `${COMPONENTS}#action-row`),
  rows: ours(5, 'the limit before Components V2; since then only the number of components is documented'),
  sectionTexts: doc(3, `${COMPONENTS}#section`),
  galleryItems: doc(10, `${COMPONENTS}#media-gallery`),
  mediaText: types(1_024, 'APIMediaGalleryItem.description, as APIAttachment.description'),
  selectOptions: types(25, 'APIStringSelectComponent.options'),
  selectPlaceholder: types(150, 'APIBaseSelectMenuComponent.placeholder'),
  optionLabel: types(100, 'APISelectMenuOption.label'),
  optionValue: types(100, 'APISelectMenuOption.value'),
  optionText: types(100, 'APISelectMenuOption.description'),

  // Modals
  modalTitle: reports(45, '@sapphire/discord-utilities: ModalLimits'),
  modalParts: types(5, 'APIModalInteractionResponseCallbackData.components'),
  label: types(45, 'APILabelComponent.label'),
  labelText: types(100, 'APILabelComponent.description'),
  inputText: reports(4_000, '@discordjs/builders: TextInputBuilder.setMaxLength'),
  inputPlaceholder: reports(100, '@discordjs/builders: TextInputBuilder.setPlaceholder'),
  /** A text display in a modal. */
  modalText: ours(3_000, 'a message takes 4,000; of modals nothing is said'),
  uploads: types(10, 'APIFileUploadComponent.max_values'),

  // Commands
  commands: doc(100, COMMANDS),
  commandText: doc(8_000, `${COMMANDS}: names, descriptions and values of one command together`),
  commandOptions: doc(25, COMMANDS),
  choices: doc(25, COMMANDS),
  choiceName: doc(100, COMMANDS),
  commandName: doc(32, COMMANDS),
  commandDescription: doc(100, COMMANDS),
  optionString: doc(6_000, COMMANDS),

  // Threads
  threadName: doc(100, 'resources/channel'),
  auditReason: doc(512, 'reference#audit-logs'),

  // Deadlines and rates
  firstResponseMs: doc(3_000, 'interactions/receiving-and-responding'),
  tokenMinutes: doc(15, 'interactions/receiving-and-responding'),
  requestsPerSecond: doc(50, 'topics/rate-limits'),
  invalidPerTenMinutes: doc(10_000, 'topics/rate-limits'),
} as const satisfies Record<string, Limit>;
