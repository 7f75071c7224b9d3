import nlp from "compromise";

const { lexicon } = (nlp.model() as { one: { lexicon: Record<string, string | readonly string[]> } }).one;
const nameTag =
  /^(?:MaleName|FemaleName|FirstName|LastName|Person|City|Region|Place|ProperNoun|Organization|SportsTeam)$/;
const tagsOf = (word: string): readonly string[] => {
  const tags = Object.hasOwn(lexicon, word) ? lexicon[word] : undefined;
  return tags === undefined ? [] : typeof tags === "string" ? [tags] : tags;
};

/** Everyday words that the lexicon of compromise does not have. */
const more = `
  aisle ambulance appliance apron attic aunt auntie avocado baking balcony bandage barbecue barn basement basin
  bathroom battery bedroom beef beige bench bike billing bin bins biscuit blanket blender boiler bolt bonnet bookcase
  booking booze boot bottle bouquet bowl bracelet brake brakes branch bread breakfast brick broccoli broom brunch
  bucket budget bulb bumper burger butter cab cabin cabinet cable cake calendar camera candle canopy carpet carrot
  cart carton cash cashier casserole caterpillar ceiling cellar cereal chair cheddar cheese chemist chicken chimney
  chips chocolate chutney cider cinnamon cistern clinic closet cloth clutch coat cobbler coconut coffee coin collar
  comb commute cooker cookie corridor couch cough counter coupon cradle crate cream crib crisps crochet crumbs
  cucumber cupboard curry curtain cushion customer dairy dentist deposit desk dessert detergent diabetes diaper dinner
  dishwasher doorbell doorstep dormer dough drawer driveway dryer duster duvet earring elbow email envelope escalator
  extension fabric faucet fence fever fiesta filing flannel flask flour fluffy folder forge fork freezer fridge fries
  frosting furnace fuse garage garden garlic gate gearbox ginger ginormous giraffe glove goalie goat goggles granny
  gravy grocery guitar gutter gym hallway hammer hamster handbag handle handset handy hash headache headlight heater
  helmet hiya hinge hose hospital hotel hoover invoice jacket jam jar jeans joiner joinery jug jumper junction kebab
  ketchup kettle keyboard kitchen kitten knee knickers ladder lamp laptop laundry lawn lawnmower leaflet lease lemon
  lemonade letterbox lettuce lid lightbulb loan locker loft lorry lounge luggage lunch mailbox mango margarine
  mattress mayonnaise meal medication menu microwave milk mince mirror mitten mobile mop mortgage motorbike motorway
  muffin mug mushroom mustard nail napkin nappy necklace nephew niece nought nurse oats ointment onion online orange
  oven overdraft oyster pacifier packet paint pajamas pancake paramedic parcel parking parsley passport pasta pastry
  patio pavement paw payslip pea peach peanut pear pedal pencil penguin penalties pension pepper petrol pharmacy phone
  piano pickle picnic pie pigeon pillow pineapple pint pipe pizza plaster plate plug plum plumber pocket porch pork
  porridge postman postcode potato prawn prescription printer pudding puppy purse quilt rabbit radiator radish
  raincoat rash raspberry receipt receptionist recipe referral refund remote rent roof roundabout router rug salad
  salmon salon salt sandals sandwich sauce saucepan sausage scarf scissors scooter screwdriver seatbelt settee shampoo
  shed sheet shelf shirt shoe shopping shoulder shovel shower sibling sink skirt sleeve slipper soap sock socket sofa
  soup spaghetti spanner sparkplug spatula spinach sponge spoon squash stairs stapler station sticker stomach stool
  stove strawberry stroller subway sugar suitcase supermarket surgery surname sweater sweets switch syrup tablet tap
  taxi tea teapot teaspoon technician teenager telly tenant tenner thermostat thigh throat thumb ticket tights tile
  tin tissue toaster toe toilet tomato tongue toolbox tooth toothbrush toothpaste towel tractor trailer trainers tram
  tray tricycle trolley trousers trunk tuition tummy tuna turkey tyre umbrella underwear vaccine vacuum van vase veg
  vegan vegetable vet vinegar vitamin voicemail voucher waiter wallet wardrobe warranty washer wasp waterproof website
  wheelchair wheelie whisk whisky windscreen wipers wok wrist yoghurt yogurt zebra zip zipper ombudsman optician
  toddler mum mums dad dads gran nan ex mate mates bloke lad lads lass lovely cheers quid fiver sorta kinda gonna
  wanna gotta dunno cuz cos innit ain yeah yep yup nope nah okay ok oh um uh er erm hmm mm ah aha huh wow oops ouch
  phew shush whoa hey hello hi bye ta cheerio app apps wifi inbox password username login logins pin pins iban ssn nhs
  dob reg handles insta instagram facebook twitter tiktok youtube whatsapp linkedin snapchat google visa mastercard
  amex paypal venmo medicare medicaid ohip linux windows mac iphone android centimetres metres litres kilos grams
  carat whichever whoever whatever hers theirs ours yours mine alright anymore anyways someplace downstairs upstairs
  knackered parched peckish gutted chuffed mouldy moldy rubbish brilliant gorgeous dodgy posh cheeky grumpy clumsy
  dizzy poorly sunny cloudy windy rainy foggy misty chilly freezing boiling damp soaked muddy dusty rusty filthy messy
  tidy crispy spicy salty bitter sour tender juicy greasy sticky slippery fragile solid liquid hollow narrow wide
  broad shallow steep bald blond blonde brunette curly skinny chubby slim plump stout pregnant diabetic allergic deaf
  blind mute lame drunk sober gnocchi tiramisu prosecco granola flapjack lasagne lasagna ravioli mozzarella parmesan
  salami chorizo houmous hummus falafel couscous quinoa muesli croissant baguette brioche scone crumpet marmalade
  jelly treacle toffee fudge caramel popcorn pretzel nachos guacamole salsa burrito taco sushi noodles ramen tofu
  tempeh aubergine courgette zucchini eggplant beetroot turnip parsnip swede leek celery asparagus artichoke
  cauliflower cabbage kale sprouts lentils chickpeas beans peas sweetcorn apricot cherry grape grapes melon kiwi
  spaniel labrador poodle terrier collie budgie parrot tortoise goldfish gerbil ferret donkey goose geese lamb piglet
  hen rooster beaver badger hedgehog squirrel fox wolf crow robin owl eagle swan bee ant moth butterfly spider snail
  slug worm frog toad chequebook checkbook paperclip highlighter notebook diary planner binder laminator projector
  ability access account act action activity actor address adult advantage adventure adviser affair afternoon age
  agency agenda agent agreement aid aim air airline airport alarm album alcohol alley alphabet amount anger angle
  animal ankle answer anxiety apartment appeal appetite apple application appointment approach april area argument arm
  army arrangement arrival art article aspect asset assignment assistance assistant association atmosphere attack
  attempt attention attitude audience audio author authority autumn average award baby back background bag balance
  ball band bank bar base baseball basis basket basketball bath beach bean bear beard beast beat bed bedside beer
  beginning behavior behaviour belief bell belt benefit bet bicycle bill bird birth birthday bit bite block blood
  board boat body bomb bone bonus book border boss bottom bound box boy boyfriend brain brand breast breath bride
  bridge brief brother browser brush buddy bug building bunch bus bush business button buyer calculation call calm
  camp campaign can canal cancer candidate candy cap capital captain car card care career case castle cat catalogue
  category cause cave celebration cell century ceremony certificate chain chairman challenge champion chance change
  channel chapter character charge charity chart chat check checkpoint checkout cheek chemistry chest child childhood
  children choice church cigarette circle circumstance citizen city class classroom client climate clock cloud club
  clue coach coast code collection college color colour column combination comfort command comment commission
  committee communication community company comparison competition complaint computer concept concern concert
  conclusion condition conference confidence confirmation conflict confusion connection consequence construction
  contact content contest context contract contribution control conversation copy corn corner cost cottage council
  count country countryside county couple courage course court cousin cover cow crack craft crash creature credit crew
  crime crisis criticism crowd crown culture cup currency current curve cycle damage dance danger data database date
  daughter day deal death debate debt decade decision deck declaration deer defense degree delay delivery demand
  department departure description design desire detail device diamond diet difference difficulty digit dimension
  direction director dirt disaster discipline discount discussion disease dish disk display distance district division
  doctor document dog dollar domain door doubt draft drama dream dress drink drive driver drop drug duck dust duty ear
  earth east economics economy edge editor education effect effort egg election electricity element elevator emergency
  emotion emphasis employee employer employment end energy engine engineer entertainment enthusiasm entrance entry
  environment equipment error estate estimate euro evening event evidence exam example exchange excitement excuse
  exercise exit expansion experience expert explanation expression extent extreme eye face fact factor factory failure
  fall family fan farm farmer fashion fat father fault favor favour fear feature fee feedback feeling feet female few
  field fight figure file film finance finding finger fire firm fish fishing fix flag flat flavor flavour flight floor
  flow flower flu fly focus foil folk food foot football force forest form fortune forum foundation frame freedom
  friend front fruit fuel fun function fund funeral funny future gain galaxy game gap gas gear gene general generation
  gentleman gift girl girlfriend glass goal god gold golf good government grace grade grain grammar grand grandad
  grandfather grandma grandmother grandpa grant grass grave green ground group growth guarantee guard guess guest
  guidance guide guilt gun guy habit hair half hall hand hat hate head health heart heat heaven height hell help hero
  highway hill history hit hobby hold hole holiday home homework honey hook hope horror horse host hour house housing
  human humor hunt hurry husband ice idea ideal image imagination impact importance impression improvement incident
  income increase independence industry inflation influence information initiative injury insect inside inspection
  inspector instance instruction instrument insurance intention interest internet interview introduction investment
  island issue item job joint joke journey joy judge judgment juice jump june july junior jury justice key kick kid
  kidney kind king kingdom kiss knife knowledge lab label lack lady lake land landlady landlord landline lane language
  laugh law lawyer layer lead leader leadership leaf league leather lecture leg legend length lesson letter level
  library licence license lie life lift light limit line link lion lip list literature liver living load local
  location lock log logic loss lot love luck machine magazine mail main maintenance major male mall man management
  manager manner manufacturer map march mark market marriage master match material math mathematics matter maximum may
  mayor meaning meantime measurement meat media medicine medium meet meeting member membership memory mental mention
  mess message metal meter method mile mind minimum minister minor minority minute miracle miss mission mistake mix
  mixture mode model mom moment money monitor month mood moon moral morning mother motion mountain mouse mouth move
  movie mud muscle museum music mystery name nation national nature navy neck needle negative neighborhood neighbour
  neighbor neighbourhood nerve nest network news newspaper night noise noon north nose note nothing notice novel
  november number object objective obligation occasion offer office officer oil one operation opinion opportunity
  opposite option order ordinary organ organisation organization outcome outside owner pace pack page pain pair palace
  panel panic parent park part particular partner party pass passage passenger passion past path pattern pause pay
  payment payout peace peak peer penalty people percentage performance period permission permit person personality
  perspective phase philosophy photo photograph phrase physics picture piece pilot pitch place plan plane planet plant
  plastic platform play player pleasure plenty poem poet poetry point police policy politics pollution pool population
  position positive possession possibility post pot potential pound poverty power practice preference preparation
  presence present presentation president press pressure price pride priest prince princess principle print priority
  prison privacy prize problem procedure process produce product profession professor profile profit program programme
  progress project promise promotion proof property proposal protection psychology public pump punishment pupil
  purchase purpose push quality quantity quarter queen question queue quit quote race radio rail railway rain range
  rank rate ratio reach reaction reader reading reality reason reception recognition recommendation record recording
  recover red reduction reference reflection region register registration regret regular relation relationship
  relative release relief religion repair repeat replacement reply report representative republic reputation request
  requirement research reservation reserve resident resolution resort resource respect response responsibility rest
  restaurant result retirement return reveal revenue review revolution reward rhythm rice ride ring rise risk river
  road rock role roll romance room root rope round route routine row royal rule run rush safety sail salary sale
  sample sand satisfaction scale scene schedule scheme school science scientist score screen screw script sea seal
  search season seat second secret secretary section sector security self seller senior sense sentence series serial
  service session set sex shame shape share shelter shift ship shock shoot shop shore shot show sick side sign signal
  signature significance silence silver singer single sister site situation size skill skin sky sleep slice slide slip
  smell smile smoke snow society soft software soil soldier solution son song sort soul sound source south space spare
  speaker special specialist species spend spirit spite split sport spot spray spread spring square staff stage stand
  standard star start state statement status stay steak steel step stock stop store storm story strain strange
  stranger strategy stream street strength stress stretch strike string strip stroke structure struggle student studio
  study stuff style subject substance success suggestion suit summer sun supply support surface surprise surround
  survey suspect swimming sympathy system table tale talent talk tank target task taste tax teacher teaching team tear
  technology telephone television temperature tennis tension tent term terrace test text thanks theatre theater theme
  theory thing thought thunder tie time tip title today tomorrow tone tonight tool top topic total touch tour tourist
  tower town track trade tradition traffic train transition transport trash travel treat treatment tree trial trick
  trip trouble truck trust truth try tune turn twist type uncle union unique unit university upper use user vacation
  valley value variation variety vast vehicle version victim video view village violence virus vision visit voice
  volume walk wall war warning waste watch water wave weakness wealth weather web wedding week weekday weekend weight
  weird west wheel while white whole wife will win wind window wine wing winner winter wish witness woman women wonder
  wood word work worker workshop world worry worth wound writer yard year yesterday youth zone january february august
  september october december monday tuesday wednesday thursday friday saturday sunday bunny dozen penny pence o
  midnight avenue boulevard crescent grove mews quay wharf parkway esplanade plaza didn doesn don isn wasn weren won
  wouldn couldn shouldn haven hasn hadn aren ll ve re m s t d
`;
const extra = new Set(more.trim().split(/\s+/));

