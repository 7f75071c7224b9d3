import { knownNames } from "./english-words.ts";
import { frenchWords } from "./french-words.ts";
import { plainOf } from "./tokens.ts";

/** Common first names of English and French speakers, of their families' other languages too. */
const list = `
  aaron abdul abdullah abigail adam adele adrian adrien agathe agnes ahmed aicha aidan aisha alain alan albert alex
  alexander alexandra alexandre alexis alfred ali alice alicia alison allison alma alyssa amanda amandine amber amelia
  amelie amina amira amy ana anais andre andrea andreas andrew andy angela angelique anika anita ann anna anne annette
  annie anthony antoine antonio antony ariana arnaud arthur ashley astrid aude audrey aurelie aurelien austin axel aya
  baptiste barbara bastien beatrice becky ben benedicte benjamin benoit bernadette bernard bertrand beth bethany betty
  beverly brandon brenda brent brett brian brigitte brittany bruce bruno bryan caitlin cameron camille candice carine
  carl carla carlos carmen carol carole caroline carolyn catherine cathy cecile cedric celeste celia celine chad
  chantal charlene charles charlotte chelsea cheryl chiara chloe chris christelle christian christiane christina
  christine christophe christopher cindy clara claude claudia clement clemence clementine clotilde clyde colette colin
  colleen connor constance coralie corinne courtney craig cristina crystal curtis cynthia cyril damien dan daniel
  daniela daniele danielle danny daphne darren dave david deborah debra delphine denis denise dennis derek diana diane
  didier diego dimitri dominique donald donna dorothy doug douglas duncan dylan eddie edgar edith edouard eduardo
  edward edwin eileen elena eleanor eleonore eli elias elisa elisabeth elise elizabeth ella ellen elodie eloise elsa
  emile emilie emily emma emmanuel emmanuelle enzo eric erica erik erika erin ernest esteban estelle esther ethan
  etienne eugene eva evan eve evelyn evelyne fabien fabienne fabrice fanny farah fatima fatou fatoumata felix fernando
  fiona flavie florian francine francis francisco francois francoise frank franck fred frederic frederique gabriel
  gabriela gabrielle gael gaelle gary gaspard gavin genevieve geoffrey george georges gerald geraldine gerard
  ghislaine gilbert gilles gina giovanni gisele giulia gladys glenn gloria gordon graham greg gregoire gregory
  guillaume gustavo guy gwen hannah hans harold harriet harry hassan heather hector heidi helen helena helene henri
  henry herve hicham hiroshi howard hugh hugo hugues ian ibrahim ibrahima imane ines ingrid irene iris isaac isabel
  isabella isabelle ismael ivan jack jackie jackson jacob jacqueline jacques jake jamal james jamie jan jane janet
  janice jared jasmine jason javier jay jean jeanette jeanne jeannine jeff jeffrey jennifer jenny jeremie jeremy
  jerome jerry jess jesse jessica jesus jill jim jimmy joan joanna joanne jocelyne joe joel joelle johan johanna john
  johnny jon jonas jonathan jordan jorge jose joseph josephine josh joshua josiane joyce juan juanita judith judy
  julia julian juliana julie julien juliette justin justine kaitlyn karen karim karine karl kate katherine kathleen
  kathryn kathy katie kayla keith kelly ken kenneth kevin khadija khalid kim kimberly kofi kris kristen kumar kurt
  kwame kyle lara larry latoya laura laure laurence laurent lauren laurie lea leah leanne leila lena leo leon leonard
  leonie leslie lewis liam lilian liliane lily lina linda lindsay lisa lise logan loic lois lola loretta lorraine
  louis louise luc luca lucas lucia lucie lucien lucille lucy luis luke lydia lydie lynn mackenzie madeleine madison
  mael maelle mahmoud maeve malik mamadou manon manuel marc marcel marco marcus margaret margaux margot maria marianne
  marie marilyn mario marion marisol marjorie marlene marta martha martin martine marvin mary maryam mateo mathew
  mathieu mathilde mathis matt matteo matthew matthias matthieu maude maureen maurice max maxime maxwell maya megan
  mehdi melanie melissa mercedes meredith mia michael michaela michel michele micheline michelle miguel mikael mike
  milan mohamed mohammed moira molly monica monique morgane moussa muriel mustafa myriam nadege nadia nadine naomi
  natalia natalie natasha nathalie nathan nathaniel nelly neil nicholas nick nicola nicolas nicole nigel nina noah noe
  noel noelle nora norman nour oceane odette odile oliver olivia olivier omar ophelie oscar oumar owen pablo pamela
  pascal pascale patricia patrick paul paula paulette pauline pedro peggy penelope peter philip philippe phillip
  phoebe pierrick priscilla priya quentin rachel rachid ralph ramon randy raphael raphaelle rashid raymond rebecca
  regine reginald regis remi remy renaud rene renee ricardo richard rick rita robert roberta roberto robin rodney
  rodrigo roger roland romain romane ron ronald ronnie rosalie rosemary ross roxane roy ruben russell ruth ryan sabine
  sabrina salma sam samantha samia samir samuel sandra sandrine santiago sara sarah sasha scott sean sebastian
  sebastien segolene serena serge sergio seth severine shannon sharon shaun shawn sheila shirley sidonie silvia simon
  simone sofia sofiane solange solene sonia sophia sophie stacey stacy stan stanley stefan stella stephane stephanie
  stephen steve steven stuart susan suzanne sven sylvain sylvie tamara tammy tania tanya tara taylor ted teresa
  terrence terry thaddeus thelma theo theodore theresa therese thibault thibaut thierry thomas tiffany tim timothee
  timothy tina todd tom tommy toni tony tracy travis trevor tristan tyler ursula valentin valentina valentine valerie
  vanessa veronica veronique vicki vickie vicky victor victoria vincent viola violette virginie vivian viviane wade
  walter warren wayne wendy wesley whitney wilfried william xavier yacine yann yannick yasmine yolanda yolande yosef
  youssef yusuf yvan yves yvette yvonne zachary zacharie zainab zara zoe zoey abby abel ada adriana ainsley alana
  albertine alejandra alejandro alessandro alessia alina alistair alphonse alvin amadou amani amar amara ami amit
  amrita anastasia andres andrzej angelina angelo angus anh anjali annabel annabelle annemarie anouk antonella anton
  apolline archie ariane ariel arjun armand armelle arnold arun ashok asif assia aurore ayesha aziz barbora barry
  bartosz basile bea bella bernadine bernie bertha bianca birgit boris brandy bridget bronwyn bryce byron calum calvin
  camilla carly carmela carmelo carrie casey cassandra catalina cathleen celestine chandra charlie cheikh chen christa
  ciara cillian claudine cody colby conor corey cornelia cornelius cyrille dana dariusz darius darlene darryl darya
  deepak deirdre della demetrius desmond devon dexter diarmuid dieter dina djamel dmitri dmitry dolores dominic
  dominik dora doreen doris duane edmund eduard edwige eleni elif elijah elin elle ellie eloi elvira elvis emil emilia
  emiliano emre enrique ernesto errol esme etta ewa ewan fabio fabrizio faisal farid farida fatma fatoum faustine
  federico felicia felicity felipe ferdinand fergus fidel filip filippo flora florent fouad francesca francesco franz
  freda freddie freya frida fritz gareth gaston gauthier gemma georgia georgina germain gertrude gilberto gino giorgio
  giuseppe goran greta gretchen grzegorz guido gunther gurpreet gwendoline hakim hamid hamza hanane harvey hayley
  heike heinz hermine hilary hilda holger honorine hortense houda huda huguette humphrey ida igor ilaria ilona ilyes
  imran ina inga ingo iona irina irma irving isha ishaan isla ismail isobel issa ivana ivo iwona jacek jacinta jada
  jakub jamila jana janelle janine jarrod jasper javed jaya jayden jed jelena jenna jens jermaine jerzy joachim
  joaquin jodie johannes jolanta jonah jonny josefina josette josie judah juliet julius junaid jurgen kaitlin kamal
  kamel kamila karina karthik kasia katarina katarzyna katrin kavita keira kelvin kendra kerry kerstin khaled kiera
  kieran kirk kirsten kirsty klaus konrad krishna kristin kristina krystal krzysztof kurtis kylie lachlan lamar lamine
  lana lars latisha lavinia layla leandro leigh leland lenny leopold leroy leticia lionel livia lizzie lloyd lorena
  lorenzo lori louella louisa luciana lucinda ludovic luigi lukas lukasz lyle mabel magali magdalena magnus maisie
  malcolm malika mandy manfred manoj marcela marcelle marcia marek margarita margherita mariana mariam marian maribel
  marika marina marius markus marlon marty marwa maryse massimo mathias matilda mattia maurizio mauro mavis maxence
  melinda melodie mervyn micah michal mick mihai mila mildred milos mina mindy minh miranda mireille miriam mirko
  misha mitchell mona monika monroe morag moritz muhammad murray myles myra myrtle nabil nadeem naima nancy nanette
  naresh nasser natacha nate neha nelson nestor ngozi nguyen niall nichole nicki nicolette niamh nikita niklas nikola
  nikolai nils nimish nino nisha noam noelia noor nuno octavia octavio odell oksana olaf olga oluwaseun omari oriane
  orla orlando osman oswald otis otto paola paolo patrice patricio paulina percy perrine petra petros philomena
  pierrette pietro piotr pooja prakash preston quincy rabia rachael rafael rafal raj rajesh raluca ramesh ramona
  ramiro rania raoul rashad ravi ravinder reggie regina reinhard renata rhiannon rhonda rhys ricky rocco rodolphe
  rohan roisin rolf romaric ronan rosa rosalind rosalyn rosanna rosario rosetta roshni rowan rowena rudolf rufus rui
  rupert russ saba sachin said saida salim salvador salvatore samira sanjay saoirse saskia satish saul savita seamus
  selim selma sergei serhiy seydou shane shanice sharif shauna shelby shelley sherry shirin shreya shyam sid sidney
  siegfried sienna sigrid silvio simona sinead siobhan slavica solomon sonja soraya spencer stavros stefania stefanie
  stefano steffen stephan stephany sumit sunil sunita susanna susannah suzette suzie svetlana sybil sylvia sylviane
  tabitha tadeusz tahir tamar tamika tariq tasha tatiana teo terri tessa thea thi thibaud thuy tiago tilda timo tobias
  tomas tomasz tonya trent tricia trish trudy tunde tyrone ulrich uma umar ute vaclav vadim vera vernon vicente vijay
  vikram vinay violaine virgil vivek vivienne vladimir wanda werner wilbur wilfred wilhelm wilma winifred winston
  wojciech wolfgang xavi ximena yahya yara yasin yasmin yasser youcef younes yuki yuri yusra zaid zakaria zdenek zineb
  zoran zuzana
`;

