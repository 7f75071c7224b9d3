/** Six digits that people can say to each other; the first ones of an id are its time, and alike. */
export const shortId = (id: string): string => id.slice(-6);
