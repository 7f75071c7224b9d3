import { plainOf } from "./tokens.ts";

/**
 * Everyday French, as spoken on the telephone: what is in here is no name unless something says so. Verbs are listed by
 * their infinitive and conjugated below; irregular forms are listed.
 */
const verbs = `
  abandonner abattre aboutir absorber abîmer accepter accompagner accorder accrocher accueillir accuser acheter
  achever actionner adapter adorer adresser affecter afficher affirmer agacer agir agrandir aider aimer ajouter
  ajuster allumer améliorer amener amuser analyser annoncer annuler appartenir appeler appliquer apporter apprécier
  apprendre approcher approuver appuyer arracher arranger arrêter arriver arroser assembler assister associer assurer
  attacher attaquer atteindre attendre atterrir attirer attraper augmenter autoriser avaler avancer avertir avouer
  baigner baisser balayer barrer bâtir battre bavarder blesser bloquer boire bosser boucher bouffer bouger bouillir
  branler brancher bricoler briller briser brosser brûler cacher calculer calmer camper casser causer céder cesser
  changer chanter charger chasser chauffer chercher choisir circuler citer classer cliquer coiffer coincer coller
  commander commencer communiquer comparer compléter comporter comprendre compter concerner conclure conduire
  confirmer confondre connecter conseiller conserver considérer consister constater construire consulter contacter
  contenir continuer contrôler convaincre convenir copier correspondre corriger coucher couler couper courir coûter
  couvrir craindre craquer créer creuser crever crier critiquer croire croiser cueillir cuire cultiver danser dater
  débarrasser débloquer débrancher débrouiller décaler décéder décevoir décharger déchirer décider déclarer décoller
  décorer découper décourager découvrir décrire décrocher défendre définir dégager déjeuner délivrer demander
  déménager démarrer démissionner démolir démonter dépanner dépasser dépêcher dépendre dépenser déplacer déposer
  déranger descendre désoler dessiner détacher déterminer détester détruire devenir deviner dîner dire diriger
  discuter disparaître disposer distribuer diviser divorcer donner dormir doucher douter dresser durer échanger
  échapper échouer éclairer éclater économiser écouter écraser écrire effacer effectuer effrayer élever éloigner
  embaucher embêter embrasser emmener empêcher employer emporter emprunter encaisser encourager endormir énerver
  enfermer engager enlever ennuyer enregistrer enseigner entendre enterrer entourer entraîner entrer entretenir
  envelopper envoyer épeler épouser éplucher espérer essayer essuyer estimer établir éteindre étonner étudier éviter
  évoluer exagérer examiner excuser exercer exiger exister expédier expliquer exploiter exprimer fabriquer fâcher
  faciliter facturer falloir fatiguer fermer fêter filer filmer financer finir fixer fonctionner fonder forcer former
  fouiller fournir frapper freiner fréquenter frotter fuir fumer fusionner gagner garantir garder garer gâcher gâter
  geler gêner gérer glisser gonfler goûter grandir gratter grimper gronder grossir guérir guider habiller habiter
  habituer hésiter heurter identifier ignorer imaginer imiter imprimer indiquer informer inquiéter inscrire insister
  installer interdire intéresser interroger interrompre introduire inventer investir inviter jeter jouer juger jurer
  jeuner justifier laisser lancer laver lever libérer limiter lire livrer loger louer lutter maigrir maintenir
  maîtriser manger manquer marcher marier marquer mêler menacer mener mentionner mentir mériter mesurer mettre
  modifier monter montrer moquer mordre moucher mouiller mourir mourrir multiplier nager naître négocier neiger
  nettoyer nommer noter nourrir obéir obliger obtenir occuper offrir opérer organiser oser oublier ouvrir paniquer
  paraître parler partager participer partir passer patienter payer pêcher peindre pencher penser percer perdre
  permettre peser photographier piquer placer plaindre plaire plaisanter planter pleurer pleuvoir plier plonger porter
  poser posséder poster pousser pratiquer précéder préciser préférer prendre préparer présenter presser prêter
  prétendre prévenir prévoir prier proclamer procurer produire profiter programmer progresser promener promettre
  proposer protéger prouver provoquer publier quitter raccompagner raccourcir raccrocher raconter raisonner ralentir
  ramasser ramener ranger rappeler rapporter raser rassurer rater réagir réaliser recevoir réchauffer rechercher
  réclamer récolter recommander recommencer reconnaître reculer récupérer rédiger réduire refaire réfléchir refuser
  regarder régler regretter rejoindre relâcher relever relier relire remarquer rembourser remercier remettre remonter
  remplacer remplir rencontrer rendre renoncer renouveler renseigner rentrer renverser renvoyer réparer repartir
  repasser répéter répondre reporter reposer reprendre représenter reprocher réserver résilier résister résoudre
  respecter respirer ressembler ressentir rester retarder retenir retirer retomber retourner retrouver réussir
  réveiller revenir rêver revoir rigoler risquer rouler sauter sauver savoir sécher secouer sembler sentir séparer
  serrer servir signaler signer situer soigner songer sonner sortir souffler souffrir souhaiter soulever soupçonner
  sourire soutenir souvenir stationner subir sucer suffire suggérer suivre supporter supposer supprimer surprendre
  surveiller taire taper tarder téléphoner tenir tenter terminer tirer tomber toucher tourner tousser traduire traîner
  traiter transférer transformer transmettre transporter travailler traverser tricoter tromper trouver tuer user
  utiliser vaincre valider valoir varier vendre venir verser vérifier vider vieillir virer visiter vivre voir voler
  voter vouloir voyager réinitialiser rallumer rééssayer épuiser étaler étendre faxer texter tchatter scanner zapper
  coudre moudre
`;
const others = `
  suis es est sommes êtes sont étais était étions étaient serai sera serait seraient été étant fus fut furent soit
  sois soient ai as avons avez ont avais avait avions avaient aurai aura aurait auraient eu eue eus ayant aie ait vais
  vas va allons allez vont allais allait aller allé allée irai ira irait iront fais fait faites font faisais faisait
  ferai fera ferait faire fasse peux peut pouvons pouvez peuvent pouvait pourrai pourra pourrait pourriez pouvoir pu
  veux veut voulons voulez veulent voulais voulait voudrais voudrait voulu dois doit devons devez doivent devais
  devait devrai devrait devoir dû sais sait savons savez savent savais savait sache su viens vient venons venez
  viennent venait viendra venu venue tiens tient tenez tenu prends prend prenons prenez prennent pris prise mets met
  mettez mis mise dis dit dites disent disait vois voit voyez voient voyait verra vu vue vus crois croit croyez
  croyais cru lis lit lu bois boit bu sens sent sors sort pars part dors dort sers sert cours court ouvre offert
  ouvert couvert reçois reçoit reçu faut fallait faudra faudrait valu vaut pleut plu plaît plait tais connais connaît
  connu né née nés nées mort morte morts vécu suit suivi écrit écris écrivez inscrit conduit construit produit cuit
  fini choisi appris compris assis permis promis remis repris surpris je tu il elle on nous vous ils elles me te se le
  la les un une des du de au aux ce cet cette ces mon ton son ma ta sa mes tes ses notre votre leur nos vos leurs qui
  que quoi dont où lequel laquelle quel quelle quels quelles ça cela ceci celui celle ceux celles moi toi lui eux soi
  même mêmes autre autres tout toute tous toutes chaque plusieurs certain certaine certains certaines aucun aucune
  quelque quelques rien personne quelqu'un quelquechose et ou mais donc or ni car si comme quand lorsque puisque parce
  pourquoi comment combien afin ainsi aussi alors après avant avec chez contre dans depuis derrière dès devant durant
  en entre envers hors jusque jusqu malgré par parmi pendant pour près sans sauf selon sous sur vers voici voilà ne
  pas plus point jamais guère toujours souvent parfois rarement déjà encore bientôt tôt tard hier aujourd'hui aujourd
  hui demain maintenant puis ensuite enfin surtout peut-être presque très trop assez peu beaucoup moins mieux pire
  bien mal vite ici là là-bas ailleurs partout dedans dehors dessus dessous loin ensemble plutôt tant autant tellement
  seulement vraiment juste environ oui non ouais nan bah ben euh heu hein bon ah oh eh hé ok okay d'accord allô coucou
  salut bonjour bonsoir bonne merci pardon désolé désolée svp stp bref voyons dommage bravo chut zut mince merde
  putain franchement carrément apparemment évidemment forcément heureusement malheureusement normalement justement
  absolument exactement tranquille tranquillement zéro deux trois quatre cinq six sept huit neuf dix onze douze treize
  quatorze quinze seize vingt vingts trente quarante cinquante soixante septante huitante nonante cent cents mille
  million millions milliard premier première deuxième troisième quatrième cinquième sixième septième huitième neuvième
  dixième onzième douzième vingtième dernier dernière demi demie moitié tiers quart double triple lundi mardi mercredi
  jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre
  jour jours journée semaine mois an ans année heure heures minute seconde matin matinée midi après-midi soir soirée
  nuit minuit week-end weekend vacances printemps automne hiver saison siècle moment instant temps fois époque
  monsieur messieurs madame mesdames mademoiselle homme femme enfant garçon fille fils gens ami amie copain copine
  pote mec gars nana bébé père mère maman papa frère soeur sœur oncle tante tonton tata cousin cousine mari épouse
  époux parents grand-mère grand-père mamie papi papy mémé pépé neveu nièce beau-frère belle-soeur voisin voisine
  collègue patron patronne chef directeur directrice client cliente patient patiente locataire propriétaire gardien
  gardienne concierge responsable conseiller conseillère agent médecin infirmier infirmière dentiste pharmacien kiné
  vétérinaire véto avocat notaire policier gendarme pompier facteur livreur plombier électricien maçon menuisier
  peintre mécanicien garagiste coiffeur coiffeuse boulanger boulangère boucher cuisinier serveur professeur prof
  maître maîtresse instituteur élève étudiant étudiante secrétaire comptable ingénieur technicien technicienne ouvrier
  caissier vendeur vendeuse chauffeur conducteur conductrice passager passagère pilote touriste assureur assuré
  titulaire adhérent abonné tête visage oeil yeux nez bouche dent dents oreille cheveux cou gorge épaule bras main
  mains doigt dos ventre jambe genou pied pieds cheville coeur cœur sang peau os corps estomac poumon cerveau maison
  appartement immeuble bâtiment étage escalier ascenseur porte fenêtre mur toit plafond sol chambre salon cuisine
  salle bain bains toilettes wc couloir cave grenier garage jardin balcon terrasse cour portail grille clé clef
  serrure sonnette digicode interphone table chaise canapé fauteuil meuble armoire placard étagère tiroir lampe
  lumière télé télévision ordinateur portable téléphone mobile fixe tablette écran clavier souris imprimante internet
  wifi réseau connexion compte code mot passe mail mails email courriel message messages texto sms appel appels numéro
  numéros répondeur ligne poste adresse nom noms prénom prénoms rue avenue boulevard place chemin impasse quai route
  pont carrefour rond-point quartier centre ville village banlieue campagne région pays département mairie préfecture
  gare aéroport métro bus tram train avion bateau vélo moto voiture camion camionnette taxi essence diesel station
  parking péage autoroute nationale sortie entrée feu panneau pneu roue moteur frein freins volant batterie plaque
  immatriculation carte grise assurance contrat sinistre constat dossier facture factures devis paiement virement
  prélèvement remboursement chèque espèces argent euro euros centimes franc francs prix tarif promo promotion
  réduction solde crédit prêt dette impôt impôts taxe salaire paie retraite loyer caution bail charges banque guichet
  agence iban rib magasin boutique supermarché marché courses caisse ticket commande commandes livraison colis paquet
  lettre courrier timbre enveloppe boîte carton sac valise bagage école collège lycée université fac classe examen
  diplôme stage formation crèche maternelle cantine récré travail boulot job emploi métier bureau entreprise société
  usine réunion rendez-vous rdv projet équipe hôpital clinique cabinet urgence urgences ambulance pharmacie ordonnance
  médicament cachet comprimé sirop vaccin analyse opération maladie grippe rhume fièvre toux douleur allergie
  grossesse accouchement santé sécurité sociale mutuelle vitale sécu police gendarmerie pompiers vol accident incendie
  plainte pain baguette croissant beurre confiture miel lait café thé sucre sel poivre huile vinaigre eau vin bière
  jus fromage yaourt oeuf oeufs œuf œufs viande poulet boeuf porc jambon poisson légume légumes fruit fruits pomme
  poire banane orange citron fraise cerise raisin tomate salade carotte patate patates oignon ail riz pâtes soupe
  gâteau gâteaux tarte crêpe chocolat bonbon glace dessert repas petit-déjeuner déjeuner dîner goûter restaurant resto
  bar recette farine grammes gramme kilo kilos litre litres mètre mètres kilomètre kilomètres centimètre degré degrés
  pour-cent plat assiette verre tasse couteau fourchette cuillère four frigo lave-vaisselle machine linge lessive
  aspirateur poubelle ménage vaisselle chaudière chauffage radiateur fuite robinet douche baignoire tuyau électricité
  gaz compteur relevé panne pièce pièces perceuse marteau vis clou outil échelle peinture chien chat chaton chiot
  oiseau cheval vache mouton poule lapin araignée mouche animal bête arbre fleur fleurs herbe feuille forêt montagne
  mer plage lac rivière île soleil pluie neige vent nuage orage ciel terre air pierre sable vague bout coin bord côté
  fond haut bas milieu droite gauche nord sud ouest couleur rouge bleu bleue vert verte jaune noir noire blanc blanche
  gris marron rose violet clair claire foncé grand grande petit petite gros grosse gras long longue courte large
  étroit haute basse lourd lourde léger légère vieux vieille jeune nouveau nouvelle nouvel neuve ancien ancienne beau
  belle bel joli jolie moche mauvais mauvaise meilleur meilleure gentil gentille méchant sympa drôle bizarre normal
  normale spécial spéciale simple facile difficile dur dure possible impossible important importante utile inutile
  vrai vraie faux fausse sûr sûre prête libre occupé plein pleine vide fermé propre sale chaud chaude froid froide
  frais fraîche sec sèche mouillé cassé cassée content contente heureux heureuse triste malade fatigué fatiguée énervé
  inquiet inquiète calme fou folle intelligent riche pauvre cher chère gratuit gratuite rapide lent lente fort forte
  faible seul seule marié mariée célibataire divorcé enceinte français française anglais anglaise allemand allemande
  espagnol espagnole italien italienne belge suisse européen américain américaine chinois arabe portugais québécois
  chose choses truc trucs machin problème problèmes souci soucis question questions réponse idée raison cause effet
  exemple cas sujet sorte genre type manière façon moyen but suite fin début partie reste tour service services aide
  besoin envie peur honte chance malchance habitude erreur faute bêtise blague histoire nouvelles info infos
  information informations document documents papier papiers photo photos vidéo film musique chanson livre journal
  article page chapitre lettres mots phrase nombre chiffre chiffres date dates âge anniversaire fête noël mariage
  naissance enterrement cadeau jeu jeux match mi-temps score sport foot rugby tennis piscine course randonnée vie
  monde dieu guerre paix loi droit droits état gouvernement président élection politique économie bruit voix silence
  odeur goût coup groupe liste série copie version modèle marque taille poids hauteur largeur longueur surface vitesse
  niveau ordre règle plan écharpe manteau veste pantalon jean robe jupe chemise pull chaussure chaussures chaussette
  chapeau lunettes montre bague collier parapluie pseudo site profil insta instagram facebook twitter tiktok linkedin
  whatsapp snapchat google youtube pareil semblable dièse étoile arobase tiret slash espace majuscule minuscule
  majuscules minuscules attaché virgule apostrophe accent accents épelé épelée tréma cédille récompense remboursé
  réclamation référence confirmation réservation billet billets grave suivante suivant prochain prochaine actuel
  actuelle officiel officielle public publique privé privée national local locale internationale médical médicale
  social meme quelqu lors tandis quoique lorsqu puisqu presqu oeuvre résidence lotissement hameau lieu-dit lieu
  commune bis ter patience grâce prudence espoir bonheur malheur amour joie colère fermeture ouverture mariées foire
  château église génial géniale super chouette cool nul nulle top extra terrible incroyable magnifique superbe parfait
  parfaite horrible affreux affreuse dégueulasse délicieux délicieuse rigolo marrant marrante amusant amusante pénible
  embêtant embêtante gênant gênante fatigant fatigante urgent urgente obligatoire nécessaire suffisant suffisante
  différent différente pareille identique entier entière complet complète exact exacte précis précise rond ronde carré
  carrée plate creux creuse épais épaisse fine mou molle tendre crue moisi moisie pourri pourrie frit frite salé salée
  sucré sucrée amer amère acide épicé épicée gelé gelée tiède bouillant bouillante brûlant brûlante humide ensoleillé
  ensoleillée nuageux pluvieux orageux brumeux couverte bruyant bruyante silencieux silencieuse sombre lumineux
  lumineuse brillant brillante transparent opaque pâle vif vive doux douce rugueux lisse collant collante honnête
  sincère sérieux sérieuse fier fière jaloux jalouse timide poli polie aimable généreux généreuse égoïste paresseux
  paresseuse courageux courageuse curieux curieuse célèbre connue inconnu inconnue étranger étrangère proche lointain
  lointaine absent absente présent présente disponible indisponible joignable injoignable convaincu convaincue crevé
  crevée épuisé épuisée ravi ravie enchanté enchantée surprise étonné étonnée choqué choquée déçu déçue vexé soulagé
  soulagée rassuré pressé pressée coincé boisson boissons soda limonade apéro apéritif digestif vinaigrette mayonnaise
  moutarde ketchup cornichon olive olives gnocchi gnocchis spaghetti spaghettis lasagne lasagnes pizza pizzas
  hamburger frites chips saucisse saucisson rillettes pâté terrine quiche gratin purée potage bouillon sauce
  champignon champignons poireau courgette aubergine poivron concombre radis chou épinard épinards haricot haricots
  lentille lentilles petit-pois maïs céréale céréales muesli biscotte biscottes brioche biscuit biscuits gaufre
  gaufres compote pruneau pêche abricot prune melon pastèque ananas kiwi mangue framboise myrtille cassis groseille
  noisette noix amande cacahuète vanille cannelle gingembre basilic persil menthe thym laurier échalote levure
  agrafeuse chéquier stylo crayon gomme ciseaux colle cahier classeur trombone punaise calendrier agenda horloge
  réveil pendule ventilateur climatisation cheminée store balai serpillière éponge seau bassine évier lavabo
  tuyauterie plomberie carrelage parquet moquette papier-peint plinthe cloison poutre charpente gouttière tuile tuiles
  brique ciment plâtre chantier échafaudage tondeuse râteau pelle brouette arrosoir haie gazon pelouse potager serre
  compost épagneul labrador caniche hamster perruche perroquet tortue cochon canard oie dinde coq chèvre âne blouson
  imper bonnet gant gants bretelle cravate costume tailleur collants culotte slip caleçon soutien-gorge pyjama
  peignoir chausson chaussons botte bottes sandale sandales basket baskets talon talons lavande tulipe jonquille
  pissenlit chêne sapin bouleau platane peuplier érable branche racine tronc écorce graine graines créneau délai
  échéance acompte arrhes pénalité amende contravention procès tribunal juge huissier justice témoin témoignage preuve
  enquête avis attestation certificat justificatif formulaire signature tampon abonnement forfait opérateur box fibre
  antenne décodeur télécommande chargeur câble casque écouteurs haut-parleur micro webcam appli application logiciel
  mise-à-jour guitare piano violon flûte trompette orchestre concert spectacle théâtre cinéma billetterie exposition
  expo bibliothèque librairie médiathèque roman poème bande-dessinée gymnase stade vestiaire maillot ballon raquette
  filet panier arbitre entraîneur tournoi championnat coupe médaille podium ski luge patin escalade kayak voile surf
  judo karaté yoga plaisir veille lendemain après-demain avant-hier bordure lisière périphérique rocade déviation
  travaux embouteillage bouchon bouchons ralentissement cartouche ampoule tapis rideau drap couverture oreiller
  matelas couette horaire horaires étiquette tirs garants macaron volets numérique
`;

