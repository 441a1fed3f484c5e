/** The test file of the EICAR institute, in two parts so that no scanner takes this source for it. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** Says whether the test string stands in what is pushed, across the borders of the parts. */
export const eicarSearch = () => {
  let tail = Buffer.alloc(0);
  let found = false;
  return {
    push: (part: Buffer): void => {
      const border = Buffer.concat([tail, part.subarray(0, EICAR.length)]);
      found ||= border.includes(EICAR, 0, 'latin1') || part.includes(EICAR, 0, 'latin1');
      tail = Buffer.concat([tail, part.subarray(-EICAR.length)]).subarray(-EICAR.length);
    },
    found: (): boolean => found,
  };
};
