import { plainOf } from "./tokens.ts";

/** Large places of countries where English or French is spoken, to know them in a transcript without capitals. */
const cities = `
  New York|Los Angeles|Chicago|Houston|Phoenix|Philadelphia|San Antonio|San Diego|Dallas|San Jose|Austin|Jacksonville|
  Columbus|Charlotte|San Francisco|Indianapolis|Seattle|Denver|Washington|Boston|El Paso|Nashville|Detroit|Portland|
  Las Vegas|Memphis|Louisville|Baltimore|Milwaukee|Albuquerque|Tucson|Fresno|Sacramento|Atlanta|Miami|Oakland|
  Minneapolis|Tulsa|Cleveland|New Orleans|Tampa|Honolulu|Cincinnati|Pittsburgh|Saint Louis|Buffalo|Orlando|Springfield|
  London|Birmingham|Manchester|Glasgow|Liverpool|Leeds|Sheffield|Edinburgh|Bristol|Leicester|Cardiff|Belfast|Nottingham|
  Newcastle|Brighton|Oxford|Cambridge|Southampton|Portsmouth|Plymouth|Aberdeen|Dundee|Swansea|Norwich|Exeter|York|Bath|
  Dublin|Cork|Galway|Limerick|Toronto|Montreal|Vancouver|Calgary|Ottawa|Edmonton|Winnipeg|Sydney|Melbourne|Brisbane|
  Perth|Adelaide|Auckland|Wellington|
  Paris|Marseille|Lyon|Toulouse|Nantes|Montpellier|Strasbourg|Bordeaux|Lille|Rennes|Reims|Toulon|Saint-Étienne|Le Havre|
  Grenoble|Dijon|Angers|Nîmes|Villeurbanne|Clermont-Ferrand|Aix-en-Provence|Le Mans|Brest|Amiens|Limoges|Annecy|Perpignan|
  Besançon|Metz|Orléans|Rouen|Mulhouse|Caen|Nancy|Avignon|Poitiers|Versailles|La Rochelle|Quimper|Bayonne|Chambéry|
  Bruxelles|Liège|Namur|Charleroi|Genève|Lausanne|Fribourg|Neuchâtel|Québec|Laval|Gatineau
`;

export const placeNames: ReadonlySet<string> = new Set(
  cities.split("|").map((name) => plainOf(name.trim()).replaceAll("-", " ")),
);

export const states: ReadonlySet<string> = new Set(
  (
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana " +
    "iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska " +
    "nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming ontario"
  ).split(" "),
);
