/** What came over the wire and nobody has checked yet: the server looks into it as Discord does. */
// biome-ignore lint/suspicious/noExplicitAny: anything may come over the wire
export type Loose = any;