const endings: [pattern: RegExp, forms: string][] = [
  [
    /er$/,
    "er e es ons ez ent é ée és ées ais ait ions iez aient a ai as erai era erons erez eront erais erait eraient ant eons ea eais eait",
  ],
  [
    /ir$/,
    "ir is it issons issez issent i ie ies ira irai irait irez issait issais issant s t ons ez ent ais ait u ue us ert erte",
  ],
  [/oir$/, "oir ois oit oyons oyez oient u ue us"],
  [/re$/, "re s t ons ez ent u ue us ues ais ait aient rai ra rait rez ront ant d ds i it ite is ise ises"],
];

function allForms(): Set<string> {
  const forms = new Set(others.trim().split(/\s+/).map(plainOf));
  for (const form of [...forms]) if (form.length > 2) forms.add(`${form}s`).add(`${form}x`);
  for (const verb of verbs.trim().split(/\s+/).map(plainOf)) {
    forms.add(verb);
    for (const [pattern, list] of endings) {
      if (!pattern.test(verb)) continue;
      const stem = verb.replace(pattern, "");
      for (const ending of list.split(" ")) forms.add(stem + plainOf(ending));
    }
  }
  return forms;
}

/** Plain forms: lower case, without accents. */
export const frenchWords: ReadonlySet<string> = allForms();
