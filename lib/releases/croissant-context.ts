const json = (id: string) => ({ "@id": id, "@type": "@json" });
const own = (names: string) => Object.fromEntries(names.split(" ").map((name) => [name, `cr:${name}`]));

/** The JSON-LD context that Croissant 1.1 recommends (appendix 1 of the specification). */
export const croissantContext = {
  "@language": "en",
  "@vocab": "http://schema.org/",
  sc: "http://schema.org/",
  cr: "http://mlcommons.org/croissant/",
  rai: "http://mlcommons.org/croissant/RAI/",
  dct: "http://purl.org/dc/terms/",
  conformsTo: "dct:conformsTo",
  data: json("cr:data"),
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  examples: json("cr:examples"),
  ...own("annotation arrayShape citeAs column containedIn equivalentProperty excludes extract field fileProperty"),
  ...own("fileObject fileSet format includes isArray isLiveDataset jsonPath key md5 parentField recordSet references"),
  ...own("regex readLines sdVersion separator source subField transform unArchive value"),
};
