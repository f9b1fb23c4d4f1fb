"""What stands around a person's name: titles, thanks, signatures, and the things that people do."""

from __future__ import annotations

import re

_TITLES = (
    r"(?:asiakas|pankki|sijoitus|palvelu|laina|auto|vakuutus|myynti|puhelin|yhteys|tili|tekni\w*)*"
    r"(?:palvelij\w+|neuvoj\w+|asiantuntij\w+|myyj\w+|virkailij\w+|toimihenkilö\w*|työntekij\w+|esimie\w+|"
    r"esihenkilö\w*|ohjaaj\w+|opettaj\w+|kätilö\w*|toht\w+|työnjohtaj\w+|virkamie\w+|poliisi\w*|lähetti\w*|"
    r"posteljooni\w*|"
    r"huoltomie\w+|vastaanottovirkailij\w+|terapeut\w+|psykolog\w+|farmaseut\w+|proviisor\w*|päällik\w+|"
    r"johtaj\w+|lääkär\w+|hoitaj\w+|asentaj\w+|kuljettaj\w+|edustaj\w+|konsult\w+|isännöitsij\w+|kolleg\w+|"
    r"meklar\w+|tyyp\w+)"
    r"|(?:vaimo|mies|miehe|äiti|äidi|isä|poika|poja|tytär|tyttäre|tyttö|tytö|sisko|sisare|veli|velje|anoppi|anopi|"
    r"appi|ape|"
    r"mummo|ukki|ystävä|naapuri|kaveri|lapse)(?:ni|mme|lle?ni|lla?ni|ltani|stani|ani|äni|ämme|amme|lleni|llani|"
    r"ns[aä]|lleen|ltaan|staan)"
    r"|rouva\w*|herra\w*|neiti\w*|nimelt[äa]|nimisen|niminen|kaveri"
    r"|(?:bank|kund|personlig\w* )?(?:rådgivar\w+|medarbetar\w+|säljar\w+|handläggar\w+|tekniker\w*|chef\w*|"
    r"expedit\w+|läkar\w+|doktor\w*|\w*sköters\w+|barnmorsk\w+|lärar\w+|chaufför\w*|montör\w*|kurator\w*|psykolog\w*|"
    r"receptionist\w*|butikschef\w*|försäljar\w+|kolleg\w+|terapeut\w*)|fru|herr|fröken"
    r"|(?:min|vår|hans|hennes) (?:man|fru|hustru|son|dotter|mamma|mor|pappa|far|bror|syster|granne|vän|kollega|"
    r"make|maka|sambo)"
    r"|mr|mrs|ms|miss|dr|agent|advis[oe]r|representative|rep|manager|clerk|teller|nurse|assistant|colleague|named|"
    r"midwife|receptionist|"
    r"doctor|consultant|engineer|technician|driver|professor|prof|matron|therapist|physio\w*|carer|caseworker|"
    r"officer|sister|"
    r"paramedic|porter|surgeon|gp|cashier|salesman|saleswoman|operator|supervisor|counsellor|teacher|dentist|"
    r"pharmacist|"
    r"(?:my|our|his|her|their) (?:husband|wife|partner|son|daughter|mother|mum|mom|father|dad|brother|sister|"
    r"friend|neighbou?r|"
    r"grandson|granddaughter|aunt|uncle|nan|gran)"
)
#: Directly before a name; the name may then be any word with a capital.
TITLE = re.compile(rf"(?<!\w)(?:{_TITLES})\.? $")
#: The same with a comma: `the receptionist, Margaret, was kind`; then only a listed name is one.
_IS_TITLE = re.compile(_TITLES)
TITLE_APART = re.compile(rf"(?<!\w)(?:{_TITLES}), $")
#: The writer's own or somebody's name comes next.
INTRODUCED = re.compile(
    r"(?:(?:terveisin|terv\.?|ystävällisin terveisin|yst\. ?terv\.?|(?<!\w)t\.|(?<!\w)t:|mvh|hälsningar|"
    r"hälsning|regards|sincerely|"
    r"yours|signed|(?<!\w)br|cheers)[\s,:!.-]{1,4}|(?:nimeni on|nimi on|nimi oli|nimeltään|nimeltä|jag heter|"
    r"heter|hette|"
    r"mitt namn är|namnet är|my name is|name is|name was|(?:someone|person|man|woman|lady|guy|was|"
    r"is) called)[ :]{1,2})$"
)


def is_title(form: str) -> bool:
    """Say whether a word is what somebody is, not what they are called: `neuvoja` looks like a surname."""
    return _IS_TITLE.fullmatch(form) is not None


