/** Which scan of a folder is which component of a filing, and what is wrong with it. Pure: names and sizes only. */

export interface Scan {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** By its magic bytes; undefined when they are of no kind that is known. */
  readonly mediaType: string | undefined;
}

export interface Rule {
  readonly id: string;
  readonly mediaTypes: readonly string[];
  readonly maxBytes: number;
}

/** A file as POST /dossiers declares it. */
export interface Declared {
  readonly component: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

/** `BANVE.pdf`, `BANVE 2 mặt bằng.tif`, `banve_2.pdf`: the longest component that the name begins with. */
const componentOf = (name: string, rules: readonly Rule[]): Rule | undefined =>
  rules
    .filter(({ id }) => new RegExp(`^${id}(?![A-Za-z0-9])`, 'i').test(name))
    .toSorted((a, b) => b.id.length - a.id.length)[0];

/** The declaration of a new filing, in the order of the names; or every reason against it, in words. */
export function planFiling(
  scans: readonly Scan[],
  rules: readonly Rule[],
): { readonly components: readonly Declared[]; readonly problems: readonly string[] } {
  const seen = new Map<string, string>();
  const components: Declared[] = [];
  const problems: string[] = [];
  for (const scan of scans) {
    const { size, sha256, mediaType } = scan;
    const name = scan.name.normalize('NFC');
    const rule = componentOf(name, rules);
    const same = seen.get(sha256);
    seen.set(sha256, name);
    const wrong = [
      rule ? undefined : `tên phải bắt đầu bằng mã thành phần: ${rules.map(({ id }) => id).join(', ')}`,
      size === 0 ? 'tệp rỗng, hãy quét lại' : undefined,
      rule && size > rule.maxBytes ? `lớn hơn ${rule.maxBytes} byte, hãy quét thành nhiều tệp` : undefined,
      rule && size > 0 && !rule.mediaTypes.includes(mediaType ?? '')
        ? `là ${mediaType ?? 'loại không nhận ra'}; thành phần ${rule.id} nhận ${rule.mediaTypes.join(', ')}`
        : undefined,
      Buffer.byteLength(name) > 255 ? 'tên dài hơn 255 byte, hãy rút ngắn' : undefined,
      same === undefined ? undefined : `trùng nội dung với ${same}, hãy bỏ một trong hai`,
    ].filter((each) => each !== undefined);
    problems.push(...wrong.map((each) => `${name}: ${each}`));
    if (rule && mediaType !== undefined)
      components.push({ component: rule.id, name, mediaType, size, sha256 });
  }
  return { components, problems };
}

/** What of a draft is still to be uploaded, each with its scan; or what the folder lacks or has too much, in words. */
export function planUploads(
  scans: readonly Scan[],
  declared: readonly { readonly n: number; readonly name: string; readonly sha256: string }[],
  done: ReadonlySet<string>,
): {
  readonly uploads: readonly { readonly n: number; readonly scan: Scan }[];
  readonly skipped: number;
  readonly problems: readonly string[];
} {
  const bySha = new Map(scans.map((scan) => [scan.sha256, scan]));
  const wanted = new Set(declared.map(({ sha256 }) => sha256));
  const open = declared.filter(({ sha256 }) => !done.has(sha256));
  const uploads = open.flatMap(({ n, sha256 }) => {
    const scan = bySha.get(sha256);
    return scan ? [{ n, scan }] : [];
  });
  const problems = [
    ...open
      .filter(({ sha256 }) => !bySha.has(sha256))
      .map(
        ({ n, name }) => `tài liệu ${n} (${name}): không có tệp nào trong thư mục có đúng nội dung đã khai`,
      ),
    ...scans
      .filter(({ sha256 }) => !wanted.has(sha256))
      .map(({ name }) => `${name}: không có trong bản nháp, nội dung khác mọi tệp đã khai`),
  ];
  return { uploads, skipped: declared.length - open.length, problems };
}
