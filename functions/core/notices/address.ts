/** How a notice reaches the applicant. */
export const noticeChannels = ['email', 'sms'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

/**
 * A Vietnamese mobile number, or a foreign one that names its country, as providers want it (E.164); undefined for what
 * no text message can reach, such as a landline.
 */
export const mobileNumber = (phone: string): string | undefined => {
  const digits = phone.replace(/[^\d+]/g, '');
  const local = /^(?:0|\+?84)([35789]\d{8})$/.exec(digits)?.[1];
  if (local !== undefined) return `+84${local}`;
  return /^\+(?!84)[1-9]\d{7,14}$/.test(digits) ? digits : undefined;
};
