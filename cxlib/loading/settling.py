"""What an import needs of a folder that has no programme yet, or only a made-up one."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from cxlib.demo.templates import SHIPPED
from cxlib.errors import DefinitionError
from cxlib.intake import Profile, codebook_text, programme_text, read_programme
from cxlib.intake.programme import programme_of
from cxlib.intake.section import parse_definition
from cxlib.loading.definitions import Organisation
from cxlib.store.folder import StoreFolder, empty
from cxlib.store.opening import is_made_up
from cxlib.terms.programme import Programme


def place_of(folder: Path, profile: Profile) -> Path:
    """Return the data folder that a file of a profile goes into: posts on social media into one beside the survey.

    Who posts is nobody that was asked: among the respondents they would change every share and every n.
    """
    if not (folder / "programme.toml").exists() or read_programme(folder / "programme.toml").social:
        return folder
    return StoreFolder(folder).social if _is_social(profile) else folder


def _is_social(profile: Profile) -> bool:
    brought = programme_text(profile)
    return brought is not None and bool(programme_of(parse_definition(brought, Path("programme.toml"))).social)


def settle(folder: Path, profile: Profile) -> tuple[Path, ...]:
    """Give a folder without a programme the one that the profile brings; return what was written."""
    if (folder / "programme.toml").exists():
        return ()
    brought = _brought(folder, profile)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "programme.toml").write_text(brought, "utf-8")
    themes = codebook_text(profile)
    if themes is None or (folder / "codebook.toml").exists():
        return (folder / "programme.toml",)
    (folder / "codebook.toml").write_text(themes, "utf-8")
    return (folder / "programme.toml", folder / "codebook.toml")


def tried_programme(folder: Path, profile: Profile) -> Programme:
    """Return the programme that an import would read for: the folder's, or the one that the profile brings."""
    if (folder / "programme.toml").exists():
        return read_programme(folder / "programme.toml")
    with TemporaryDirectory(prefix="kuulo-") as scratch:
        path = Path(scratch) / "programme.toml"
        path.write_text(_brought(folder, profile), "utf-8")
        return read_programme(path)


def _brought(folder: Path, profile: Profile) -> str:
    brought = programme_text(profile)
    if brought is None:
        raise DefinitionError(
            f"{folder} holds no programme.toml, and profile {profile.name} brings none. Describe your organisation in "
            f"{folder / 'programme.toml'} first; {SHIPPED / 'programme.toml'} is an example to copy."
        )
    return brought


def refuse_beside_made_up(here: Organisation, profile: Profile) -> None:
    """Keep real answers and made-up ones apart.

    A programme that still says `made_up` is the demo's own; one that no longer does has been rewritten for real
    answers, and then the made-up ones go.
    """
    if here.programme.made_up:
        raise DefinitionError(
            f"{here.folder / 'programme.toml'} says made_up = true: it describes the made-up company "
            f"{here.programme.name}, and real answers do not go among made-up ones. Give your own a folder: "
            f"CX_DATA=my_company python -m cxlib import … --profile {profile.name}; or write your own programme there "
            "and remove the line made_up."
        )
    if is_made_up(here.folder):
        empty(here.folder)
