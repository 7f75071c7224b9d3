import { getTranslations } from "next-intl/server";
import { Checkbox } from "@/components/ui/checkbox";
import { AreaField, Field } from "@/components/ui/field";
import { Option } from "@/components/ui/option";
import { Select } from "@/components/ui/select";

export async function Forms() {
  const t = await getTranslations("parts");
  return (
    <div className="grid gap-8">
      <form className="form">
        <Field label={t("organisation")} name="organisation" defaultValue="Northlight" autoComplete="organization" />
        <Field label={t("vat")} name="vat" defaultValue="SE55914420880" error={t("vatError")} />
        <Select
          label={t("country")}
          hint={t("countryHint")}
          name="country"
          defaultValue="se"
          options={[
            { value: "fr", label: t("france") },
            { value: "se", label: t("sweden") },
          ]}
        />
        <AreaField label={t("remarks")} name="remarks" rows={3} />
      </form>
      <div>
        <Option type="checkbox" name="train" defaultChecked more={t("optTrainMore")}>
          {t("optTrain")}
        </Option>
        <Option type="checkbox" name="withdraw" error more={t("withdrawText")}>
          {t("withdraw")}
        </Option>
      </div>
      <div>
        <Option type="radio" name="pay" value="bank" defaultChecked aside={t("optBankAside")}>
          {t("optBank")}
        </Option>
        <Option type="radio" name="pay" value="card" aside={t("optCardAside")}>
          {t("optCard")}
        </Option>
      </div>
      <div className="w-44">
        <Checkbox name="english" defaultChecked count="19">
          {t("english")}
        </Checkbox>
        <Checkbox name="france" count="4">
          {t("france")}
        </Checkbox>
      </div>
    </div>
  );
}
