/** How the kinds of work are told apart, for whoever plans a workstream or adds one. */
export const WORK_LINE =
  '"finds": a report of what is there. "thinks": a judgement, a comparison, a plan, a review. "makes": something to use or a change: code, tests, configuration, documents, texts.';
