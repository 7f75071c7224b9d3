import type { Campaign } from "./campaign.ts";
import type { Copy } from "./changes.ts";
import type { Answer } from "./client.ts";
import { asForm } from "./encode.ts";
import type { Inventory } from "./inventory.ts";
import { anotherSession, type Principal } from "./principals.ts";

const phone = "+351912345678";

/** What the account page does with sessions and telephones, between two people; each refusal beside the same deed that works. */
export async function attackAccount(campaign: Campaign, inventory: Inventory, copy: Copy): Promise<void> {
  const named = (name: string) => campaign.world.principals.find((one) => one.name === name)!;
  const [dana, priya] = [named("dana"), named("priya")];
  const act = calling(campaign, inventory);
  await sessions(campaign, act, dana, priya);
  await phones(campaign, act, dana, priya);
  await copy.restore(await copy.changes());
}

type Act = ReturnType<typeof calling>;
const calling =
  (campaign: Campaign, inventory: Inventory) =>
  async (by: Principal, exported: string, fields: Record<string, string>): Promise<Answer> => {
    const action = inventory.actions.find(({ name }) => name === `account/actions.ts#${exported}`);
    if (!action) throw new Error(`the account page has no action ${exported}: teach tests/matrix/account.ts`);
    const { body, type } = await asForm(Object.entries(fields));
    return campaign.attempt("account", {
      ...{ by, from: "site" as const, method: "POST", path: "/en/account", route: `action account ${exported}`, body },
      headers: {
        ...by.headers,
        ...{ accept: "text/x-component", "content-type": type, "next-action": action.id },
        origin: campaign.product.site.origin,
      },
    });
  };

const fault = (campaign: Campaign, kind: "leak" | "change" | "fault", what: string, by: string) =>
  campaign.find({ kind, what, by, repeat: "tests/matrix/account.ts" });

/** Another's session stays when one ends it, or all one's others; one's own goes, and at once. */
async function sessions(campaign: Campaign, act: Act, dana: Principal, priya: Principal): Promise<void> {
  const { lines, people } = campaign.world;
  const token = await anotherSession(lines, people.dana.id);
  const [made] = await lines.root<{ id: string }[]>`select session_id as id from priv.credentials
    where token_hash = sha256(convert_to(${token}, 'utf8'))`;
  const passing: Principal = { ...dana, headers: { ...dana.headers, cookie: `consonant=${token}` } };
  const lives = async () => {
    const { status, body } = await campaign.attempt("account", {
      ...{ by: passing, from: "site" as const, method: "GET", path: "/api/auth/session", headers: passing.headers },
      route: "handler /api/auth/[...nextauth]",
    });
    return status === 200 && /"role":"contributor"/.test(body);
  };
  await act(priya, "endSession", { sessionId: made!.id });
  await act(priya, "endOtherSessions", {});
  if (!(await lives())) fault(campaign, "change", "priya ended dana's session", "priya");
  await act(dana, "endSession", { sessionId: made!.id });
  if (await lives()) fault(campaign, "fault", "dana ended a session of hers, and it lives", "dana");
}

/** A code is good for who claimed that number, and for nobody else who has it, nor for another claim to the same number. */
async function phones(campaign: Campaign, act: Act, dana: Principal, priya: Principal): Promise<void> {
  const { lines, people } = campaign.world;
  await act(dana, "sendPhoneCode", { phone, locale: "en" });
  const [sent] = await lines.root<{ code: string }[]>`select code from priv.text_outbox
    where expires_at < now() + interval '11 min' order by expires_at desc limit 1`; // planted ones live longer
  const holder = async () => {
    const rows = await lines.root<{ id: string }[]>`select n.user_id as id from priv.phone_numbers n
      join priv.phone_claims c on c.mac = n.mac`;
    return rows.map(({ id }) => id);
  };
  const taken = async (how: string) => {
    const { body } = await act(priya, "usePhoneCode", { code: sent!.code });
    if (/"confirmed"/.test(body) || (await holder()).includes(people.priya.id))
      fault(campaign, "change", `priya confirmed dana's number ${how}`, "priya");
  };
  await taken("with dana's code");
  await act(priya, "sendPhoneCode", { phone, locale: "en" });
  await taken("with dana's code and a claim of her own");
  const { body } = await act(dana, "usePhoneCode", { code: sent!.code });
  if (!/"confirmed"/.test(body)) fault(campaign, "fault", "dana could not confirm her own number", "dana");
}
