"""The made-up bank itself: its customers, products, channels, touchpoints and staff, and how they go together.

Ids are those of `data/programme.toml`; the Finnish names beside them are what the bank's own export writes.
"""

from __future__ import annotations

from dataclasses import dataclass

STAGES = {"new": "Uusi asiakas", "established": "Vakiintunut asiakas", "ended": "Päättynyt asiakkuus"}
SEGMENTS = {"consumer": "Henkilöasiakas", "business": "Yritysasiakas"}
PRODUCTS = {
    "loan": "Laina",
    "car": "Autorahoitus",
    "account": "Tili ja kortti",
    "savings": "Säästäminen",
    "business_finance": "Yritysrahoitus",
}
CHANNELS = {
    "web": "Verkko",
    "app": "Sovellus",
    "phone": "Puhelin",
    "chat": "Chat",
    "branch": "Konttori",
    "dealer": "Autoliike",
}
TOUCHPOINTS = {
    "application": "Hakeminen ja päätös",
    "start": "Käyttöönotto",
    "payment": "Maksut ja laskutus",
    "advice": "Neuvonta",
    "change": "Muutokset",
    "closing": "Päättäminen",
}
AGE_GROUPS = {
    "from_18": "18–29 v",
    "from_30": "30–44 v",
    "from_45": "45–59 v",
    "from_60": "60–74 v",
    "from_75": "75 v tai yli",
    "": "",
}

#: Shares of the customer base.
SEGMENT_MIX = (("consumer", 0.84), ("business", 0.16))
AGE_MIX = (("from_18", 0.19), ("from_30", 0.27), ("from_45", 0.26), ("from_60", 0.20), ("from_75", 0.08))
PRODUCT_MIX = {
    "consumer": (("loan", 0.28), ("car", 0.25), ("account", 0.32), ("savings", 0.15)),
    "business": (("business_finance", 0.36), ("car", 0.26), ("account", 0.38)),
}
CHANNEL_MIX = {
    "loan": (("web", 0.28), ("app", 0.14), ("phone", 0.24), ("chat", 0.10), ("branch", 0.24)),
    "car": (("web", 0.18), ("app", 0.08), ("phone", 0.22), ("chat", 0.08), ("branch", 0.06), ("dealer", 0.38)),
    "account": (("web", 0.20), ("app", 0.30), ("phone", 0.22), ("chat", 0.14), ("branch", 0.14)),
    "savings": (("web", 0.22), ("app", 0.32), ("phone", 0.16), ("chat", 0.10), ("branch", 0.20)),
    "business_finance": (("web", 0.24), ("app", 0.06), ("phone", 0.34), ("chat", 0.10), ("branch", 0.26)),
}
TOUCHPOINT_MIX = {
    "new": (("application", 0.52), ("start", 0.26), ("advice", 0.14), ("payment", 0.08)),
    "established": (("payment", 0.29), ("advice", 0.34), ("change", 0.24), ("application", 0.13)),
    "ended": (("closing", 0.74), ("payment", 0.16), ("advice", 0.10)),
}
#: Where a person serves the customer, and may be named in praise.
STAFFED = ("phone", "chat", "branch")


@dataclass(frozen=True)
class Employee:
    """One of the staff; the first name in the cases in which customers use it."""

    name: str
    nominative: str
    genitive: str
    allative: str
    ablative: str
    partitive: str

    def forms(self) -> dict[str, str]:
        """The forms by the name of the slot they fill."""
        return {
            "nimi": self.nominative,
            "nimen": self.genitive,
            "nimelle": self.allative,
            "nimelta": self.ablative,
            "nimea": self.partitive,
        }


def _staff(table: str) -> tuple[Employee, ...]:
    rows = (line.split() for line in table.strip().splitlines())
    return tuple(Employee(f"{row[0]} {row[5]}", *row[:5]) for row in rows)


STAFF = _staff("""
Sanna Sannan Sannalle Sannalta Sannaa Lehtovaara
Päivi Päivin Päiville Päiviltä Päiviä Kuusisto
Mika Mikan Mikalle Mikalta Mikaa Rantasalo
Jarkko Jarkon Jarkolle Jarkolta Jarkkoa Nevalainen
Tuula Tuulan Tuulalle Tuulalta Tuulaa Hietanen
Henna Hennan Hennalle Hennalta Hennaa Karppila
Johanna Johannan Johannalle Johannalta Johannaa Sillanpää
Ville Villen Villelle Villeltä Villeä Mustonen
Riitta Riitan Riitalle Riitalta Riittaa Ojanperä
Antti Antin Antille Antilta Anttia Vainio
Katja Katjan Katjalle Katjalta Katjaa Honkanen
Elina Elinan Elinalle Elinalta Elinaa Tuominen
Jukka Jukan Jukalle Jukalta Jukkaa Pesonen
Minna Minnan Minnalle Minnalta Minnaa Ketola
Heidi Heidin Heidille Heidiltä Heidiä Saarinen
Pekka Pekan Pekalle Pekalta Pekkaa Laitinen
Susanna Susannan Susannalle Susannalta Susannaa Ahola
Timo Timon Timolle Timolta Timoa Kallio
Camilla Camillan Camillalle Camillalta Camillaa Lindroos
Marko Markon Markolle Markolta Markoa Heikkilä
Jenni Jennin Jennille Jenniltä Jenniä Turunen
Leena Leenan Leenalle Leenalta Leenaa Koivisto
Petri Petrin Petrille Petriltä Petriä Sundström
Noora Nooran Nooralle Nooralta Nooraa Väisänen
Ahmed Ahmedin Ahmedille Ahmedilta Ahmedia Hassan
Kirsi Kirsin Kirsille Kirsiltä Kirsiä Peltola
""")
