import type { Draw } from "../../lib/pipeline/disguise/draws.ts";

const people =
  "my sister|the doctor|our neighbour|the plumber|a colleague|her brother|the driver|the teacher|his uncle|the manager|a customer|the nurse|their lawyer|the farmer|my boss|the agent".split(
    "|",
  );
const verbs =
  "called about|asked for|forgot|ordered|returned|paid for|looked at|sold|repaired|cancelled|found|promised|borrowed|measured|delivered|wanted".split(
    "|",
  );
const things =
  "the blue kitchen chairs|a new phone contract|the broken heater|two tickets to Leeds|a large wooden table|the garden fence|that old photograph|the insurance papers|some fresh bread|the water bill|a spare key|the winter tyres|an early appointment|the birthday cake|a used bicycle|the hotel voucher".split(
    "|",
  );
const times =
  "on Monday morning|before the holidays|after lunch|late last night|at half past seven|in the middle of June|as soon as possible|twice this week|around noon|the day after tomorrow|at the weekend|early in the spring|within an hour|on the fifteenth|right away|once a month".split(
    "|",
  );
const places =
  "near the station|at the corner shop|in the upper village|behind the school|by the river|at the airport|in your office|across the street|under the bridge|next to the church|on the second floor|outside the museum".split(
    "|",
  );
const frames = [
  "{who} {did} {what} {when}.",
  "I think {who} {did} {what} {where}.",
  "Did you know that {who} {did} {what} {when}?",
  "Yes, {when} would be fine, but {who} {did} {what}.",
  "Sorry, was it {where} that {who} {did} {what}?",
  "We should meet {where} {when}, because {who} {did} {what}.",
  "No, {who} never {did} {what}, at least not {where}.",
  "Well, as far as I remember, {who} {did} {what} {where} {when}.",
];

/** Gives sentences of everyday calls, none of them twice: what one recording says, no other recording says. */
export function sentencesFrom(draw: Draw): () => string {
  const said = new Set<string>();
  const one = (list: readonly string[]) => list[Math.floor(draw() * list.length)]!;
  return () => {
    for (;;) {
      const sentence = one(frames)
        .replace("{who}", one(people))
        .replace("{did}", one(verbs))
        .replace("{what}", one(things))
        .replace("{when}", one(times))
        .replace("{where}", one(places));
      if (said.has(sentence)) continue;
      said.add(sentence);
      return sentence;
    }
  };
}

/** What the recognisers must tell apart: everyday words, many of which differ by one sound. */
export const vocabulary = (
  "bat pat mat cat sat bad bag back bit pit sit ship chip sheep cheap beat peat seat meat feet heat wheat bet pet met " +
  "set debt ten den men pen bought port sort short court caught pool tool school fool cool boat coat goat note vote " +
  "bite kite fight night light right write tight house mouse shout town down brown time dime lime line mine nine fine " +
  "five pay day say may way play late rate date gate table paper water doctor river seven eleven thirty thirteen " +
  "fifty fifteen window garden morning evening Monday Sunday yellow orange purple number hundred forty fourteen"
).split(" ");