/** Further names of France, Belgium, Québec, Brittany, the Basque Country, the Maghreb and West Africa. */
const moreFrench = `
  abel abdelkader abdou achille adama adele adelaide adelie agnan aimee aissata aissatou albane alban alberic alexane
  aliette alix alizee alois aloys alphonse amael amaury ambre ambroise amedee anaelle anatole ange angele angelina
  anicet annaelle annick annie anouck ansel anselme antonin apolline aristide arlette armance armel artus assane
  assia athenais aubin aude auguste augustin augustine aurelien aurore awa axelle aymeric aymerick bakary
  balthazar barnabe barthelemy basile bastienne baudouin benedicte berangere berenger berenice bernardine berthe
  bertille bettina bintou blaise blandine bleuenn boubacar brahim briac brieuc brice brune calixte calliste candice
  capucine cassandre casimir cecilia celestin celestine celia cesaire cesar charlene charly chedi cheikhou christelle
  christiane clarisse claudette claudie clea cleo cleophee clelia clotaire clovis colas coline coralie corentin
  corentine cosima cyprien cyrielle damienne daouda daphnee deborah delphin denise desiree diane dieudonne djibril
  dominique donatien donatienne doriane dorian dorothee edgard edith edmee edmond edmonde edouard eglantine eleonore
  eliane eliott eliette elina elisabeth elouan elsa emeline emeric emerick emilien emilienne emma enora erell
  ernestine erwan erwann esteban etiennette eudes eugenie eulalie euphrasie eusebe evariste evrard ewen fabiola fanta
  fantine fatou faustin faustine felicie felicien felicite ferdinand fernand fernande fidele firmin flavie flavien
  fleur florimond fortune foulques francette francine franckie francky gabin gaetan gaetane garance gaspard gaston
  gautier genevieve georgette geraud germain germaine gerome gervais ghislain ghislaine gilberte gildas ginette gisele
  godefroy gontran goulven gregoire guenievre guenole guilhem guillemette gustave gwenael gwenaelle gwendal gwendoline
  gwenn gwenola gwladys habib haby hadrien hawa hector helori henriette hermann hermine hilaire hippolyte honore
  honorine hortense hubert hugo huguette hyacinthe ibrahima idriss ilan ilona imane ines irenee iris isaure iseult
  isidore issouf ivan jacinthe jacky jacotte janine janvier jaouen jeanine jeannette jeannine jeannot joachim joan
  joana jocelyn jocelyne johann jonathan joris josephine josiane josselin jourdain judicael jules juliane juliette
  juline justine kadiatou kadidia kaelig karamba katell kelia keltoum kenza kerian kevan khady kilian killian koffi
  kouame kylian ladislas laetitia lambert lancelot laureen laureline laurette laurine lazare leandre leanne leila
  leocadie leonce leonide leonie leonore leontine leopold liliane lilou lilwenn lino lionnel loann loane lohan loan
  loeva lorenzo lorette loris lothaire louane louanne loubna louison louka lounis lubin luce lucette lucienne lucile
  ludivine lyam lydie lylou macha madeline mady mael maela maelle maelys maeva magalie mahaut maia mailys maite
  maiwenn malika malo malvina mamadi manech manel manoa manon mansour marceau marcelin marceline margaud margot
  marguerite marielle mariette marilou marilyne marin marinette marjolaine marlene martial martin maryline maryse
  maryvonne massimo mathurin matteo maud maurane maurine maxence maxime mayeul mazarine medard melaine melina meline
  melissande melusine melvin mercedes merlin michelle mickael mickaele milena milo mirabelle mireille modou mohand
  mona monette montaine morgan morgane morvan myriam myrtille mylene nadege naelle naima nathanael nathanaelle nassim
  nawel nicolette nils ninon noah noam noelie noelle noemie nolan nolwenn norbert nour oceane octave octavie odette
  odilon odin olga olympe omer ondine ophelie oriane oswald othman ottilie ouassila oumou ousmane pacome pascaline
  paulin pauline pelagie penelope perceval perrette perrin perrine petronille philemon philibert philippine philomene
  pierrette pierrick pierrot placide primael priscille prosper quentin quitterie rachida radegonde ramatou raoul
  raymonde rayane rebecca regine reine rejane remi remy renaud renelle ricardo robinson rodolphe rodrigue roger
  rolande romain romane romaric romuald romy ronan rosalie rose roselyne rosette rosine roxane rozenn ruben sabin
  sacha safia salimata salome samba samson samy sandie saturnin sauveur sebastienne segolene sekou selene seraphin
  seraphine servane severin severine sidonie sigolene simeon simonne siham sixte sixtine soazig sofiane soizic solal
  solange soledad solene soline solweig sophian souad soulemane souleymane stanislas stephan suzanne suzette suzon
  swann sybille sylvain sylvaine sylvestre sylvette sylviane tancrede tanguy tatiana telma teddy tessa thais thea
  thelma theodora theophile therese thibauld thierno thimothe timeo timothe tiphaine titouan titus toinette tony
  toscane toussaint tristan tugdual ugo ulysse urbain ursule valentine valere valerian vassili victorien victorine
  viggo vianney vincente violaine violette virgile virginie viviane vladimir wafa walid wassim wilfrid willy
  xaviere yael yaelle yanis yannis yasmina yassine ynes yoan yoann yoanne yohan yohann yolaine yolande youenn youna
  younes youri youssouf ysaline yseult yvain yvelise yvette yvonnick zacharie zakary zelie zephyrin zian zinedine zita
  zohra zoe
`;

