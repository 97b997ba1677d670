/** What a flow needs of a place where people work with Baton, the page or a chat: what somebody does and sees there, in words that all places have. */
export interface Scene {
  /** Types a command in a channel, and finds the thread that its run has there. */
  asks(line: string): Promise<Run>;
}

export interface Run {
  /** The person who asked, as `calls` names them. */
  readonly me: string;
  /** The newest message of the thread that says this, and offers a button that begins so where one is named. Waits until there is one. */
  sees(text: string, button?: string): Promise<Shown>;
  /** Plain words in the thread. */
  says(text: string): Promise<void>;
  /** Words to Baton, in the thread. */
  orders(text: string): Promise<void>;
  /** Waits until they can see that these words of theirs were taken as context. */
  tookAsContext(words: string): Promise<void>;
  /** What everyone sees by Baton in the thread, oldest first. */
  thread(): Promise<readonly Shown[]>;
  /** What stands in the thread more than once. */
  twice(): Promise<readonly string[]>;
  /** What Baton said in the channel outside of the thread. */
  elsewhere(): Promise<readonly string[]>;
}

/** A message as it was when they looked. */
export interface Shown {
  /** As a person reads it. */
  readonly text: string;
  /** What can be pressed, by its label. */
  readonly buttons: readonly string[];
  /** The people, groups and crowds that it calls. */
  readonly calls: readonly string[];
  /** Where it leads, and whatever else is alive in it. */
  readonly links: readonly string[];
  /** Prices stand on buttons: by the beginning of what it says. */
  presses(button: string): Promise<void>;
  /** Presses, fills in what is asked by the labels of its fields, and sends it off. */
  fills(button: string, fields: Readonly<Record<string, string>>): Promise<void>;
}

/** Such a place, with Baton as a process of its own in it. */
export interface Arena {
  /** Each has a person and a channel of its own. */
  scene(index: number): Scene;
  /** `kill -9`, and a new process. */
  crash(): Promise<void>;
  /** What the platform had to complain about, and what Baton itself warned of. */
  complaints(): readonly unknown[];
  close(): Promise<void>;
}
