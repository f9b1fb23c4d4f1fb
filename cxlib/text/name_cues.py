"""What stands around a person's name: titles, thanks, signatures, and the things that people do."""

from __future__ import annotations

import re

_TITLES = (
    r"(?:asiakas|pankki|sijoitus|palvelu|laina|auto|vakuutus|myynti|puhelin|yhteys|tili|tekni\w*)*"
    r"(?:palvelij\w+|neuvoj\w+|asiantuntij\w+|myyj\w+|virkailij\w+|toimihenkilö\w*|työntekij\w+|esimie\w+|"
    r"esihenkilö\w*|päällik\w+|"
    r"johtaj\w+|lääkär\w+|hoitaj\w+|asentaj\w+|kuljettaj\w+|edustaj\w+|konsult\w+|isännöitsij\w+|kolleg\w+|"
    r"meklar\w+|tyyp\w+)"
    r"|rouva\w*|herra\w*|neiti\w*|nimelt[äa]|nimisen|niminen|kaveri"
    r"|(?:bank|kund|personlig\w* )?(?:rådgivar\w+|medarbetar\w+|säljar\w+|handläggar\w+|tekniker\w*|chef\w*|"
    r"expedit\w+)|fru|herr|fröken"
    r"|mr|mrs|ms|miss|dr|agent|advis[oe]r|representative|rep|manager|clerk|teller|nurse|assistant|colleague|named"
)
#: Directly before a name; the name may then be any word with a capital.
TITLE = re.compile(rf"(?<!\w)(?:{_TITLES})\.? $")
#: The writer's own or somebody's name comes next.
INTRODUCED = re.compile(
    r"(?:(?:terveisin|terv\.?|ystävällisin terveisin|yst\. ?terv\.?|(?<!\w)t\.|(?<!\w)t:|mvh|hälsningar|"
    r"hälsning|regards|sincerely|"
    r"yours|signed|(?<!\w)br|cheers)[\s,:!.-]{1,4}|(?:nimeni on|nimi on|nimi oli|nimeltään|nimeltä|jag heter|"
    r"heter|hette|"
    r"mitt namn är|namnet är|my name is|name is|name was|(?:someone|person|man|woman|lady|guy|was|"
    r"is) called)[ :]{1,2})$"
)
#: What such an introduction ends with: most words are done with by looking at these.
_INTRODUCING = (
    *("terveisin", "terv", "t", "mvh", "hälsningar", "hälsning", "regards", "sincerely", "yours", "signed", "br"),
    *("cheers", "on", "oli", "nimeltään", "nimeltä", "heter", "hette", "är", "is", "was", "called"),
)


def is_introduced(before: str) -> bool:
    """Say whether the words before a name, in lower case, say that one comes."""
    return before.rstrip(" ,:!.-\n").endswith(_INTRODUCING) and INTRODUCED.search(before) is not None


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
NAME_ENDS = re.compile(r"\s*(?:$|[.,!?;:)]|(?:ja|och|and|&)\s)")
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
    r"fantastic|the best)"
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
    r"vastannut|neuvonut|"
    r"hjälpte|hjälper|svarade|gav|löste|förklarade|lyssnade|ringde|lovade|visste|tog|fixade|skötte|bemötte|"
    r"berättade|guidade|"
    r"helped|helps|answered|explained|solved|gave|listened|called|promised|did|took|handled|resolved|went|made|"
    r"assisted|told|said|"
    r"refused|knew|deserves|sorted|fixed|guided|was|is|has|had|understood|provided|hung)"
)
#: Between a name and what the person does may stand where the person works.
AT_WORK = re.compile(
    rf"\s(?:(?:på|i|från|hos|from|at|in)\s(?:the\s)?\w+|\w+(?:st[aä]|ss[aä]|lt[aä]|ll[aä]))\s(?:\w+\s)?{_DID}\b"
)
#: What wind, sea and luck do as well as people.
WEAK = re.compile(
    r"\s(?:katkaisi|alkoi|aloitti|tuli|tulee|lähti|laski|toimi|sai|saapui|teki|tekee|antoi|vaikutti|näytti|jatkoi|"
    r"nousi|siirsi|avasi|löysi|otti|kävi|gav|tog|made|took|went|is|was|has|had)\b(?! (?:puhelun|luurin|minu|meidä))"
    r"|\s(?:on|oli|är|var)\s\w+\s(?:yllätys|päivä|tunne|asia|juttu|lisä|kokemus|sää|palvelu|ele|överraskning|dag|sak)"
)
#: Directly after a name: something that a person does or is.
ACTS = re.compile(
    rf"(?::\w+)?\s(?:(?:kyllä|aina|myös|todella|heti|joka|ei|inte|som|who|always|also|really)\s){{0,2}}"
    rf"(?:{_DID}\b|(?:on|oli|är|var)\s(?:\w+\s)?(?:{_INTENSE}\s){{0,2}}{_HUMAN})"
)
#: Directly after a name written small: something that only people do.
DID = re.compile(rf"\s{_DID}\b")
#: Never a name when written small: a relative, a verb, or a word without its dots (mikä).
NEVER_SMALL = frozenset(
    {
        "mika",
        "siina",
        "niina",
        "tara",
        "sade",
        "isa",
        "lisa",
        "milla",
        "mina",
        "veli",
        "sisko",
        "anna",
        "toivo",
        "usko",
        "ilma",
        "ole",
        "muna",
        "satu",
        "sara",
        "alan",
        "elin",
    }
)