/** Also everyday words of one of the languages: names only with a capital inside a sentence, or after a cue. */
const everyday = `
  amber angel art aude austin autumn basil bill bob bonnie brad brook buck candy carol chase chip clay cliff crystal
  daisy dale dawn dean dee dick don drew dot earl ernest eve faith fanny florence forest frank france gene ginger glen
  grace grant said della kirk dora iona trent ina ami elle ida ute guy harmony hazel heather heath holly hope hunter
  iris ivy jack jade jan jasmine jay jean jewel jordan joy kit lance lane laure lily louis lou mark martin mary mason
  mat max melody mercedes miles misty nick norm olive page paris parker pat patience paul pearl pearson penny pierre
  pilar ray reed rich river rob robin rod roman romane rose rosemary ruby rusty sandy savannah sky skip sofia stan
  stella sterling sue summer taylor ted terry tim tony trinity troy valentine victor victoria vince viola violet
  violette ward wayne will willow aimee ange blanche claire constance clemence cerise desire felicite fleur honore
  jules juste lilas marine marguerite modeste nice noel pascal prudence prune reine sage salome soleil theo victoire
  colombe constant benoit marin olivier
`;

const wordsIn = (text: string) => text.trim().split(/\s+/).map(plainOf);

/** Names that compromise knows and that are everyday words too. */
const moreEveryday = `
  abe alba alec alter ange ari arch avril avi bandar barney bean bee berry bert beau biff billy bird blaze blossom
  booker bran brandy brook buck buddy bud burton buster cadet cal cary cash cat cherry chester china chuck cliff cody
  cole colt cook corey court cruz darling del dell dixie dolly don duke early ebony ed eden elle ember emerald erin
  ever fanta fay fern flo foster fox francs gale garland garnet gay gene general genesis georgia glory gray guy hale
  hank happy harbor haven heaven hero honey homer ike india io israel ivory jersey jet jewel jo job jolly jordan july
  june justice kale kat key king kitty knight lacy lark laurel lea lex lin liv london loan luna mac mack mae major
  malt man mari marge marina marlin marquis marsh marshal may mel mercy merit merry mike mina mini minor monte moss
  nan ned nell nova ocean ola opal ora oscar own pal pandora pansy parker patsy patty peg penny petal pet phil pia
  pike pink polly poppy porsche portia precious prince princess queen quiet rae rain ransom ray reef rex ria river
  romeo rosa roman rowan royal sal sable sade sage sailor saint sandy savanna shade shay shell shy sierra skye sol
  sonny spike star stew storm sung sunny sunshine tansy teal tempest tiger temple terra tiara tom tori treasure true
  ty tui uri val van vance velvet venice venus vic vida virtue walker wally walt water west wilder wiley winter wolf
  woody wren yan young zen colombe come loup loulou fidele prosper urbain ambre brune cesar janvier merlin robinson
  toussaint fortune placide sauveur myrtille capucine marjolaine mirabelle garance perle marin reine dauphin eve
  olympe romane eliane noe mai milan sam rene colas asia africa paris aime desire honore parfait innocent bienvenu
  clement regis gentil modeste heureuse orange cher nour said ela adam ada ida ines lior dona ira ester san ming
`;
const wide = [...wordsIn(list), ...wordsIn(moreFrench), ...knownNames("first")];

