/** Words between the parts of an e-mail or web address that is read out. */
export const joint = /^(dot|point|underscore|dash|hyphen|tiret|minus|plus|\.|_|-|\+)$/;

/** What such an address ends in. */
export const domainEnding =
  /^(com|org|net|edu|gov|fr|uk|co|io|de|be|ch|ca|info|eu|me|us|biz|dev|app|ie|nz|au|it|es|nl|lu|qc|online|shop|pro|bzh|asso|tv|club|site|fm|ac|sch|nhs|mail|cloud)$/;
