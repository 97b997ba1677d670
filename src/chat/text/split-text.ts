/** Cuts text into pieces at white space, and where there is none between whole characters. Put together again they are the text. */
export function splitText(text: string, most: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const end = cutAt(rest, most);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest);
  return pieces;
}

/** Behind the last line end, else behind the last space, of the second half; else before a whole character. */
function cutAt(text: string, most: number): number {
  const line = text.lastIndexOf('\n', most - 1) + 1;
  if (line > most / 2) return line;
  const space = text.slice(0, most).search(/\s\S*$/u) + 1;
  return space > most / 2 ? space : wholeCharacter(text, most);
}

/** Longest run of marks and joiners that is kept together; longer ones are nobody's letter. */
const LONGEST_CHARACTER = 32;

function wholeCharacter(text: string, most: number): number {
  for (let end = most; end > Math.max(0, most - LONGEST_CHARACTER); end--) {
    if (!CONTINUES.test(text.slice(end, end + 2)) && !JOINS.test(text.slice(end - 1, end))) return end;
  }
  return /[\uD800-\uDBFF]/u.test(text.charAt(most - 1)) && most > 1 ? most - 1 : most;
}

/** What stands at the cut belongs to the character before it. */
const CONTINUES = /^(?:\p{M}|\u200D|[\u{1F3FB}-\u{1F3FF}]|[\uDC00-\uDFFF])/u;
const JOINS = /(?:\u200D|[\uD800-\uDBFF])$/u;
