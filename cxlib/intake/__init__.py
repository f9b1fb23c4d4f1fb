"""From a file to accepted answers and an account of every row; raw text exists on this floor alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlib.on_demand import on_demand

if TYPE_CHECKING:
    from cxlib.intake.codebook import read_codebook
    from cxlib.intake.draft import profile_draft, programme_draft
    from cxlib.intake.profile import Profile
    from cxlib.intake.profile_file import codebook_text, find_profile, programme_text, read_profile
    from cxlib.intake.programme import read_programme
    from cxlib.intake.proposal import Mapping, propose
    from cxlib.intake.proposed_column import ASKS, REASONS, ProposedColumn
    from cxlib.intake.recognition import Difference, Recognition, recognise
    from cxlib.intake.survey_file import Progress, read_file
else:
    __getattr__ = on_demand(
        __name__,
        {
            "ASKS": "proposed_column",
            "Difference": "recognition",
            "Mapping": "proposal",
            "Profile": "profile",
            "Progress": "survey_file",
            "ProposedColumn": "proposed_column",
            "REASONS": "proposed_column",
            "Recognition": "recognition",
            "codebook_text": "profile_file",
            "find_profile": "profile_file",
            "profile_draft": "draft",
            "programme_draft": "draft",
            "programme_text": "profile_file",
            "propose": "proposal",
            "read_codebook": "codebook",
            "read_file": "survey_file",
            "read_profile": "profile_file",
            "read_programme": "programme",
            "recognise": "recognition",
        },
    )

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
