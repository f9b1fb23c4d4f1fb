"""From a file to accepted answers and an account of every row; raw text exists on this floor alone."""

from cxlib.intake.codebook import read_codebook
from cxlib.intake.draft import profile_draft, programme_draft
from cxlib.intake.profile import Profile
from cxlib.intake.profile_file import codebook_text, find_profile, programme_text, read_profile
from cxlib.intake.programme import read_programme
from cxlib.intake.proposal import Mapping, propose
from cxlib.intake.proposed_column import ASKS, REASONS, ProposedColumn
from cxlib.intake.recognition import Difference, Recognition, recognise
from cxlib.intake.survey_file import Progress, read_file

__all__ = [
    "ASKS",
    "REASONS",
    "Difference",
    "Mapping",
    "Profile",
    "Progress",
    "ProposedColumn",
    "Recognition",
    "codebook_text",
    "find_profile",
    "profile_draft",
    "programme_draft",
    "programme_text",
    "propose",
    "read_codebook",
    "read_file",
    "read_profile",
    "read_programme",
    "recognise",
]