#: What such an introduction ends with: most words are done with by looking at these.
_INTRODUCING = (
    *("terveisin", "terv", "t", "mvh", "hälsningar", "hälsning", "regards", "sincerely", "yours", "signed", "br"),
    *("cheers", "on", "oli", "nimeltään", "nimeltä", "heter", "hette", "är", "is", "was", "called"),
)


def is_introduced(before: str) -> bool:
    """Say whether the words before a name, in lower case, say that one comes."""
    return before.rstrip(" ,:!.-\n").endswith(_INTRODUCING) and INTRODUCED.search(before) is not None


#: Directly before somebody's surname that the writer is not sure of.
A_CERTAIN = re.compile(
    r"(?<!\w)(?:joku|jonkun|jotakuta|jollekin|joltakin|joltain|eräs|erään|en viss|någon viss|a certain|some) $"
)
#: Directly before whoever served the writer, be they called like a company.
SERVED_BY = re.compile(
    r"(?<!\w)(?:(?:palveli|neuvoi|opasti|auttoi|hoiti|kuunteli)(?:\s(?:minua|meitä|mua|asiaani|asiani))?"
    r"|(?:palvelijana|neuvojana|myyjänä|virkailijana|asentajana|hoitajana|puhelimessa|langan päässä|tiskillä|"
    r"kassalla|chatissa|"
    r"vastassa)\s(?:oli|vastasi|palveli|auttoi)"
    r"|(?:hjälpte|betjänade|bemötte)\s(?:mig|oss)|(?:hjälptes|hjälpt|betjänades|betjänad|bemöttes|bemött) av"
    r"|i (?:chatten|luren|kassan|telefonen) (?:var|svarade|satt)|(?:served|helped|assisted|advised) by) $"
)
#: Directly before where something is, and no person.
PLACED = re.compile(
    r"(?<!\w)(?:i|in|near|nära|vid|utanför|outside|around|kring|(?:norr|söder|öster|väster) om|(?:north|south|"
    r"east|west) of|"
    r"längs|along|mellan|between) $"
)
#: Initials before a surname, in the middle of a sentence.
INITIALS = re.compile(r"(?:^|[^\W\d] |[,(/:-] ?|\n)(?:[a-zåäö](?:-[a-zåäö])?\. ?){1,2}$")
IN_SENTENCE = re.compile(
    r"[^\W\d](?<!kohta)(?<!vaihtoehto)(?<!option)(?<!point)(?<!alternativ)(?<!punkt)(?<!luokka)(?<!plan)"
    r"(?<!type)(?<!typ)"
    r"(?<!tyyppi)(?<!class)(?<!grade)(?<!ryhmä)(?<!grupp)(?<!group)(?<!liite)(?<!bilaga)(?<!suunnitelma),? "
    r"(?:[a-zåäö](?:-[a-zåäö])?\. ?){1,2}$"
)
#: As above, for a name written small.
NAMED = re.compile(r"(?:nimeni on|nimi on|nimeltä|niminen|terveisin|t\.|heter|mvh|my name is|named)[\s,:]{1,3}$")
THANKS = re.compile(
    r"(?:kiito\w*|kiitän|kiitti|terveis\w*|terkku\w*|terkut|suurkiito\w*|ruusu\w*|kehu\w*|hatunnosto\w*|"
    r"pisteet|propsit|"
    r"tack(?: till)?|stort tack(?: till)?|beröm till|thanks(?: to)?|thank you|kudos to|shout ?out to|credit to|"
    r"praise for)[\s,:!]{1,3}(?:\[henkilö\](?:,| ja| och| and| &)\s){0,3}$"
)
#: Directly before somebody who is asked, called or met.
SPOKEN_TO = re.compile(
    r"(?<!\w)(?:pyysin|kysyin|soitin|soittelin|juttelin|puhuin|keskustelin|asioin|tapasin|kiitän|kiittäisin|kehun|"
    r"moitin|(?:viestiä|sähköpostia|palautetta)|talade med|pratade med|talat med|pratat med|chattade med|"
    r"hjälp av|hjälp från|frågade|kontakta|kontaktade|mötte|ringde|spoke (?:with|to)|talked (?:with|to)|"
    r"chatted with|met|asked|ask|helped by|served by|called by)\s$"
)
#: Directly before the name of a model: iPhone 14 Pro Max.
MODEL = re.compile(r"(?:\bpro|iphone(?: \d+)?|galaxy|redmi|xperia|ipad) $")
#: Directly after a name that is thanked and nothing else.
NAME_ENDS = re.compile(r"\s*(?:$|[.,!?;:)]|(?:ja|och|and|&|för|så|från|på|i|for|from|in|at)\s)")
_INTENSE = (
    r"(?:todella|erittäin|tosi|aivan|niin|hyvin|superi?|mahtavan|"
    r"väldigt|mycket|jätte\w*|very|really|so|extremely|super)"
)
_HUMAN = (
    r"(?:ystäväl|ihan|mukav|avulia|asiantuntev|ammattitai|loistav|huippu|paras|upea|kohtelia|tyly|töykeä|"
    r"epäystäv|epäkohtel|"
    r"kärsiväl|palveluhenk|osaav|reipa|iloi|asiallin|ylimieli|trevlig|hjälpsam|kunnig|otrevlig|vänlig|duktig|"
    r"bäst|friendly|helpful|"
    r"rude|kind|lovely|great|amazing|professional|patient|excellent|knowledgeable|brilliant|polite|awesome|"
    r"fantastic|the best|unhelpful|useless|thorough|caring|attentive|courteous|gentle|superb|wonderful|outstanding|"
    r"welcoming|unprofessional|impatient|dismissive|abrupt|clueless|arrogant|incompetent|huomaavai|tarkka|rehelli|"
    r"nenäk|välinpitämät|epäpätev|ammattilai|arrogant|ohövlig|tålmodig|proffsig|fantastisk|underbar|bemötande)"
)
#: What thanks, blame and reports are about where the one before them, in the genitive, is a person.
OWNED = re.compile(
    r"\s(?:asenne|asenteesta|käytös|käytöksestä|palveluasenne|asiantuntemus|ammattitaito|ystävällisyys|kärsivällisyys|"
    r"avuliaisuus|neuvot|neuvoista|neuvoilla|opastus|opastuksella|työpanos|hymy|puhetapa|bemötande|attityd|hjälp|"
    r"råd|tålamod|"
    r"kunskap|sätt|attitude|help|advice|manner|patience|support|knowledge|kindness|tone|explanation|approach)\b",
    re.I,
)
#: The same, where the name cannot be the genitive of a thing: with `lainan avulla` one buys a house.
SERVED = re.compile(
    r"\s(?:palvelu|toiminta|vastaus|kanssa|ansiosta|avulla|avustuksella|luona|luo|puolesta|hoidossa|osaaminen|"
    r"soitto\w*|"
    r"puhelu\w*)\b"
)
#: Between two people who are named together.
JOINED = re.compile(r"\s?(?:,|&|(?:,\s)?(?:ja|och|and|sekä|samt|eller|tai|or))\s")
PAIRING = frozenset({"ja", "och", "and", "sekä", "samt"})
#: Directly after somebody, in the partitive, who is never there.
NOT_REACHED = re.compile(
    r"\s(?:ei|en|emme)\s(?:\w+\s)?(?:saa(?:nut|tu|da)?|tavoit\w+|löydy|löytynyt|näkynyt|kiinnosta\w*)\b"
)
_AT_DESK = (
    r"(?:tiskillä|kassalla|puhelimessa|chatissa|vastaanotossa|konttori(?:lla|ssa)|asiakaspalvelu(?:ssa|sta)|"
    r"myymälä(?:ssä|stä)|"
    r"luukulla|neuvonnassa|i kassan|i chatten|på kontoret|i luren|i växeln|i receptionen|at the (?:desk|counter|till)|"
    r"on (?:the )?(?:phone|reception)|in the (?:chat|branch|shop|store))"
)
_DID = (
    r"(?:auttoi|auttaa|autto|hoiti|hoitaa|hoisi|palveli|palvelee|neuvoi|neuvoo|vastasi|vastaa|selitti|selittää|"
    r"soitti|soittaa|kertoi|"
    r"lupasi|teki|tekee|antoi|jaksoi|jaksaa|kuunteli|kuuntelee|ansaitsee|osasi|osaa|ratkaisi|opasti|järjesti|"
    r"ymmärsi|ymmärtää|otti|"
    r"jätti|unohti|väitti|puhui|puhuu|käyttäytyi|kohteli|ohjasi|tiesi|tietää|pystyi|halusi|korjasi|löysi|"
    r"laittoi|lähetti|valehteli|"
    r"vaikutti|sanoi|paneutui|perehtyi|katkaisi|tiuski|huusi|suositteli|kysyi|myi|tarkisti|varmisti|pelasti|"
    r"toimi|työskentelee|"
    r"aloitti|alkoi|tuli|tulee|kävi|lähti|muisti|jatkoi|näytti|esitti|perusteli|keksi|tarjosi|hymyili|"
    r"rauhoitti|laski|piirsi|tunsi|"
    r"tuntee|sai|saapui|avasi|kirjoitti|siirsi|yhdisti|käänsi|jaksoivat|hoidellut|hoitanut|auttanut|palvellut|"
    r"vastannut|neuvonut|hyvitti|palautti|selvitti|tilasi|asensi|vaihtoi|avusti|ehdotti|mainitsi|totesi|vahvisti|"
    r"päivitti|"
    r"kirjasi|käsitteli|huomasi|tajusi|viitsi|ehti|jutteli|kiirehti|hommasi|fiksasi|jeesasi|jeesas|fiksas|hommas|"
    r"korjas|vastas|"
    r"ratkas|osas|lupas|tilas|asens|opasti|huomas|hyvitt|tarkasti|hoito homman|"
    r"krediterade|återbetalade|kontaktade|återkom|ordnade|installerade|kopplade|bytte|kollade|rättade|betjänade|"
    r"skickade|"
    r"beställde|tipsade|vägledde|glömde|vägrade|skrek|hann|hjälpt|pratade|ledde|räddade|"
    r"refunded|credited|replaced|installed|cancelled|checked|ordered|offered|processed|served|advised|"
    r"apologi[sz]ed|spoke|"
    r"talked|rang|ignored|transferred|arranged|organi[sz]ed|updated|chased|confirmed|reassured|suggested|shouted|"
    r"looked after|"
    r"walked me|walked us|saved|"
    r"hjälpte|hjälper|svarade|gav|löste|förklarade|lyssnade|ringde|lovade|visste|tog|fixade|skötte|bemötte|"
    r"berättade|guidade|förstod|frågade|sade|lugnade|"
    r"helped|helps|answered|explained|solved|gave|listened|called|promised|did|took|handled|resolved|went|made|"
    r"assisted|told|said|"
    r"refused|knew|deserves|sorted|fixed|guided|was|is|has|had|understood|provided|hung)"
)
_IS_HUMAN = rf"(?:on|oli|är|var|is|was)\s(?:\w+\s)?(?:{_INTENSE}\s){{0,2}}{_HUMAN}"
#: Between a name and what the person does may stand where the person works.
AT_WORK = re.compile(
    rf"\s(?:(?:på|i|från|hos|from|at|in|on)\s(?:the\s|your\s|er\s)?(?:\w+\s)?\w+|(?:teidän\s|teiän\s|sieltä\s|"
    rf"siellä\s)?\w+(?:st[aä]|ss[aä]|lt[aä]|ll[aä]))\s(?:\w+\s)?"
    rf"(?:(?!is\b|was\b|has\b|had\b){_DID}\b|{_IS_HUMAN})"
)
#: Directly after a name: what that person did not do, where they sat, or thanks to them.
MET = re.compile(
    r"\s(?:ei|eikä)\s(?:\w+\s)?(?:katsonut|vastannut|auttanut|tiennyt|osannut|kuunnellut|tervehtinyt|viitsinyt|"
    rf"suostunut)\b|\s{_AT_DESK}\b|,\s(?:iso\s|suuri\s)?(?:kiitos|kiitti|tack|thanks|thank you)\b"
)
#: Directly after a name in the case of whom something is given to, or got from.
GIVEN = re.compile(r"\s(?:iso\s|suuri\s|lämmin\s)?(?:kiito\w+|ruusu\w*)")
GOT = re.compile(r"\s(?:sain|saimme|kysyin|kysyimme|pyysin)\b")
#: Directly after a name written small: dealings that wind and sea have not.
TOOK = re.compile(r"\s(?:tog emot|tog hand|tog sig tid|took (?:care|my|the)|otti vastaan|was|var)\b")
#: `Mina Kanta` and `My Kanta` are nobody.
POSSESSIVES = frozenset({"mina", "my", "oma", "min"})
#: What a company called like a person cannot do or be: only then is `Elisa` somebody.
PERSONAL = re.compile(
    r"\s(?:(?:kyllä|aina|myös|todella|heti|joka|som|who|always|also|really)\s){0,2}"
    r"(?:(?:neuvoi|jaksoi|kuunteli|kuuntelee|opasti|hymyili|paneutui|perehtyi|rauhoitti|tiuski|huusi|piirsi|"
    r"selitti|jutteli|"
    r"istui|otti vastaan|lyssnade|förklarade|log|listened|explained|smiled|sat)\b|(?:on|oli|är|var|is|was)\s"
    rf"(?:\w+\s)?(?:{_INTENSE}\s){{0,2}}(?:ystäväl|mukava|avulia|kohtelia|tyly|töykeä|kärsiväl|iloi|ihana|ylimieli|"
    rf"osaava|"
    r"trevlig|hjälpsam|otrevlig|vänlig|kunnig|friendly|helpful|rude|kind|lovely|patient|polite)\w*(?!\s\w+ltaan)|"
    rf"{_AT_DESK}\b)"
)
#: What a month does not do either.
ANSWERED = re.compile(
    r"\s(?:helped|handled|explained|answered|called|listened|assisted|sorted|resolved|solved|told|said|promised|"
    r"fixed|spoke)\b"
)
MONTHS = frozenset({"april", "may", "june", "august"})
#: Directly after somebody called like a company or a month: where only people sit, and what they then do or are.
OF_THE_STAFF = re.compile(
    r"\s(?:(?:from|in|at|on)\s(?:the\s|your\s)?(?:\w+\s)?(?:billing|support|sales|accounts|complaints|claims|"
    r"customer \w+|"
    r"reception|chat|phone|helpdesk|help desk|desk|counter|till|branch|shop|store|team)"
    r"|(?:från|i|på|hos)\s(?:er\s)?(?:kund\w+|support\w*|kassan|chatten|växeln|receptionen|kontoret|butiken|"
    r"fakturering\w*|luren)"
    r"|(?:teidän\s|teiän\s)?(?:asiakas|puhelin|chat|chatti)?(?:palvelusta|palvelussa|tuesta|tuessa)"
    r"|(?:teidän\s|teiän\s)?(?:laskutuksesta|laskutuksessa|chatista|chatissa|myymälästä|myymälässä|konttorista|"
    r"konttorilla|konttorissa|"
    r"vaihteesta|vaihteessa|puhelimesta|kassalta|tiskiltä|neuvonnasta))"
    rf"\s(?:\w+\s)?(?:(?!is\b|was\b|has\b|had\b|toimi\b|tuli\b|sai\b|laski\b){_DID}\b|{_IS_HUMAN})"
)
#: Directly after an unknown name with initials, where the sentence begins with them.
IS_TOLD = re.compile(rf"\s(?:(?:never|aldrig|ei)\b|{_DID}\b)")
#: What only a person is thanked for; and where one is met before the name.
THANKED_FOR = re.compile(
    r"\s(?:\w+(?:sta|stä)\s)?(?:avusta|neuvo\w*|opastuks\w+|kärsivällisyyd\w+|ystävällisyyd\w+|ajasta\w*|hymystä)\b"
)
MET_AT = re.compile(rf"(?<!\w){_AT_DESK}\s$")
#: What wind, sea and luck do as well as people.
WEAK = re.compile(
    r"\s(?:katkaisi|alkoi|aloitti|tuli|tulee|lähti|laski|toimi|sai|saapui|teki|tekee|antoi|vaikutti|näytti|jatkoi|"
    r"nousi|siirsi|avasi|löysi|otti|kävi|gav|tog|made|took|went|is|was|has|had)\b"
    rf"(?! (?:puhelun|luurin|minu|meidä|(?:{_INTENSE} ){{0,2}}{_HUMAN}))"
    r"|\s(?:on|oli|är|var)\s\w+\s(?:yllätys|päivä|tunne|asia|juttu|lisä|kokemus|sää|palvelu|ele|överraskning|dag|sak)"
)
#: Directly after a name: something that a person does or is.
ACTS = re.compile(
    rf"(?::\w+)?\s(?:(?:kyllä|aina|myös|todella|heti|joka|ei|inte|som|who|always|also|really)\s){{0,2}}"
    rf"(?:{_DID}\b|{_IS_HUMAN})"
)
#: Directly after a name written small: something that only people do.
DID = re.compile(rf"\s{_DID}\b")
#: Never a name when written small: a relative, a verb, or a word without its dots (mikä).
NEVER_SMALL = frozenset(
    {
        *("alan", "anna", "elin", "ilma", "isa", "lisa", "maila", "mika", "milla", "mina", "muna"),
        *("niina", "ole", "sade", "sara", "satu", "siina", "sisko", "tara", "toivo", "usko", "veli"),
    }
)
#: The same in Swedish and English, where `anna` and `mika` are nothing but names.
NEVER_SMALL_ABROAD = frozenset(
    {
        *(
            "will",
            "may",
            "mark",
            "hope",
            "love",
            "my",
            "per",
            "art",
            "rich",
            "faith",
            "grace",
            "joy",
            "an",
            "van",
            "min",
        ),
        *("dag", "sol", "bo", "saga", "stig", "son", "sten", "ask", "ali", "mina", "maila", "malin", "elin", "june"),
        *("april", "maj", "rose", "even", "every", "inga", "ingen", "men", "mer", "alla"),
    }
)
