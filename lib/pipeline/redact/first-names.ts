import { plainOf } from "./tokens.ts";

/** Common first names of English and French speakers, of their families' other languages too. */
const list = `
  aaron abdul abdullah abigail adam adele adrian adrien agathe agnes ahmed aicha aidan aisha alain alan albert alex alexander
  alexandra alexandre alexis alfred ali alice alicia alison allison alma alyssa amanda amandine amber amelia amelie amina amira
  amy ana anais andre andrea andreas andrew andy angela angelique anika anita ann anna anne annette annie anthony antoine
  antonio antony ariana arnaud arthur ashley astrid aude audrey aurelie aurelien austin axel aya baptiste barbara bastien
  beatrice becky ben benedicte benjamin benoit bernadette bernard bertrand beth bethany betty beverly brandon brenda brent
  brett brian brigitte brittany bruce bruno bryan caitlin cameron camille candice carine carl carla carlos carmen carol
  carole caroline carolyn catherine cathy cecile cedric celeste celia celine chad chantal charlene charles charlotte chelsea
  cheryl chiara chloe chris christelle christian christiane christina christine christophe christopher cindy clara claude
  claudia clement clemence clementine clotilde clyde colette colin colleen connor constance coralie corinne courtney craig
  cristina crystal curtis cynthia cyril damien dan daniel daniela daniele danielle danny daphne darren dave david deborah
  debra delphine denis denise dennis derek diana diane didier diego dimitri dominique donald donna dorothy doug douglas
  duncan dylan eddie edgar edith edouard eduardo edward edwin eileen elena eleanor eleonore eli elias elisa elisabeth elise
  elizabeth ella ellen elodie eloise elsa emile emilie emily emma emmanuel emmanuelle enzo eric erica erik erika erin ernest
  esteban estelle esther ethan etienne eugene eva evan eve evelyn evelyne fabien fabienne fabrice fanny farah fatima fatou
  fatoumata felix fernando fiona flavie florian francine francis francisco francois francoise frank franck fred frederic
  frederique gabriel gabriela gabrielle gael gaelle gary gaspard gavin genevieve geoffrey george georges gerald geraldine
  gerard ghislaine gilbert gilles gina giovanni gisele giulia gladys glenn gloria gordon graham greg gregoire gregory
  guillaume gustavo guy gwen hannah hans harold harriet harry hassan heather hector heidi helen helena helene henri henry
  herve hicham hiroshi howard hugh hugo hugues ian ibrahim ibrahima imane ines ingrid irene iris isaac isabel isabella
  isabelle ismael ivan jack jackie jackson jacob jacqueline jacques jake jamal james jamie jan jane janet janice jared jasmine
  jason javier jay jean jeanette jeanne jeannine jeff jeffrey jennifer jenny jeremie jeremy jerome jerry jess jesse jessica
  jesus jill jim jimmy joan joanna joanne jocelyne joe joel joelle johan johanna john johnny jon jonas jonathan jordan jorge
  jose joseph josephine josh joshua josiane joyce juan juanita judith judy julia julian juliana julie julien juliette justin
  justine kaitlyn karen karim karine karl kate katherine kathleen kathryn kathy katie kayla keith kelly ken kenneth kevin
  khadija khalid kim kimberly kofi kris kristen kumar kurt kwame kyle lara larry latoya laura laure laurence laurent lauren
  laurie lea leah leanne leila lena leo leon leonard leonie leslie lewis liam lilian liliane lily lina linda lindsay lisa
  lise logan loic lois lola loretta lorraine louis louise luc luca lucas lucia lucie lucien lucille lucy luis luke lydia lydie
  lynn mackenzie madeleine madison mael maelle mahmoud maeve malik mamadou manon manuel marc marcel marco marcus margaret
  margaux margot maria marianne marie marilyn mario marion marisol marjorie marlene marta martha martin martine marvin mary
  maryam mateo mathew mathieu mathilde mathis matt matteo matthew matthias matthieu maude maureen maurice max maxime maxwell
  maya megan mehdi melanie melissa mercedes meredith mia michael michaela michel michele micheline michelle miguel mikael mike
  milan mohamed mohammed moira molly monica monique morgane moussa muriel mustafa myriam nadege nadia nadine naomi natalia
  natalie natasha nathalie nathan nathaniel nelly neil nicholas nick nicola nicolas nicole nigel nina noah noe noel noelle
  nora norman nour oceane odette odile oliver olivia olivier omar ophelie oscar oumar owen pablo pamela pascal pascale
  patricia patrick paul paula paulette pauline pedro peggy penelope peter philip philippe phillip phoebe pierrick priscilla
  priya quentin rachel rachid ralph ramon randy raphael raphaelle rashid raymond rebecca regine reginald regis remi remy renaud
  rene renee ricardo richard rick rita robert roberta roberto robin rodney rodrigo roger roland romain romane ron ronald ronnie
  rosalie rosemary ross roxane roy ruben russell ruth ryan sabine sabrina salma sam samantha samia samir samuel sandra sandrine
  santiago sara sarah sasha scott sean sebastian sebastien segolene serena serge sergio seth severine shannon sharon shaun
  shawn sheila shirley sidonie silvia simon simone sofia sofiane solange solene sonia sophia sophie stacey stacy stan stanley
  stefan stella stephane stephanie stephen steve steven stuart susan suzanne sven sylvain sylvie tamara tammy tania tanya tara
  taylor ted teresa terrence terry thaddeus thelma theo theodore theresa therese thibault thibaut thierry thomas tiffany tim
  timothee timothy tina todd tom tommy toni tony tracy travis trevor tristan tyler ursula valentin valentina valentine valerie
  vanessa veronica veronique vicki vickie vicky victor victoria vincent viola violette virginie vivian viviane wade walter
  warren wayne wendy wesley whitney wilfried william xavier yacine yann yannick yasmine yolanda yolande yosef youssef yusuf
  yvan yves yvette yvonne zachary zacharie zainab zara zoe zoey
  abby abel ada adriana ainsley alana albertine alejandra alejandro alessandro alessia alina alistair alphonse
  alvin amadou amani amar amara ami amit amrita anastasia andres andrzej angelina angelo angus anh anjali
  annabel annabelle annemarie anouk antonella anton apolline archie ariane ariel arjun armand armelle arnold arun
  ashok asif assia aurore ayesha aziz barbora barry bartosz basile bea bella bernadine bernie bertha bianca birgit boris
  brandy bridget bronwyn bryce byron calum calvin camilla carly carmela carmelo carrie casey cassandra catalina cathleen
  celestine chandra charlie cheikh chen christa ciara cillian claudine cody colby conor
  corey cornelia cornelius cyrille dana dariusz darius darlene darryl darya deepak deirdre della demetrius desmond devon
  dexter diarmuid dieter dina djamel dmitri dmitry dolores dominic dominik dora doreen doris duane edmund
  eduard edwige eleni elif elijah elin elle ellie eloi elvira elvis emil emilia emiliano emre enrique ernesto errol
  esme etta ewa ewan fabio fabrizio faisal farid farida fatma fatoum faustine federico felicia felicity felipe ferdinand
  fergus fidel filip filippo flora florent fouad francesca francesco franz freda freddie freya frida fritz gareth gaston
  gauthier gemma georgia georgina germain gertrude gilberto gino giorgio giuseppe goran greta gretchen
  grzegorz guido gunther gurpreet gwendoline hakim hamid hamza hanane harvey hayley heike heinz hermine hilary hilda
  holger honorine hortense houda huda huguette humphrey ida igor ilaria ilona ilyes imran ina inga ingo iona irina irma irving
  isha ishaan isla ismail isobel issa ivana ivo iwona jacek jacinta jada jakub jamila jana janelle janine jarrod jasper javed
  jaya jayden jed jelena jenna jens jermaine jerzy joachim joaquin jodie johannes jolanta jonah jonny josefina
  josette josie judah juliet julius junaid jurgen kaitlin kamal kamel kamila karina karthik kasia katarina katarzyna katrin
  kavita keira kelvin kendra kerry kerstin khaled kiera kieran kirk kirsten kirsty klaus konrad krishna kristin kristina
  krystal krzysztof kurtis kylie lachlan lamar lamine lana lars latisha lavinia layla leandro leigh leland lenny leopold leroy
  leticia lionel livia lizzie lloyd lorena lorenzo lori louella louisa luciana lucinda ludovic luigi lukas lukasz lyle
  mabel magali magdalena magnus maisie malcolm malika mandy manfred manoj marcela marcelle marcia marek margarita
  margherita mariana mariam marian maribel marika marina marius markus marlon marty marwa maryse massimo mathias
  matilda matteo mattia maurizio mauro mavis maxence melinda melodie mervyn micah michal mick mihai mila mildred milos
  mina mindy minh miranda mireille miriam mirko misha mitchell mona monika monroe morag moritz muhammad murray
  myles myra myrtle nabil nadeem naima nancy nanette naresh nasser natacha nate neha nelson nestor ngozi nguyen niall
  nichole nicki nicolette niamh nikita niklas nikola nikolai nils nimish nino nisha noam noelia noor nuno octavia octavio
  odell oksana olaf olga oluwaseun omari oriane orla orlando osman oswald otis otto paola paolo patrice patricio paulina
  percy perrine petra petros philomena pierrette pietro piotr pooja prakash preston quincy rabia rachael rafael rafal raj
  rajesh raluca ramesh ramona ramiro rania raoul rashad ravi ravinder reggie regina reinhard renata rhiannon rhonda rhys ricky
  rocco rodolphe rohan roisin rolf romaric ronan rosa rosalind rosalyn rosanna rosario rosetta roshni rowan rowena rudolf
  rufus rui rupert russ saba sabrina sachin said saida salim salvador salvatore samira sanjay saoirse saskia satish saul savita
  seamus selim selma sergei serhiy seydou shane shanice sharif shauna shelby shelley sherry shirin shreya shyam
  sid sidney siegfried sienna sigrid silvio simona sinead siobhan slavica solomon sonja soraya spencer stavros stefania
  stefanie stefano steffen stephan stephany sumit sunil sunita susanna susannah suzette suzie svetlana sybil sylvia
  sylviane tabitha tadeusz tahir tamar tamika tariq tasha tatiana teo terri tessa thea thi thibaud thuy tiago tilda timo tobias
  tomas tomasz tonya trent tricia trish trudy tunde tyrone ulrich uma umar ute vaclav vadim vera vernon vicente vijay vikram
  vinay violaine virgil vivek vivienne vladimir wanda werner wilbur wilfred wilhelm wilma winifred winston wojciech wolfgang
  xavi ximena yahya yara yasin yasmin yasser youcef younes yuki yuri yusra zaid zakaria zdenek zineb zoran zuzana
`;