/** Last names that are no everyday word. */
const surnames = `
  stone king baker cook fox wolf marsh field park brook rivers pond frost snow winter summers day may long short young
  old rich petit grand legros leblanc blanc noir lenoir roux brun rouge vert boulanger boucher berger charpentier
  tisserand potier sellier meunier fournier couturier cordier pelletier mercier marchand verdier chevalier lesage
  bonhomme bonnet chapeau poisson loiseau lapin renard leloup mouton cochon pigeon poulet coq corbeau merle rossignol
  bois dubois forest montagne riviere fontaine duval vallee champ deschamps dupre dujardin jardin moulin dumoulin
  dupont pont laroche roche pierre caillou lefort fort lejeune jeune levieux vieux levêque moine labbe cure clerc
  leclerc maire lemaire comte lecomte prince marquis roi leroy reine noel avril janvier lundi dimanche printemps smith
  jones taylor brown williams wilson johnson davies robinson wright thompson evans walker white roberts green hall
  thomas clarke jackson wood harris edwards turner martin cooper hill ward hughes moore clark harrison lewis lee patel
  allen morris khan scott watson davis parker james bennett phillips richardson mitchell bailey carter kelly adams
  anderson collins ellis foster gray henderson holmes hunt jenkins knight lloyd mason mills murray owen palmer perry
  powell price reynolds rogers russell saunders shaw simpson stevens stewart sullivan webb wells west wilkinson murphy
  gallagher obrien odonnell oconnor fitzpatrick mccarthy mcdonald mckenzie campbell macdonald mackay ferguson cameron
  mclean sinclair garcia martinez hernandez gonzalez rodriguez sanchez ramirez torres flores rivera gomez morales
  reyes gutierrez nguyen tran pham kim choi chen wang zhang singh kaur ahmed hussain ali okafor adeyemi mensah owusu
  kowalski nowak wojcik schmidt schneider fischer weber meyer wagner becker hoffmann rossi russo ferrari esposito
  bianchi silva santos oliveira sousa costa pereira bernard robert richard durand moreau simon laurent lefebvre michel
  david bertrand vincent morel girard andre lefevre lambert francois legrand garnier faure rousseau guerin muller
  henry roussel nicolas perrin morin mathieu clement gauthier dumont lopez robin masson gerard boyer denis joly
  gautier roger roy lucas jean perez dufour blanchard marie barbier dumas brunet schmitt leroux colas fernandez arnaud
  rolland caron aubert giraud vidal bourgeois renaud lemoine picard gaillard philippe leclercq lacroix fabre dupuis
  olivier da hubert louis charles guillot le gall guillaume adam rey menard fleury carpentier julien benoit paris
  maillard marchal aubry vasseur renault etienne barre poirier klein paul bertin collet jacquet herve royer poulain
  lebrun prevost bouvier perrot millet daniel gay besson cousin germain tanguy hamon carre lacombe delmas chauvin
  tessier
`;

export const firstNames: ReadonlySet<string> = new Set([...wide, ...wordsIn(everyday), ...wordsIn(moreEveryday)]);
export const lastNames: ReadonlySet<string> = new Set([...wordsIn(surnames), ...knownNames("last")]);
export const everydayNames: ReadonlySet<string> = new Set([
  ...wordsIn(everyday),
  ...wordsIn(moreEveryday),
  ...wide.filter((name) => frenchWords.has(name)),
]);
