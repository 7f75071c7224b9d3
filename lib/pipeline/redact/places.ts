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
  Ajaccio|Albi|Alençon|Alès|Angoulême|Annemasse|Antibes|Arles|Arras|Auch|Aurillac|Auxerre|Bar-le-Duc|Bastia|Bayeux|
  Beauvais|Belfort|Bergerac|Béthune|Béziers|Blois|Bobigny|Boulogne-Billancourt|Bourg-en-Bresse|Bourges|Brive|Brive-la-Gaillarde|
  Cahors|Calais|Cannes|Carcassonne|Castres|Cayenne|Châlons-en-Champagne|Chalon-sur-Saône|Charleville-Mézières|Chartres|
  Châteauroux|Chaumont|Cherbourg|Cholet|Colmar|Compiègne|Créteil|Dax|Dieppe|Digne|Dole|Douai|Draguignan|Dreux|Dunkerque|
  Épernay|Épinal|Évreux|Évry|Flers|Foix|Fontainebleau|Fort-de-France|Fréjus|Gap|Grasse|Guéret|Guingamp|Haguenau|Hyères|
  Issoire|La Baule|Lannion|Laon|Laval|Lens|Le Puy|Libourne|Lisieux|Lons-le-Saunier|Lorient|Lourdes|Lunéville|Mâcon|Manosque|
  Mantes|Martigues|Maubeuge|Meaux|Melun|Mende|Menton|Millau|Mont-de-Marsan|Montauban|Montbéliard|Montélimar|Montluçon|
  Montreuil|Morlaix|Moulins|Nanterre|Narbonne|Nevers|Nice|Niort|Orange|Oyonnax|Pau|Périgueux|Pontarlier|Pontivy|Pontoise|Privas|
  Rambouillet|Redon|Roanne|Rochefort|Rodez|Roubaix|Royan|Saint-Brieuc|Saint-Denis|Saint-Dizier|Saint-Lô|Saint-Malo|
  Saint-Nazaire|Saint-Omer|Saint-Quentin|Saint-Raphaël|Saintes|Salon-de-Provence|Sarlat|Sarreguemines|Saumur|Sedan|Sens|Sète|
  Soissons|Tarbes|Thionville|Thonon|Toul|Tourcoing|Tours|Troyes|Tulle|Valence|Valenciennes|Vannes|Verdun|Vesoul|Vichy|Vienne|
  Vierzon|Villefranche|Vitré|Anvers|Gand|Louvain|Mons|Tournai|Verviers|Berne|Bâle|Sion|Zurich|Lévis|Longueuil|Sherbrooke|
  Saguenay|Rimouski|Trois-Rivières|Luxembourg|Monaco|
  Akron|Albany|Amarillo|Anaheim|Anchorage|Annapolis|Arlington|Asheville|Augusta|Aurora|Bakersfield|Baton Rouge|Bellevue|
  Billings|Bismarck|Boise|Boulder|Bridgeport|Brooklyn|Burlington|Carson City|Cedar Rapids|Charleston|Chattanooga|Cheyenne|
  Colorado Springs|Concord|Corpus Christi|Dayton|Des Moines|Duluth|Durham|Eugene|Evansville|Fargo|Flagstaff|Fort Wayne|
  Fort Worth|Gainesville|Grand Rapids|Greensboro|Hartford|Helena|Huntsville|Irvine|Jackson|Kansas City|Knoxville|Lansing|
  Laredo|Lexington|Lincoln|Little Rock|Long Beach|Lubbock|Madison|Mesa|Mobile|Modesto|Montgomery|Montpelier|Newark|Norfolk|
  Oklahoma City|Olympia|Omaha|Pasadena|Peoria|Pierre|Plano|Providence|Pueblo|Raleigh|Reno|Richmond|Riverside|Rochester|
  Rockford|Sacramento|Salem|Salt Lake City|Santa Fe|Savannah|Scottsdale|Scranton|Shreveport|Sioux Falls|Spokane|Stamford|
  Stockton|Syracuse|Tacoma|Tallahassee|Tempe|Toledo|Topeka|Trenton|Tuscaloosa|Waco|Wichita|Wilmington|Winston Salem|
  Worcester|Yonkers|Queens|Manhattan|
  Ashford|Aylesbury|Banbury|Bangor|Barnsley|Barrow|Basildon|Basingstoke|Bedford|Blackburn|Blackpool|Bolton|Bournemouth|
  Bradford|Burnley|Bury|Canterbury|Carlisle|Chelmsford|Cheltenham|Chester|Chesterfield|Colchester|Coventry|Crawley|Crewe|
  Croydon|Darlington|Derby|Derry|Doncaster|Dorchester|Dover|Dumfries|Durham|Eastbourne|Exmouth|Falkirk|Folkestone|Gateshead|
  Gloucester|Grimsby|Guildford|Halifax|Harlow|Harrogate|Hartlepool|Hastings|Hereford|High Wycombe|Huddersfield|Hull|
  Inverness|Ipswich|Kendal|Kettering|Kidderminster|Lancaster|Lichfield|Lisburn|Loughborough|Luton|Macclesfield|Maidstone|
  Mansfield|Margate|Middlesbrough|Milton Keynes|Newport|Newquay|Northampton|Nuneaton|Oldham|Oban|Paisley|Penzance|Perth|
  Peterborough|Poole|Preston|Ramsgate|Reading|Redditch|Ripon|Rochdale|Rotherham|Rugby|Runcorn|Salford|Salisbury|Scarborough|
  Scunthorpe|Shrewsbury|Skegness|Slough|Solihull|Southend|Southport|Stafford|Stevenage|Stirling|Stockport|Stoke|Stratford|
  Sunderland|Swindon|Taunton|Telford|Torquay|Truro|Tunbridge Wells|Wakefield|Walsall|Warrington|Warwick|Watford|Wells|
  Weymouth|Whitby|Wigan|Winchester|Windsor|Woking|Wolverhampton|Worthing|Wrexham|Yeovil|Waterford|Kilkenny|Sligo|Hamilton|
  Kelowna|Kingston|Kitchener|Mississauga|Moncton|Regina|Saskatoon|Victoria|Canberra|Darwin|Geelong|Hobart|Newcastle|
  Christchurch|Dunedin|Europe|America|Africa|Asia|Québec City|Bruxelles|Liège|Namur|Charleroi|Genève|Lausanne|Fribourg|Neuchâtel|Québec|Laval|Gatineau
`;

export const placeNames: ReadonlySet<string> = new Set(
  cities.split("|").map((name) => plainOf(name.trim()).replaceAll("-", " ")),
);

/** Two letters in an address: "Reno, NV 89509". */
export const stateCode =
  /^(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|BC|ON|QC|AB|MB|SK|NS|NB)$/;

export const states: ReadonlySet<string> = new Set(
  (
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana " +
    "iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska " +
    "nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming ontario"
  ).split(" "),
);