/** Ends of words, and what may have stood in their place. */
const inflections: [RegExp, readonly string[]][] = [
  [/ies$/, ["y", "ie"]],
  [/(?:es|ed|er|est)$/, ["", "e"]],
  [/(?:s|d|ly|ness|ful|less|ment|ish)$/, [""]],
  [/ing$/, ["", "e"]],
  [/(?:y|able)$/, ["", "e"]],
  [/ily$/, ["y"]],
  [/ier|iest|ied$/, ["y"]],
];

/** Endings that no name has. */
const abstract =
  /..(?:tions?|sions?|ments?|ness|ity|ities|ances?|ences?|isms?|ships?|ware|phones?|olog(?:y|ies|ist)|graphs?|hood|ably|ically|ated|izing|ising)$/;

const isListed = (word: string) => extra.has(word) || tagsOf(word).some((tag) => !nameTag.test(tag));

/** An everyday English word, also inflected, in lower case without accents. */
export function isEnglishWord(word: string): boolean {
  if (isListed(word) || abstract.test(word)) return true;
  return inflections.some(([ending, replacements]) => {
    const stem = word.replace(ending, "");
    if (stem === word || stem.length < 3) return false;
    const single = /(.)\1$/.test(stem) ? [stem.slice(0, -1)] : [];
    return [...replacements.map((replacement) => stem + replacement), ...single].some(isListed);
  });
}

/** First and last names that compromise knows. */
export const knownNames = (kind: "first" | "last"): string[] =>
  Object.keys(lexicon).filter((word) =>
    tagsOf(word).some((tag) =>
      kind === "last" ? tag === "LastName" : /^(?:MaleName|FemaleName|FirstName)$/.test(tag),
    ),
  );

/** Places that compromise knows; towns and countries are no names of people. */
export const knownPlaces = (): string[] =>
  Object.keys(lexicon).filter((word) =>
    tagsOf(word).some((tag) => /^(?:City|Region|Place|Country|Demonym)$/.test(tag)),
  );
