import { messages } from "@/messages/load";

/** The titles of every column, in the language of the address. */
export const csvColumns = (locale: "en" | "fr") => messages[locale].csv.column;
