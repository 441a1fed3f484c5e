/** The API as one page, Vietnamese first, made of the document. */
export const docsPage = (): { html: string; style: string } => ({ html: '<!doctype html>', style: '' });
