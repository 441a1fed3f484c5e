/** Progress on stderr: a bar where a person looks, plain lines where a file or another program does. */
const WIDTH = 24;
const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

export interface Progress {
  done(name: string, bytes: number): void;
  end(): void;
}

export function showProgress(
  total: { readonly files: number; readonly bytes: number },
  out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'> = process.stderr,
): Progress {
  let [files, bytes] = [0, 0];
  const state = () => `${files}/${total.files}  ${megabytes(bytes)}/${megabytes(total.bytes)} MB`;
  const bar = () => {
    const full = total.bytes === 0 ? WIDTH : Math.floor((WIDTH * bytes) / total.bytes);
    return `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}]`;
  };
  if (out.isTTY) out.write(`${bar()} ${state()}`);
  return {
    done(name, size) {
      files += 1;
      bytes += size;
      out.write(out.isTTY ? `\r\u001b[K${bar()} ${state()}  ${name}` : `${state()}  ${name}\n`);
    },
    end() {
      if (out.isTTY) out.write('\n');
    },
  };
}
