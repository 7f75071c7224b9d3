interface FileRowsProps {
  files: { path: string; size: string; sha256: string }[];
}

/** The whole digest is there to be read out and found; the eye gets its two ends. */
export function FileRows({ files }: FileRowsProps) {
  return files.map(({ path, size, sha256 }) => (
    <tr key={path}>
      <td className="mono full wrap-anywhere">{path}</td>
      <td className="n nw">{size}</td>
      <td className="mono qq pl-6! end">
        <span title={sha256}>{shortDigest(sha256)}</span>
      </td>
    </tr>
  ));
}

export const shortDigest = (digest: string): string => `${digest.slice(0, 4)}…${digest.slice(-4)}`;
