/**
 * What Slack takes, as data. `most` is inclusive; the unit is in the name or beside it. `source` says how sure we are:
 * `doc` is Slack's documentation, `types` the installed @slack/types 3.2, `reports` what people ran into (no document
 * says it, so we stay well below), `ours` a care of our own where Slack says nothing.
 */
interface Limit {
  readonly most: number;
  readonly source: string;
}

const doc = (most: number, page: string): Limit => ({ most, source: `doc: docs.slack.dev/${page}` });
const types = (most: number, where: string): Limit => ({ most, source: `types: ${where}` });
const reports = (most: number, where: string): Limit => ({ most, source: `reports: ${where}` });
const ours = (most: number, why: string): Limit => ({ most, source: `ours: ${why}` });

const BLOCKS = 'reference/block-kit/blocks';
const ELEMENTS = 'reference/block-kit/block-elements';
const OBJECTS = 'reference/block-kit/composition-objects';

export const LIMITS = {
  // Messages
  blocksPerMessage: doc(50, BLOCKS),
  messageText: doc(40_000, 'reference/methods/chat.postMessage'),
  /** `chat.update` refuses longer ones (msg_too_long), where posting would cut. */
  updatedText: reports(4_000, 'chat.update answers msg_too_long; posts are cut at 40,000'),
  markdownPerMessage: doc(12_000, `${BLOCKS}/markdown-block`),
  /** Everything in a message together, as blocks/weight.ts counts it; the refusal is `msg_blocks_too_long`. */
  messageWeight: reports(
    10_000,
    'slackapi/bolt-js #2509: from 13,297 on, a divider costs 125; #2867: 11,341 with many rich_text elements; streams fail by UTF-8 bytes',
  ),
  metadataBytes: ours(7_000, 'the event payload of message metadata is refused at about 8 KB'),

  // Views
  blocksPerView: doc(100, 'surfaces/modals'),
  viewTitle: doc(24, 'reference/views/modal-views'),
  viewSubmit: doc(24, 'reference/views/modal-views'),
  privateMetadata: doc(3_000, 'reference/views/modal-views'),
  callbackId: doc(255, 'reference/views/modal-views'),
  viewsStacked: doc(3, 'surfaces/modals'),

  // Blocks
  blockId: types(255, 'Block.block_id'),
  sectionText: types(3_000, 'SectionBlock.text'),
  sectionFields: types(10, 'SectionBlock.fields'),
  sectionFieldText: types(2_000, 'SectionBlock.fields'),
  textObject: types(3_000, 'PlainTextElement.text, MrkdwnElement.text'),
  headerText: types(150, 'HeaderBlock.text'),
  cardTitle: types(150, 'CardBlock.title'),
  cardBody: types(200, 'CardBlock.body'),
  carouselCards: types(10, 'CarouselBlock.elements'),
  tableRows: types(100, 'TableBlock.rows'),
  tableColumns: types(20, 'TableBlock.rows'),
  actionsElements: types(25, 'ActionsBlock.elements'),
  contextElements: types(10, 'ContextBlock.elements'),
  contextActionsElements: types(5, 'ContextActionsBlock.elements'),
  containerBlocks: types(10, 'ContainerBlock.child_blocks'),
  imageAlt: types(2_000, 'ImageBlock.alt_text'),
  inputLabel: types(2_000, 'InputBlock.label'),
  inputHint: types(2_000, 'InputBlock.hint'),
  richText: ours(3_000, 'no document names one; what a section takes'),
  alertText: ours(1_000, 'AlertBlock.text is a text object; it is made for a few lines'),
  planTitle: ours(250, 'PlanBlock.title has no documented length; Slack wraps it'),
  taskTitle: ours(250, 'TaskCardBlock.title has no documented length; clients of others keep to 256'),
  taskDetails: ours(500, 'TaskCardBlock.details has no documented length; clients of others keep to 500'),
  tasksPerPlan: reports(45, 'pages of 48 to 50 task cards are what others send'),

  // Elements and objects
  actionId: types(255, 'Actionable.action_id'),
  buttonText: types(75, 'Button.text'),
  buttonValue: types(2_000, 'Button.value'),
  buttonUrl: types(3_000, 'Button.url'),
  confirmTitle: types(100, 'Confirm.title'),
  confirmText: types(300, 'Confirm.text'),
  confirmButton: types(30, 'Confirm.confirm, Confirm.deny'),
  selectOptions: doc(100, `${ELEMENTS}/select-menu-element`),
  optionText: types(75, 'PlainTextOption.text'),
  optionValue: types(75, 'OptionDescriptor.value'),
  optionDescription: types(75, 'OptionDescriptor.description'),
  overflowOptions: types(5, 'Overflow.options'),
  radioOptions: types(10, 'RadioButtons.options'),
  checkboxOptions: doc(10, `${ELEMENTS}/checkboxes-element`),
  placeholder: types(150, 'Placeholdable.placeholder'),
  inputText: types(3_000, 'PlainTextInput.min_length: Maximum value is 3000'),
  optionGroups: doc(100, `${OBJECTS}/option-group-object`),

  // Deadlines, retries and rates
  ackMs: doc(3_000, 'interactivity/handling-user-interaction'),
  responseUrlUses: doc(5, 'interactivity/handling-user-interaction'),
  responseUrlMinutes: doc(30, 'interactivity/handling-user-interaction'),
  eventRetries: doc(3, 'apis/events-api: at once, after 1 minute, after 5 minutes'),
  signatureAgeSeconds: doc(300, 'authentication/verifying-requests-from-slack'),
  tier1PerMinute: doc(1, 'apis/web-api/rate-limits'),
  tier2PerMinute: doc(20, 'apis/web-api/rate-limits'),
  tier3PerMinute: doc(50, 'apis/web-api/rate-limits'),
  tier4PerMinute: doc(100, 'apis/web-api/rate-limits'),
  postsPerSecondAndChannel: doc(1, 'apis/web-api/rate-limits: chat.postMessage; short bursts above it are allowed'),

  // Manifest
  appName: doc(35, 'reference/app-manifest'),
  appDescription: doc(140, 'reference/app-manifest'),
} as const satisfies Record<string, Limit>;