/** Also everyday words of one of the languages: names only with a capital inside a sentence, or after a cue. */
const everyday = `
  amber angel art aude austin autumn basil bill bob bonnie brad brook buck candy carol chase chip clay cliff crystal daisy
  dale dawn dean dee dick don drew dot earl ernest eve faith fanny florence forest frank france gene ginger glen grace grant said della kirk dora iona trent ina ami elle ida ute 
  guy harmony hazel heather heath holly hope hunter iris ivy jack jade jan jasmine jay jean jewel jordan joy kit lance
  lane laure lily louis lou mark martin mary mason mat max melody mercedes miles misty nick norm olive page paris
  parker pat patience paul pearl pearson penny pierre pilar ray reed rich river rob robin rod roman romane rose rosemary ruby
  rusty sandy savannah sky skip sofia stan stella sterling sue summer taylor ted terry tim tony trinity troy valentine
  victor victoria vince viola violet violette ward wayne will willow art aimee ange blanche claire constance clemence cerise
  desire felicite fleur honore jules juste lilas lou marine marguerite modeste nice noel pascal
  prudence prune reine sage salome soleil theo victoire colombe constant benoit marin olivier
`;

const wordsIn = (text: string) => text.trim().split(/\s+/).map(plainOf);

export const everydayNames: ReadonlySet<string> = new Set(wordsIn(everyday));
export const firstNames: ReadonlySet<string> = new Set([...wordsIn(list), ...everydayNames]);
