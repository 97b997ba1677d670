/** Fits text into a box without measuring it: widths of DejaVu Sans Bold by kind of character, as parts of the font size. */
const NARROW = /[ijl.,:;'|!()[\]{}`ftI ]/u;
const WIDE = /[mwMW@%&—]/u;
const CAPITAL = /[A-Z0-9#$€?<>=+~]/u;
const FULL = /[\u{1100}-\u{11FF}\u{2E80}-\u{A4CF}\u{AC00}-\u{D7AF}\u{F900}-\u{FAFF}\u{FE30}-\u{FE4F}\u{FF00}-\u{FF60}\u{1F300}-\u{1FAFF}]/u;

export function textWidth(text: string, fontSize: number): number {
  return [...text].reduce((sum, character) => sum + widthOf(character), 0) * fontSize;
}

/** At most `lines` lines of at most `width`; the last ends with an ellipsis when text is left. */
export function fitLines(text: string, fontSize: number, width: number, lines: number): readonly string[] {
  const fitted: string[] = [];
  let rest = text.trim().replace(/\s+/gu, ' ');
  while (rest !== '' && fitted.length < lines) {
    const last = fitted.length === lines - 1;
    const line = last ? ended(rest, fontSize, width) : opening(rest, fontSize, width);
    fitted.push(line);
    rest = last ? '' : rest.slice(line.length).trimStart();
  }
  return fitted;
}

function ended(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, fontSize) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** Whole words; a word that is too long by itself is broken. */
function opening(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  let line = '';
  for (const word of text.split(/(?<= )/u)) {
    if (textWidth((line + word).trimEnd(), fontSize) > width) break;
    line += word;
  }
  if (line !== '') return line.trimEnd();
  const characters = [...text];
  let count = 1;
  while (count < characters.length && textWidth(characters.slice(0, count + 1).join(''), fontSize) <= width) count += 1;
  return characters.slice(0, count).join('');
}

function widthOf(character: string): number {
  if (FULL.test(character)) return 1.05;
  if (NARROW.test(character)) return 0.41;
  if (WIDE.test(character)) return 1.05;
  return CAPITAL.test(character) ? 0.78 : 0.7;
}
