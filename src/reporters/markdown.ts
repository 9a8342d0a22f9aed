// Text into Markdown: as character references, which no dialect of Markdown reads as markup.

export function escapeMarkdown(text: string): string {
  return text.replace(/[^A-Za-z0-9 .,()/\u0080-\uffff-]/g, (char) => `&#${char.charCodeAt(0)};`);
}
