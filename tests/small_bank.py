"""A bank small enough to import in seconds, whose customers have written everything that a page must survive.

Its answers come in as anybody's do: a CSV file, the profile that the demo's survey tool has, and the import.
"""

from __future__ import annotations

import csv
import random
import shutil
from datetime import date, timedelta
from pathlib import Path

from cxlib import loading
from cxlib.terms.quarter import Quarter

ROOT = Path(__file__).parents[1]
LATEST = Quarter(2026, 3)
QUARTERS = tuple(Quarter.from_ordinal(LATEST.ordinal - back) for back in range(5, -1, -1))

#: What the last import told beside its numbers.
told: list[str] = []

#: Too few to be told of, all of the latest quarter.
BUSINESS_CUSTOMERS = 3

#: A server that must never be asked for anything.
CANARY = "http://192.0.2.1/canary.png"

HOSTILE = (
    f"Luulisin <script>document.title='caught'</script> ![kuva]({CANARY}) [linkki]({CANARY}) loppu",
    f'<img src="{CANARY}" onerror="document.title=\'caught\'"><iframe src="{CANARY}"></iframe> kuvaton vastaus',
    f'=HYPERLINK("{CANARY}") kaavan näköinen vastaus',
    f"<style>body{{background:url({CANARY})}}</style> tyylitelty vastaus **lihava** $x^2$ :red[punainen]",
    "käännetty \u202ekirjoitus vastaus",
    "a" * 1_000_000,
)

SPOKEN = (
    ("Odotin lainapäätöstä yhdeksän päivää, vaikka luvattiin kaksi.", 2),
    ("Jonossa meni puoli tuntia ja sitten puhelu katkesi, jouduin odottamaan uudestaan.", 3),
    ("Sama asia piti kertoa monelle eri ihmiselle ennen kuin joku auttoi.", 3),
    ("Päätöksen perustelut jäivät epäselviksi, kirje oli vaikea ymmärtää.", 5),
    ("Sovellus kaatui kirjautumisessa kaksi kertaa, muuten ihan ok.", 7),
    ("Asia hoitui, mutta hinnat ovat nousseet paljon.", 7),
    ("Ystävällinen virkailija hoiti asian heti, kiitos!", 10),
    ("Nopea palvelu chatissa, sain vastauksen viidessä minuutissa.", 9),
    ("Bra service och snabbt svar i chatten, tack!", 9),
    ("Easy application and friendly people.", 10),
)

COLUMNS = (
    *("Vastaus-ID", "Asiakasnumero", "Vastauspäivä", "Asiakkuuden vaihe", "Tuote", "Kanava", "Kohtaaminen"),
    *("Asiakasryhmä", "Ikäryhmä", "Asiantuntija", "Suosittelu 0–10", "Tyytyväisyys 1–5", "Helppous 1–7"),
    *("Kuultu 1–5", "Miksi annoit tämän arvosanan?", "Jonotus (min)", "Käsittelyaika (pv)", "Siirrot"),
    "Ratkesi kerralla",
)


def build(folder: Path) -> Path:
    """Make the bank's definitions and import its answers; return its data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    programme = (ROOT / "data" / "programme.toml").read_text("utf-8")
    (folder / "programme.toml").write_text(programme.replace("made_up = true", "made_up = false"), "utf-8")
    shutil.copyfile(ROOT / "data" / "codebook.toml", folder / "codebook.toml")
    add(folder, answers())
    return folder


def add(folder: Path, rows: list[list[object]]) -> None:
    """Import answers and publish them."""
    path = folder / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    (reconciled,) = loading.import_files(folder, [path], "demo_answers")
    told[:] = reconciled.notes


def answers() -> list[list[object]]:
    """Return some 700 answers, the same every time; three of the latest quarter are of business customers."""
    chance = random.Random(20260930)
    rows = [row(number, chance) for number in range(700)]
    return rows + [
        row(10_000 + number, chance, text=text, score=1, day=date(2026, 9, 30)) for number, text in enumerate(HOSTILE)
    ]


def row(
    number: int, chance: random.Random, *, text: str | None = None, score: int | None = None, day: date | None = None
) -> list[object]:
    """Return one line of the file."""
    quarter = LATEST if number < BUSINESS_CUSTOMERS else chance.choice(QUARTERS)
    said, given = chance.choice(SPOKEN)
    score = given if score is None else score
    day = day or quarter.first_day + timedelta(days=chance.randrange(80))
    words = text if text is not None else said if chance.random() < 0.6 else ""
    stage = chance.choice(("new", "established", "established", "ended"))
    return [
        f"V{number}",
        f"A{number}",
        f"{day:%d.%m.%Y}",
        stage,
        chance.choice(("loan", "car", "account")),
        chance.choice(("web", "phone", "chat", "branch")),
        chance.choice(("application", "payment", "advice")),
        "business" if number < BUSINESS_CUSTOMERS else "consumer",
        chance.choice(("from_30", "from_45", "from_60")),
        "",
        score,
        max(1, min(5, round(score / 2))),
        max(1, min(7, round(score * 0.7))),
        max(1, min(5, round(score / 2))),
        words,
        "",
        "",
        "",
        "",
    ]
